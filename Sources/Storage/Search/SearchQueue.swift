import GRDB
import Synchronization
import TextAnalysis

/// What the writer has yet to tell the full-text index in its transaction.
///
/// FTS5 (3.40) writes what it knows to disk at the beginning of each savepoint and of each statement with a
/// journal: a segment a page, all of which have to be merged later. Told at the end of a transaction,
/// it writes one segment for all pages in it. Touched inside the writer's transactions only.
final class SearchQueue: Sendable {
  let folding: Folding

  /// What it has yet to tell the index of near-duplicates, over many transactions.
  let bands: NewestBands
  private let state = Mutex(State())

  private struct State {
    var changes: [Change] = []

    /// How many of them the index knows.
    var told = 0
  }

  private enum Change {
    case insert(SearchTokens, page: Int64)
    case remove(SearchTokens, page: Int64)
  }

  init(folding: Folding, bands: NewestBands = NewestBands()) {
    self.folding = folding
    self.bands = bands
  }

  func insert(_ tokens: SearchTokens, page: Int64) {
    state.withLock { $0.changes.append(.insert(tokens, page: page)) }
  }

  /// Has a page's article taken out, if it has one; before its rows change.
  func remove(_ page: Int64, _ db: Database) throws {
    guard let tokens = try SearchIndex(db: db, folding: folding).tokens(page) else { return }
    state.withLock { $0.changes.append(.remove(tokens, page: page)) }
  }

  /// Tells the index all that it does not know, in order; before a search and before the commit.
  func tell(_ db: Database) throws {
    let untold = state.withLock { state in
      defer { state.told = state.changes.count }
      return state.changes[state.told...]
    }
    let index = SearchIndex(db: db, folding: folding)
    for change in untold {
      switch change {
      case .insert(let tokens, let page): try index.insert(tokens, page: page)
      case .remove(let tokens, let page): try index.remove(tokens, page: page)
      }
    }
  }

  /// What had been queued and told when a savepoint began.
  struct Mark {
    fileprivate var changes: Int
    fileprivate var told: Int
  }

  var mark: Mark { state.withLock { Mark(changes: $0.changes.count, told: $0.told) } }

  /// The savepoint that began there was rolled back, and with it whatever was told since.
  func rollBack(to mark: Mark) {
    state.withLock { state in
      state.changes.removeSubrange(mark.changes...)
      state.told = min(state.told, mark.told)
    }
  }

  /// A transaction begins.
  func begin() {
    state.withLock { $0 = State() }
    bands.begin()
  }

  /// The last thing of a transaction.
  func finish(_ db: Database) throws {
    try tell(db)
    try bands.settle(db)
  }

  /// The transaction is on disk.
  func committed() { bands.committed() }
}
