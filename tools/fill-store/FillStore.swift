import Dispatch
import Foundation
import Restoration
import Storage
import Synchronization
import TextAnalysis

/// `fill-store FOLDER COUNT` makes a store of so many made-up articles in mixed scripts, or fills one up to so
/// many.
///
/// Cleaning is left out; all else is what the server does, in transactions of many pages.
@main
struct FillStore {
  static func main() throws {
    guard CommandLine.arguments.count == 3, let count = Int(CommandLine.arguments[2]) else {
      FileHandle.standardError.write(Data("usage: fill-store FOLDER COUNT\n".utf8))
      exit(64)
    }
    let folder = CommandLine.arguments[1]
    // The server's folding, so that it does not make the index anew.
    let store = try SQLiteArticleStore(
      folder: folder, folding: Folding(simplified: RepairTables().folding))
    let maker = ArticleMaker()
    let notes = URL(fileURLWithPath: folder + "/made.json")
    let old = try? JSONDecoder().decode(Notes.self, from: Data(contentsOf: notes))
    try fill(store, maker, (old?.count ?? 0)..<count)
    store.close()
    try JSONEncoder().encode(Notes(count: count, words: maker.words)).write(to: notes)
  }

  /// Pages a transaction.
  private static let batch = 500

  /// Two threads: while one writes, the other makes pages.
  private static func fill(
    _ store: SQLiteArticleStore, _ maker: ArticleMaker, _ numbers: Range<Int>
  ) throws {
    let left = Mutex(numbers)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let numbers = left.withLock { left in
          let numbers = left.prefix(batch)
          left = left.dropFirst(batch)
          return numbers
        }
        guard !numbers.isEmpty, failure.withLock({ $0 == nil }) else { return }
        do {
          let entries = try numbers.map { try store.prepare(maker.entry($0)) }
          for outcome in store.keep(entries) { _ = try outcome.get() }
        } catch {
          failure.withLock { $0 = error }
        }
        if numbers.upperBound % 10_000 == 0 { print(numbers.upperBound) }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// What a bench has to know of a made store.
  private struct Notes: Codable {
    var count: Int
    var words: [String: [String]]
  }
}
