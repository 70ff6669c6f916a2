import Domain
import GRDB
import Testing

@testable import Storage

struct FullDiskTests {
  @Test func `a full disk loses nothing acknowledged and takes pages again when room returns`()
    throws
  {
    try withStore { store in
      try limit(store, toPages: 200)
      let rounds = concurrently(4) { thread in
        (0..<60).map { number in
          Result { () throws(StoreError) in try store.keep(large("\(thread)/\(number)")) }
        }
      }

      let results = rounds.flatMap(\.self)
      let kept = results.compactMap { try? $0.get() }
      #expect(!kept.isEmpty && kept.count < results.count)
      for result in results {
        guard case .failure(let error) = result else { continue }
        guard case .full = error else {
          Issue.record("\(error) is not `full`")
          continue
        }
      }
      for receipt in kept {
        let stored = try store.article(receipt.id)
        #expect(stored == receipt.article)
      }
      #expect(throws: StoreError.self) {
        while true { _ = try store.keep(.make(url: nil, body: "\(Int.random(in: 0 ..< .max))")) }
      }

      try limit(store, toPages: 1 << 30)
      try store.check()
      #expect(try store.keep(large("room")).outcome == .created)
      let listed = try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM article") }
      #expect(listed ?? 0 > kept.count)
    }
  }

  /// Stands in for a disk that fills up: SQLite answers with the same `SQLITE_FULL`.
  private func limit(_ store: SQLiteArticleStore, toPages pages: Int) throws {
    try store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
  }

  private func large(_ name: String) -> Entry {
    // Random, so that it does not compress away.
    let body = (0..<800).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }.joined()
    return .make(url: "https://example.org/\(name)", body: body, article: .make(text: body))
  }
}
