import Domain
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Storage

/// What the ledger asks goes by an index: SQLite's own plans of the statements that it runs.
struct LedgerPlanTests {
  /// The statements that a body makes a store run on its writer, without their values.
  private func statements(
    _ store: SQLiteArticleStore, _ body: () throws -> Void
  ) throws -> [String] {
    let seen = Mutex<[String]>([])
    store.pool.writeWithoutTransaction { db in
      db.trace(options: .statement) { event in
        if case .statement(let statement) = event { seen.withLock { $0.append(statement.sql) } }
      }
    }
    try body()
    store.pool.writeWithoutTransaction { db in db.trace(options: []) }
    return seen.withLock { $0 }
  }

  @Test func `deleting, giving up and taking back never read a whole table`() throws {
    try withStore { store in
      for number in 0..<5 {
        _ = try store.keep(.make(url: "https://e.example/\(number)", body: "\(number)"))
      }
      var rules = RetentionRules()
      rules.articleAge = .seconds(1)
      rules.articleCount = 2
      rules.rawAge = .seconds(1)
      rules.rawBytes = 1
      rules.tombstoneAge = .seconds(1)

      let run = try statements(store) {
        let run = try store.beginReclean(
          ArticleQuery.Filter(), cleaner: "winnow/1", at: Timestamp(milliseconds: 1))
        _ = try store.undoReclean(run.number, limit: 9, at: Timestamp(milliseconds: 2))
        _ = try store.enforce(rules, at: Timestamp(milliseconds: 3))
      }

      let asked = Set(run.filter { $0.hasPrefix("SELECT") || $0.hasPrefix("DELETE") })
      #expect(asked.count > 5)
      try store.pool.read { db in
        for sql in asked where !sql.contains("reclean_run") && !sql.contains("search_") {
          let bound = sql.replacing(/\?[0-9]*/, with: "1")
          for row in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + bound) {
            let detail: String = row["detail"]
            let isScan = ["article", "page", "raw", "revision", "label"].contains { table in
              detail == "SCAN \(table)" || detail.hasPrefix("SCAN \(table) AS")
            }
            // By its number a table may be walked from its beginning: the oldest come first.
            #expect(!isScan || sql.contains("ORDER BY number LIMIT"), "\(detail): \(sql)")
          }
        }
      }
    }
  }
}
