import Domain
import GRDB
import Testing

@testable import Storage

/// Lists, searches and snippets know an article as its client corrected it.
struct CorrectionTests {
  private static let corrections: [String: JSONValue] = [
    "title": .string("Corrected zebrawood"), "authors": .array([.string("Ann Lee")]),
    "keywords": .array([.string("kk")]), "language": .string("de"), "source": .string("Sour"),
    "published_at": .string("2019-09"),
  ]

  private static let found: [ArticleQuery.Filter] = [
    ListingTests.make { $0.text = "zebrawood" }, ListingTests.make { $0.author = "ann lee" },
    ListingTests.make { $0.keyword = "KK" }, ListingTests.make { $0.language = "de" },
    ListingTests.make { $0.source = "sour" },
    ListingTests.make {
      ($0.publishedFrom, $0.publishedTo) = (Timestamp("2019-09-01"), Timestamp("2019-10-01"))
    },
    ListingTests.make { ($0.text, $0.author) = ("tea", "Ann Lee") },
    ListingTests.make { ($0.text, $0.language) = ("tea", "de") },
  ]

  private static let asCleaned: [ArticleQuery.Filter] = [
    ListingTests.make { $0.text = "title:tea" }, ListingTests.make { $0.author = "Bo" },
    ListingTests.make { $0.keyword = "hill" }, ListingTests.make { $0.language = "en" },
    ListingTests.make { $0.source = "Daily" },
    ListingTests.make { $0.publishedFrom = Timestamp("2021-01-01") },
    ListingTests.make { ($0.text, $0.author) = ("grown", "Bo") },
  ]

  private func entry(_ body: String = "A") -> Entry {
    .make(
      body: body,
      article: .make(
        authors: ["Bo"], source: "Daily", keywords: ["hill"], published: "2021-05-01"))
  }

  private func expect(
    _ isCorrected: Bool, in store: SQLiteArticleStore,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for (filters, isFound) in [
      (CorrectionTests.found, isCorrected), (CorrectionTests.asCleaned, !isCorrected),
    ] {
      for filter in filters {
        let count = try store.list(ArticleQuery(filter: filter)).articles.count
        #expect(count == (isFound ? 1 : 0), "\(filter)", sourceLocation: location)
      }
    }
  }

  private func correct(
    _ store: SQLiteArticleStore, _ id: StoredArticle.ID, _ corrections: [String: JSONValue]
  ) throws {
    _ = try store.update(
      id, metadata: [:], corrections: corrections, ifChange: nil, at: Timestamp(milliseconds: 5))
  }

  @Test func `corrections are found, and what they replace is not, until they are taken back`()
    throws
  {
    try withStore { store in
      let id = try store.keep(entry()).id
      try expect(false, in: store)

      try correct(store, id, Self.corrections)
      try expect(true, in: store)
      let list = try store.list(ArticleQuery(filter: ListingTests.make { $0.text = "zebrawood" }))
      let snippet = try #require(list.snippets[id])
      #expect(snippet.parts.filter(\.isMatch).map(\.text) == ["zebrawood"])
      #expect(try store.statistics().languages.map(\.name) == ["de"])

      try correct(store, id, [:])
      try expect(false, in: store)
    }
  }

  @Test func `a revision, a new cleaning and the way back keep them`() throws {
    try withStore { store in
      let id = try store.keep(entry()).id
      try correct(store, id, Self.corrections)

      _ = try store.keep(entry("B"))
      try expect(true, in: store)

      let run = try store.beginReclean(
        ArticleQuery.Filter(), cleaner: "winnow/2", at: Timestamp(milliseconds: 10))
      let page = try #require(try store.recleanable(1))
      var cleaned = entry("B").cleaned
      cleaned.article?.title = "Tea again"
      let difference = try #require(ArticleDifference(from: page, to: cleaned))
      _ = try store.advance(
        run.number,
        with: [Recleaned(page, cleaned: cleaned, difference: difference, report: "{}")],
        unchanged: 0, skipped: 0, to: 1, isDone: true, at: Timestamp(milliseconds: 11))
      try expect(true, in: store)
      _ = try store.undoReclean(run.number, limit: 9, at: Timestamp(milliseconds: 12))
      try expect(true, in: store)

      try correct(store, id, [:])
      try expect(false, in: store)
      #expect(try store.delete(id))
      let left = try store.pool.read { db in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM search WHERE search MATCH 'zebrawood'")
      }
      #expect(left == 0)
    }
  }

  @Test func `a copy that is corrected to have been published first leads its cluster`() throws {
    try withStore { store in
      let text = Prose(seed: 1).text(words: 60)
      for (id, published) in [("a", "2021-01-01"), ("b", "2021-01-02")] {
        _ = try store.keep(
          .make(
            url: "https://e.example/\(id)", body: id,
            article: .make(text: text, published: published), id: id))
      }
      #expect(try store.article(name("b"))?.nearDuplicateOf == name("a"))

      try correct(store, name("b"), ["published_at": .string("2020-01-01")])
      #expect(try store.article(name("a"))?.nearDuplicateOf == name("b"))
      #expect(try store.article(name("b"))?.nearDuplicateOf == nil)

      try correct(store, name("b"), [:])
      #expect(try store.article(name("b"))?.nearDuplicateOf == name("a"))
    }
  }

  @Test func `corrections of a store that did not look for them are found once it is opened`()
    throws
  {
    try withFolder { folder in
      let before = try SQLiteArticleStore(folder: folder)
      _ = try before.keep(entry())
      let text = objectText(Self.corrections)
      _ = try before.write { db in
        try db.execute(sql: "UPDATE page SET corrections = ?", arguments: [text])
        try db.execute(sql: "UPDATE store SET corrected = 0")
      }
      before.close()

      let store = try SQLiteArticleStore(folder: folder)
      defer { store.close() }
      try expect(true, in: store)
    }
  }
}
