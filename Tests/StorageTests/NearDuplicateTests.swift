import Domain
import Foundation
import GRDB
import TestSupport
import Testing
import TextAnalysis

@testable import Storage

struct NearDuplicateTests {
  @Test func `copies stand behind the one published first, and similar names them by distance`()
    throws
  {
    try withStore { store in
      let text = Prose(seed: 1).text(words: 200)
      _ = try store.keep(.copy("later", text, published: "2021-03-02"))
      _ = try store.keep(.copy("near", text.edited(0.05, seed: 2), published: nil))
      let first = try store.keep(.copy("first", text, published: "2021-03-01"))
      _ = try store.keep(.copy("other", Prose(seed: 9).text(words: 200), published: "2020-01-01"))

      #expect(first.article?.nearDuplicateOf == nil)
      #expect(try store.heads() == ["later": "first", "near": "first"])
      let similar = try #require(try store.nearDuplicates(of: name("first"), limit: 20))
      #expect(similar.map(\.article.id.rawValue) == ["later", "near"])
      #expect(similar.first?.distance == 0)
      #expect((0.01..<0.4).contains(similar.last?.distance ?? 1))
      #expect(try store.nearDuplicates(of: name("first"), limit: 1)?.count == 1)
      #expect(try store.nearDuplicates(of: name("other"), limit: 20) == [])
      #expect(try store.nearDuplicates(of: name("none"), limit: 20) == nil)
    }
  }

  @Test func `the receipt says what the store will say`() throws {
    try withStore { store in
      let text = Prose(seed: 1).text(words: 60)
      for (id, published) in [("a", "2021-01-01"), ("b", "2021-01-02"), ("c", "2020-01-01")] {
        let receipt = try store.keep(.copy(id, text, published: published))
        #expect(try store.article(name(id)) == receipt.article)
        #expect(receipt.article?.fingerprint.isEmpty == false)
      }
      let short = try store.keep(.copy("short", "Tea", published: nil))
      #expect(short.article?.fingerprint == "")
      #expect(try store.article(name("short")) == short.article)
    }
  }

  @Test func `an article is changed when its head is, and not when another cluster's is`() throws {
    try withStore { store in
      let text = Prose(seed: 1).text(words: 60)
      _ = try store.keep(.copy("b", text, published: "2021-01-02"))
      _ = try store.keep(.copy("other", Prose(seed: 2).text(words: 60), published: nil))
      let before = try ["b", "other"].map { try store.article(name($0))?.change }

      _ = try store.keep(.copy("c", text, published: "2021-01-03"))
      #expect(try store.article(name("b"))?.change == before[0])
      _ = try store.keep(.copy("a", text, published: "2021-01-01"))
      #expect(try store.article(name("b"))?.change ?? 0 > before[0] ?? .max)
      #expect(try store.article(name("other"))?.change == before[1])
    }
  }

  @Test func `a list may leave out all but the heads`() throws {
    try withStore { store in
      for number in 0..<12 {
        let text = Prose(seed: UInt64(number % 4)).text(words: 40)
        _ = try store.keep(.copy("n\(number)", text, published: "2021-01-\(10 + number)"))
      }
      var filter = ArticleQuery.Filter()
      filter.excludesDuplicates = true
      for order in [ArticleQuery.Order.ingestedAt, .publishedAt] {
        let list = try store.list(ArticleQuery(filter: filter, order: order))
        #expect(Set(list.articles.map(\.id.rawValue)) == ["n0", "n1", "n2", "n3"])
      }
    }
  }

  @Test func `deleting heads takes none of those that head their clusters then`() throws {
    try withStore { store in
      for number in 0..<12 {
        let text = Prose(seed: UInt64(number % 4)).text(words: 40)
        _ = try store.keep(.copy("n\(number)", text, published: "2021-01-\(10 + number)"))
      }
      var filter = ArticleQuery.Filter()
      (filter.language, filter.excludesDuplicates) = ("en", true)

      #expect(try store.delete(matching: filter) == 4)

      let left = try store.list(ArticleQuery()).articles.map(\.id.rawValue)
      #expect(Set(left) == ["n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11"])
    }
  }

  @Test(arguments: 0..<6)
  func `clusters do not depend on the order of ingest, nor on what came and went`(seed: UInt64)
    throws
  {
    var random = SplitMix(state: seed)
    // Chains: each member is an edit of the one before, so that some cohere through others alone.
    var entries: [Entry] = []
    for chain in 0..<4 {
      var text = Prose(seed: UInt64(chain)).text(words: 120)
      for link in 0..<6 {
        let published = link % 3 == 0 ? nil : "2021-01-\(10 + (link * 7 + chain) % 5)"
        entries.append(.copy("\(chain)-\(link)", text, published: published))
        text = text.edited(0.08, seed: UInt64(chain * 10 + link))
      }
    }
    let passing = entries.enumerated().filter { $0.offset % 5 == 3 }.map(\.element)
    let staying = entries.enumerated().filter { $0.offset % 5 != 3 }.map(\.element)
    let expected = try heads(staying)
    #expect(!expected.isEmpty)

    try withStore { store in
      for entry in entries.shuffled(using: &random) { _ = try store.keep(entry) }
      for entry in passing.shuffled(using: &random) { _ = try store.delete(entry.newID) }

      #expect(try store.heads() == expected)
    }
  }

  @Test func `a revision and a new cleaning move an article to where its text belongs`() throws {
    try withStore { store in
      let (tea, ale) = (Prose(seed: 1).text(words: 50), Prose(seed: 2).text(words: 50))
      _ = try store.keep(.copy("tea", tea, published: "2020-01-01"))
      _ = try store.keep(.copy("ale", ale, published: "2020-01-01"))
      _ = try store.keep(.copy("x", tea, published: "2021-01-01"))
      #expect(try store.heads() == ["x": "tea"])

      let revision = Entry.copy("x", ale, published: "2021-01-01")
      _ = try store.keep(revision)
      #expect(try store.heads() == ["x": "ale"])

      var cleaned = Cleaned()
      cleaned.article = .make(text: tea, published: "2019-01-01")
      let receipt = try store.replace(
        name("x"), digest: revision.digest, with: cleaned, at: Timestamp(milliseconds: 3))
      #expect(try store.heads() == ["tea": "x"])
      #expect(receipt?.article?.nearDuplicateOf == nil)
    }
  }

  @Test func `copies without a time are led by the smallest hash, then by URL`() throws {
    try withStore { store in
      let text = Prose(seed: 1).text(words: 50)
      let entries = ["c", "a", "d", "b"].map { Entry.copy($0, text, published: nil) }
      for entry in entries { _ = try store.keep(entry) }
      let least = entries.min { $0.digest.bytes.lexicographicallyPrecedes($1.digest.bytes) }

      #expect(Set(try store.heads().values) == [least?.newID.rawValue])

      // The same bytes at another address: the smaller URL leads.
      var copy = try #require(least)
      copy.page.url = "https://0.example/"
      copy.newID = name("same")
      _ = try store.keep(copy)
      #expect(Set(try store.heads().values) == ["same"])
    }
  }

  @Test func `a band that is full of copies bounds the lookup`() throws {
    try withStore { store in
      let text = Prose(seed: 1).text(words: 30)
      for number in 0..<10 { _ = try store.keep(.copy("n\(number)", text, published: nil)) }
      let found = try store.pool.read { db in
        let sketch = try #require(Folding().sketch(of: text))
        return try NearDuplicateIndex(db: db, mostPerBand: 4).neighbours(of: sketch, except: 99)
      }

      #expect(found.map(\.page) == [1, 2, 3, 4])
    }
  }

  @Test func `a cluster too large to be split stays one under a new head`() throws {
    try withStore { store in
      let text = Prose(seed: 1).text(words: 30)
      for number in 0..<6 {
        _ = try store.keep(.copy("n\(number)", text, published: "2021-01-1\(number)"))
      }
      try store.pool.write { db in try Clusters(db: db, newest: nil, mostToSplit: 3).remove(1) }

      let heads = try store.heads()
      #expect(heads.count == 4 && Set(heads.values) == ["n1"])
    }
  }

  @Test func `a store from before near-duplicates gets its sketches when it is opened`() throws {
    try withFolder { folder in
      let text = Prose(seed: 1).text(words: 50)
      let old = try SQLiteArticleStore(folder: folder)
      for id in ["a", "b"] {
        _ = try old.keep(.copy(id, text, published: "2021-01-0\(id == "a" ? 1 : 2)"))
      }
      try old.pool.write { db in
        try db.execute(
          sql: """
            DELETE FROM band; DELETE FROM sketch; UPDATE store SET folding = 0;
            UPDATE article SET near_duplicate_of = NULL, fingerprint = '';
            """)
      }
      old.close()

      let store = try SQLiteArticleStore(folder: folder)
      defer { store.close() }
      #expect(try store.heads() == ["b": "a"])
      #expect(try store.article(name("a"))?.fingerprint.isEmpty == false)
    }
  }

  /// The heads that these entries have when they come in the order given.
  private func heads(_ entries: [Entry]) throws -> [String: String] {
    var heads: [String: String] = [:]
    try withStore { store in
      for entry in entries { _ = try store.keep(entry) }
      heads = try store.heads()
    }
    return heads
  }
}

extension SQLiteArticleStore {
  /// Each duplicate's name and its head's.
  func heads() throws -> [String: String] {
    let articles = try list(ArticleQuery(limit: 200)).articles
    return Dictionary(
      uniqueKeysWithValues: articles.compactMap { article in
        article.nearDuplicateOf.map { (article.id.rawValue, $0.rawValue) }
      })
  }
}

extension Entry {
  /// A page of its own URL with this text.
  static func copy(_ id: String, _ text: String, published: String?) -> Entry {
    .make(
      url: "https://\(id).example/", body: id + text,
      article: .make(text: text, published: published),
      id: id)
  }
}
