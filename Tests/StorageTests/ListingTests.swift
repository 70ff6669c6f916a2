import Domain
import GRDB
import Testing
import TextAnalysis

@testable import Storage

struct ListingTests {
  @Test(arguments: ArticleQuery.Order.allCases, [true, false])
  func `pages of a list meet without overlap`(
    order: ArticleQuery.Order, isDescending: Bool
  ) throws {
    try withStore { store in
      for number in 0..<23 {
        // Many share a time, so that the page number has to decide.
        _ = try store.keep(
          .make(
            url: "https://example.org/\(number)", body: "\(number)",
            article: .make(published: "202\(number % 3)-01-01"), id: "n\(number)",
            at: Int64(number / 4)))
      }
      var query = ArticleQuery(order: order, isDescending: isDescending, limit: 5)
      var seen: [StoredArticle] = []
      repeat {
        let list = try store.list(query)
        seen += list.articles
        query.cursor = list.next
      } while query.cursor != nil

      #expect(Set(seen.map(\.id)).count == 23)
      let keys = seen.map {
        order == .publishedAt
          ? $0.article.publishedAt?.beginning.milliseconds ?? 0 : $0.ingestedAt.milliseconds
      }
      #expect(keys == (isDescending ? keys.sorted(by: >) : keys.sorted()))
    }
  }

  @Test func `pages that come in meanwhile move nothing`() throws {
    try withStore { store in
      for number in 0..<10 {
        _ = try store.keep(
          .make(url: "https://example.org/\(number)", body: "\(number)", id: "n\(number)", at: 1))
      }
      var query = ArticleQuery(limit: 4)
      let first = try store.list(query)
      for number in 10..<20 {
        _ = try store.keep(
          .make(url: "https://example.org/\(number)", body: "\(number)", id: "n\(number)", at: 1))
      }
      query.cursor = first.next
      let second = try store.list(query)

      #expect(first.articles.map(\.id.rawValue) == ["n9", "n8", "n7", "n6"])
      #expect(second.articles.map(\.id.rawValue) == ["n5", "n4", "n3", "n2"])
    }
  }

  @Test func `what has no known time sorts as the oldest and is in no span`() throws {
    try withStore { store in
      for (id, time) in [("known", "1969-07-20"), ("unknown", nil)] {
        _ = try store.keep(
          .make(url: "https://example.org/\(id)", article: .make(published: time), id: id))
      }
      var query = ArticleQuery(order: .publishedAt, isDescending: false)
      #expect(try store.list(query).articles.map(\.id.rawValue) == ["unknown", "known"])

      query.filter.publishedTo = Timestamp("2000-01-01")
      #expect(try store.list(query).articles.map(\.id.rawValue) == ["known"])
    }
  }

  @Test(arguments: filters)
  func `filters by`(name: String, filter: ArticleQuery.Filter, expected: [String]) throws {
    try withStore { store in
      _ = try store.keep(
        .make(
          url: "https://a.example:8080/1?x#y", body: "1",
          article: .make(
            authors: ["Ann Lee", "Bo"], source: "Daily", keywords: ["tea", "hill"],
            published: "2020-05-01"), id: "first", at: 100))
      _ = try store.keep(
        .make(
          url: "https://b.example/2", body: "2",
          article: .make(
            authors: ["Bo"], source: "Weekly", keywords: ["tea"], language: "zh",
            published: "2021-05-01"), id: "second", at: 200))
      _ = try store.keep(
        .make(url: nil, body: "3", article: .make(language: nil), id: "third", at: 300))

      for order in [ArticleQuery.Order.ingestedAt, .publishedAt] {
        let query = ArticleQuery(filter: filter, order: order)
        #expect(try Set(store.list(query).articles.map(\.id.rawValue)) == Set(expected))
      }
    }
  }

  static let filters: [(String, ArticleQuery.Filter, [String])] = [
    ("nothing", make { _ in }, ["first", "second", "third"]),
    ("url", make { $0.url = "https://b.example/2" }, ["second"]),
    ("host", make { $0.host = "A.example" }, ["first"]),
    ("language", make { $0.language = "zh" }, ["second"]),
    ("author", make { $0.author = "bo" }, ["first", "second"]),
    ("an author of several", make { $0.author = "Ann Lee" }, ["first"]),
    ("part of an author", make { $0.author = "Ann" }, []),
    ("source", make { $0.source = "weekly" }, ["second"]),
    ("keyword", make { $0.keyword = "hill" }, ["first"]),
    ("author and keyword", make { ($0.author, $0.keyword) = ("Bo", "hill") }, ["first"]),
    ("url and author", make { ($0.url, $0.author) = ("https://b.example/2", "Ann Lee") }, []),
    ("host and language", make { ($0.host, $0.language) = ("b.example", "en") }, []),
    (
      "time of publishing, its end excluded",
      make {
        ($0.publishedFrom, $0.publishedTo) = (Timestamp("2020-05-01"), Timestamp("2021-05-01"))
      },
      ["first"]
    ),
    (
      "time of ingest",
      make {
        $0.ingestedFrom = Timestamp(milliseconds: 200)
        $0.ingestedTo = Timestamp(milliseconds: 300)
      }, ["second"]
    ),
  ]

  static func make(_ change: (inout ArticleQuery.Filter) -> Void) -> ArticleQuery.Filter {
    var filter = ArticleQuery.Filter()
    change(&filter)
    return filter
  }

  @Test func `a cursor fits its query and its store only`() throws {
    try withStore { store in
      for number in 0..<3 {
        _ = try store.keep(.make(url: "https://example.org/\(number)", body: "\(number)"))
      }
      let cursor = try #require(try store.list(ArticleQuery(limit: 1)).next)
      var others = [
        ArticleQuery(isDescending: false, cursor: cursor),
        ArticleQuery(order: .publishedAt, cursor: cursor),
        ArticleQuery(filter: Self.make { $0.host = "x" }, cursor: cursor),
      ]
      others += ["", "x", "AAAA", cursor + "A", String(cursor.dropLast()), "🍵"].map {
        ArticleQuery(cursor: $0)
      }

      for query in others {
        #expect(throws: StoreError.badCursor) { try store.list(query) }
      }
      try withStore { other in
        #expect(throws: StoreError.badCursor) { try other.list(ArticleQuery(cursor: cursor)) }
      }
      // The number on a page may change on the way.
      #expect(try store.list(ArticleQuery(limit: 7, cursor: cursor)).articles.count == 2)
    }
  }

  @Test func `a list without texts has none`() throws {
    try withStore { store in
      let article = try #require(try store.keep(.make()).article)
      let listed = try store.list(ArticleQuery(includesText: false)).articles.first
      #expect(listed?.article.title == article.article.title)
      #expect(listed?.article.text == "")
      #expect(try store.list(ArticleQuery()).articles == [article])
    }
  }

  @Test(arguments: filters, ArticleQuery.Order.allCases)
  func `no list scans a table or sorts`(
    filter: (String, ArticleQuery.Filter, [String]), order: ArticleQuery.Order
  ) throws {
    try withStore { store in
      for isDescending in [true, false] {
        for cursor in [nil, Cursor(key: 5, page: 5)] {
          let query = ArticleQuery(filter: filter.1, order: order, isDescending: isDescending)
          let listing = Listing(query, after: cursor, folding: Folding())
          let plan = try store.pool.read { db in
            try Row.fetchAll(
              db, sql: "EXPLAIN QUERY PLAN " + listing.sql, arguments: listing.arguments
            ).map { $0["detail"] as String }
          }

          // Walking an index in the order of the list is no scan of the table.
          let bad = plan.filter {
            $0.hasPrefix("SCAN") && !$0.contains("USING") || $0.contains("TEMP B-TREE")
          }
          #expect(bad == [], "\(plan)")
        }
      }
    }
  }
}
