import Domain
import Foundation
import Synchronization

/// Cleans kept pages again, all that match a filter, in the order in which they came
/// (docs/decisions/0061-recleaning.md).
public struct Recleaner: Sendable {
  public let store: any RecleanStore & FurnitureStore
  public let ingest: Ingest

  /// Names today's cleaner.
  public let cleaner: String

  /// Threads that clean.
  public let workers: Int

  /// Changes that are written together.
  private static let group = 64

  public init(
    store: any RecleanStore & FurnitureStore, ingest: Ingest, cleaner: String, workers: Int
  ) {
    self.store = store
    self.ingest = ingest
    self.cleaner = cleaner
    self.workers = workers
  }

  /// Thrown where a run was told to pause: it goes on from its last commit.
  public struct Paused: Error {
    public init() {}
  }

  /// Says what a run would change, and changes nothing.
  ///
  /// - Parameters:
  ///   - emit: Takes the report of each page that would change, in order.
  ///   - isPaused: Asked between pages; the try ends with `Paused` once it holds.
  public func tryOut(
    _ filter: ArticleQuery.Filter, until isPaused: @escaping @Sendable () -> Bool = { false },
    emit: @escaping @Sendable (String) throws -> Void
  ) throws -> RecleanSummary {
    let pages = try store.pagesToReclean(filter, after: 0, upTo: try store.lastPage())
    let summary = Mutex(RecleanSummary())
    try visit(pages, furniture: try store.newestFurniture(), until: isPaused) { visit in
      summary.withLock { summary in
        switch visit.outcome {
        case .unchanged: summary.add(unchanged: 1, skipped: 0)
        case .skipped: summary.add(unchanged: 0, skipped: 1)
        case .changed(let change): summary.add(change.difference)
        }
      }
      if case .changed(let change) = visit.outcome { try emit(change.report) }
    }
    return summary.withLock { $0 }
  }

  /// Does a run, or what is left of it.
  ///
  /// - Parameter progress: Told of the run after each commit.
  /// - Throws: `Paused`, `StoreError`.
  public func finish(
    _ run: RecleanRun, until isPaused: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (RecleanRun) -> Void = { _ in }
  ) throws -> RecleanRun {
    let pages = try store.pagesToReclean(run.filter, after: run.cursor, upTo: run.lastPage)
    let pending = Mutex(Pending())
    let commit: @Sendable (Pending, Bool) throws -> RecleanRun = { pending, isDone in
      let advanced = try store.advance(
        run.number, with: pending.changes, unchanged: pending.unchanged, skipped: pending.skipped,
        to: pending.page ?? run.cursor, isDone: isDone, at: ingest.clock())
      progress(advanced)
      return advanced
    }
    try visit(pages, furniture: run.furniture, until: isPaused) { visit in
      let full = pending.withLock { pending -> Pending? in
        pending.add(visit)
        guard pending.isFull else { return nil }
        defer { pending = Pending() }
        return pending
      }
      if let full { _ = try commit(full, false) }
    }
    return try commit(
      pending.withLock { pending in
        if pending.page == nil { pending.page = pages.last }
        return pending
      }, true)
  }

  /// Puts back what a run changed, where nothing else has changed it since; nil where there is no such
  /// run.
  public func undo(
    _ run: Int64, until isPaused: () -> Bool = { false }
  ) throws(StoreError) -> RecleanRun? {
    var state = try store.undoReclean(run, limit: Recleaner.group, at: ingest.clock())
    while state?.state == .undoing, !isPaused() {
      state = try store.undoReclean(run, limit: Recleaner.group, at: ingest.clock())
    }
    return state
  }

  /// Forgets what a run could be taken back to; nil where there is no such run.
  public func confirm(_ run: Int64) throws(StoreError) -> RecleanRun? {
    var state = try store.confirmReclean(run, limit: Recleaner.group, at: ingest.clock())
    while state?.state == .confirming {
      state = try store.confirmReclean(run, limit: Recleaner.group, at: ingest.clock())
    }
    return state
  }

  /// What cleaning a page again came to.
  private struct Visit: Sendable {
    enum Outcome: Sendable {
      case unchanged
      case skipped
      case changed(Recleaned)
    }

    var page: Int64
    var outcome: Outcome
  }

  /// What waits for its commit.
  private struct Pending: Sendable {
    var changes: [Recleaned] = []
    var unchanged = 0
    var skipped = 0
    var page: Int64?

    /// Pages after which a run's place is written although nothing changed.
    private static let mostPages = 1000

    var isFull: Bool {
      changes.count >= Recleaner.group
        || changes.count + unchanged + skipped >= Pending.mostPages
    }

    mutating func add(_ visit: Visit) {
      page = visit.page
      switch visit.outcome {
      case .unchanged: unchanged += 1
      case .skipped: skipped += 1
      case .changed(let change): changes.append(change)
      }
    }
  }

  private func visit(
    _ pages: [Int64], furniture: Int64, until isPaused: @escaping @Sendable () -> Bool,
    take: @escaping @Sendable (Visit) throws -> Void
  ) throws {
    var next = pages.makeIterator()
    // Bytes of a page are known only once it is read: a short window bounds them.
    try BatchRunner(workers: workers, window: workers * 4).run(
      next: {
        if isPaused() { throw Paused() }
        return next.next()
      },
      work: { page -> Result<Visit, any Error> in
        Result { Visit(page: page, outcome: try clean(page, furniture: furniture)) }
      },
      emit: { result in try take(try result.get()) })
  }

  private func clean(_ number: Int64, furniture: Int64) throws -> Visit.Outcome {
    guard let page = try store.recleanable(number), !page.stored.isForgotten else {
      return .skipped
    }
    let cleaned = try ingest.clean(page.stored.page, furnitureUpTo: furniture)
    guard let difference = ArticleDifference(from: page, to: cleaned) else { return .unchanged }
    return .changed(
      Recleaned(
        page, cleaned: cleaned, difference: difference,
        report: Recleaner.report(page, difference)))
  }

  private static func report(_ page: Recleanable, _ difference: ArticleDifference) -> String {
    var writer = JSONWriter(capacity: 256)
    writer.object { writer in
      writer.member("id", page.stored.id.rawValue)
      writer.member("url", page.stored.page.url)
      writer.member("revision", page.stored.revision)
      writer.member("outcome", difference.kind.rawValue)
      writer.member("fields", difference.fields)
      writer.name("characters")
      writer.object {
        $0.member("before", difference.before)
        $0.member("after", difference.after)
        $0.member("removed", difference.removed)
        $0.member("added", difference.added)
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
