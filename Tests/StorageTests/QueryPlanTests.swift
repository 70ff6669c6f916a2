import Domain
import GRDB
import Synchronization
import Testing
import TextAnalysis

@testable import Storage

/// Lists without a search have their plans in ListingTests; these are the other reads.
struct QueryPlanTests {
  @Test(arguments: ArticleQuery.Order.allCases)
  func `no search scans a table, whatever it is filtered by`(order: ArticleQuery.Order) throws {
    try withStore { store in
      _ = try store.keep(.make())
      let plans = try plans(store) { db in
        for (_, filter, _) in ListingTests.filters {
          for cursor in [nil, Cursor(key: 0, page: 5)] {
            var query = ArticleQuery(filter: filter, order: order)
            query.filter.text = "tea"
            query.filter.excludesDuplicates = true
            _ = try Search(query: query, cursor: cursor, folding: Folding()).pages(db)
          }
        }
      }
      expectNoScan(plans)
    }
  }

  @Test func `articles, pages, receipts and near-duplicates are found by an index`() throws {
    try withStore { store in
      let entry = Entry.make()
      let id = try store.keep(entry).id
      let sketch = try #require(Folding().sketch(of: "Tea is grown here."))
      let plans = try plans(store) { db in
        let reader = PageReader(db: db)
        for url in [entry.page.url, nil] { _ = try reader.page(url: url, digest: entry.digest) }
        let page = try #require(try reader.page(id))
        _ = try reader.receipt(page)
        _ = try reader.raw(id, revision: nil)
        _ = try reader.raw(id, revision: 1)
        _ = try reader.edits(id)
        _ = try reader.host(id)
        _ = try NearDuplicateIndex(db: db).neighbours(of: sketch, except: 0)
        _ = try Rank(of: page.number, db)
      }
      #expect(plans.count > 8)
      expectNoScan(plans)
    }
  }

  @Test(arguments: [LatestPages.byURL, LatestPages.byBytes])
  func `whether bytes are known is asked of an index`(sql: String) throws {
    try withStore { store in
      let plan = try store.read { db in
        let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        statement.setUncheckedArguments([])
        return try Row.fetchAll(statement).map { $0["detail"] as String }
      }
      #expect(plan.allSatisfy { $0.hasPrefix("SEARCH page USING INDEX") }, "\(plan)")
    }
  }

  @Test func `learning a host's furniture looks its newest articles up by an index`() throws {
    try withStore { store in
      let plans = try plans(store) { db in
        _ = try FurnitureLearning(host: "e.example", rule: FurnitureRule(), known: [], db)
      }
      #expect(
        plans.values.joined().contains { $0.contains("article_by_host (host=?)") }, "\(plans)")
      #expect(!plans.values.joined().contains { $0.hasPrefix("SCAN article") }, "\(plans)")
      #expect(!plans.values.joined().contains { $0.contains("TEMP B-TREE") }, "\(plans)")
    }
  }

  @Test func `keeping, revising and deleting look rows up by an index`() throws {
    try withStore { store in
      _ = try store.keep(.make(url: "https://example.org/copy"))
      let plans = try plans(store, writing: true) { db in
        let index = SearchQueue(folding: Folding())
        let writer = PageWriter(db: db, index: index)
        for body in ["A", "B", "B"] {
          _ = try writer.keep(PackedPage(.make(body: body), folding: Folding()))
        }
        let entry = Entry.make(body: "B")
        let kept = try #require(
          try PageReader(db: db).page(url: entry.page.url, digest: entry.digest))
        try writer.delete(kept.number, at: Timestamp(milliseconds: 9))
        try index.tell(db)
      }
      expectNoScan(plans)
    }
  }

  /// The plan of each statement that a piece of work runs, by its SQL.
  private func plans(
    _ store: SQLiteArticleStore, writing: Bool = false, _ work: @escaping (Database) throws -> Void
  ) throws -> [String: [String]] {
    let statements = Mutex<Set<String>>([])
    let run: (Database) throws -> [String: [String]] = { db in
      db.trace(options: .statement) { event in
        guard case .statement(let statement) = event else { return }
        _ = statements.withLock { $0.insert(statement.sql) }
      }
      try work(db)
      db.trace(options: [])
      // FTS5 has tables of its own, and reads them by their keys.
      let own = statements.withLock { $0 }.filter {
        !$0.contains("'main'.'search") && ["SELECT", "UPDATE", "DELETE"].contains($0.prefix(6))
      }
      return try own.reduce(into: [String: [String]]()) { plans, sql in
        let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        statement.setUncheckedArguments([])
        plans[sql] = try Row.fetchAll(statement).map { $0["detail"] as String }
      }
    }
    return try writing ? store.pool.write(run) : store.pool.read(run)
  }

  private func expectNoScan(_ plans: [String: [String]]) {
    #expect(!plans.isEmpty)
    for (sql, plan) in plans {
      let scans = plan.filter {
        $0.hasPrefix("SCAN") && !$0.contains("VIRTUAL TABLE INDEX") && !$0.contains("subquery")
          && !$0.hasPrefix("SCAN store") && !$0.hasPrefix("SCAN tally")
      }
      #expect(scans == [], "\(sql)")
    }
  }
}
