import Domain
import GRDB
import Testing

@testable import Storage

struct KeepingTests {
  @Test func `a page kept is read back whole`() throws {
    try withStore { store in
      var article = Article.make(published: "2021-10-12T11:03:50+08:00")
      article.images = [.init(url: "https://example.org/i.png", alt: "a field")]
      article.restored = [.init(layer: .annotation, edits: 3, certainty: .proved)]
      article.removed = ["spam": 2]
      article.flags = [.truncated]
      article.confidence = 0.97
      let edit = Edit(
        offset: 3, length: 2, before: "ab", after: "b", layer: .byteShift, certainty: .likely,
        alternatives: ["a"])
      let entry = Entry.make(article: article, metadata: ["k": .integer(1)], edits: [edit])

      let receipt = try store.keep(entry)

      #expect(receipt.outcome == .created)
      #expect(receipt.revision == 1)
      #expect(receipt.article?.article == article)
      #expect(try store.article(receipt.id) == receipt.article)
      #expect(try store.edits(receipt.id) == [edit])
      let page = try store.page(receipt.id, revision: nil)
      #expect(page?.page == entry.page)
      #expect(page?.raw.digest == entry.digest)
      #expect(page?.ingestedAt == entry.now)
    }
  }

  @Test func `a page of which only bytes are known is kept`() throws {
    try withStore { store in
      var entry = Entry.make()
      entry.page = RawPage(bytes: [0, 255, 128])

      let id = try store.keep(entry).id

      #expect(try store.page(id, revision: nil)?.page == entry.page)
    }
  }

  @Test func `the same bytes again change nothing`() throws {
    try withStore { store in
      let first = try store.keep(.make(at: 1))
      let again = try store.keep(.make(at: 2))

      #expect(again.outcome == .unchanged)
      #expect(again.id == first.id)
      #expect(again.article == first.article)
      #expect(
        try store.known(
          url: "https://example.org/a", digest: fakeDigest("<p>Tea is grown here.</p>"))?
          .article == first.article)
    }
  }

  @Test func `bytes A, B, A make three revisions, and A is stored once`() throws {
    try withStore { store in
      let outcomes = try ["A", "B", "A"].map { body in
        try store.keep(.make(body: body, article: .make(title: body)))
      }

      #expect(outcomes.map(\.outcome) == [.created, .revised, .revised])
      #expect(outcomes.map(\.revision) == [1, 2, 3])
      #expect(Set(outcomes.map(\.id)).count == 1)
      let id = outcomes[0].id
      #expect(try store.article(id)?.article.title == "A")
      #expect(try store.page(id, revision: 2)?.page.bytes == Array("B".utf8))
      #expect(try store.page(id, revision: 4) == nil)
      #expect(try store.known(url: "https://example.org/a", digest: fakeDigest("B")) == nil)
      let kept = try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM raw") }
      #expect(kept == 2)
    }
  }

  @Test func `without a URL a page is its bytes`() throws {
    try withStore { store in
      let first = try store.keep(.make(url: nil, body: "A"))
      let other = try store.keep(.make(url: nil, body: "B"))
      let again = try store.keep(.make(url: nil, body: "A"))
      let named = try store.keep(.make(url: "https://example.org/x", body: "A"))

      #expect(other.outcome == .created)
      #expect(again.outcome == .unchanged)
      #expect(again.id == first.id)
      #expect(named.outcome == .created)
      #expect(named.id != first.id)
    }
  }

  @Test func `a page without an article is kept with its reason`() throws {
    try withStore { store in
      let entry = Entry.make(article: nil, refusal: "a login form")
      let receipt = try store.keep(entry)
      let again = try store.keep(entry)

      #expect(receipt.article == nil)
      #expect(receipt.refusal == "a login form")
      #expect(again.outcome == .unchanged)
      #expect(again.refusal == "a login form")
      #expect(try store.article(receipt.id) == nil)
      #expect(try store.page(receipt.id, revision: nil)?.page.bytes == entry.page.bytes)
      #expect(try store.list(ArticleQuery()).articles.isEmpty)
      #expect(try store.delete(receipt.id))
      #expect(try store.page(receipt.id, revision: nil) == nil)
    }
  }

  @Test(arguments: [true, false])
  func `what is said later of a page without an article counts once one is found`(
    isKeptAgain: Bool
  ) throws {
    try withStore { store in
      let first = Entry.make(article: nil, metadata: ["a": .integer(1)])
      let receipt = try store.keep(first)
      let said: [String: JSONValue] = ["a": .integer(2)]
      let time = Timestamp(milliseconds: 9)
      if isKeptAgain {
        _ = try store.keep(.make(article: nil, metadata: said))
      } else {
        try store.describe(receipt.id, metadata: said, at: time)
      }
      let changed = try #require(try store.changes(since: 0, limit: 9)).next
      try store.describe(receipt.id, metadata: said, at: time)
      #expect(try store.changes(since: changed, limit: 9)?.changes == [])
      var cleaned = Cleaned()
      cleaned.article = .make()

      let found = try store.replace(receipt.id, digest: first.digest, with: cleaned, at: time)

      #expect(found?.article?.metadata == said)
      // Of an article PATCH sets it.
      try store.describe(receipt.id, metadata: [:], at: time)
      #expect(try store.article(receipt.id)?.metadata == said)
    }
  }

  @Test func `a page whose new bytes hold no article leaves the lists`() throws {
    try withStore { store in
      let id = try store.keep(.make(body: "A")).id
      _ = try store.keep(.make(body: "B", article: nil))

      #expect(try store.article(id) == nil)
      #expect(try store.list(ArticleQuery()).articles.isEmpty)
    }
  }

  @Test func `sixteen posting at once lose nothing and share commits`() throws {
    try withStore { store in
      let perThread = 20
      let receipts = concurrently(16) { thread in
        (0..<perThread).map { number in
          try? store.keep(.make(url: "https://example.org/\(thread)/\(number)", body: "\(number)"))
        }
      }

      let kept = receipts.flatMap(\.self).compactMap(\.self)
      #expect(kept.count == 16 * perThread)
      #expect(Set(kept.compactMap(\.article?.change)).count == 16 * perThread)
      for receipt in kept {
        let stored = try #require(try store.article(receipt.id))
        // Which of the copies is the head changes as others come.
        #expect(stored.article == receipt.article?.article)
        #expect(stored.raw == receipt.article?.raw)
      }
    }
  }

  @Test func `one that fails takes nobody along`() throws {
    try withStore { store in
      let results = concurrently(8) { thread in
        // All want the same name: only the first may have it.
        (0..<4).map { number in
          try? store.keep(
            .make(url: "https://example.org/\(thread)/\(number)", id: "n\(number)"))
        }
      }

      let stored = try store.list(ArticleQuery()).articles
      #expect(results.flatMap(\.self).compactMap(\.self).count == 4)
      #expect(stored.count == 4)
    }
  }
}
