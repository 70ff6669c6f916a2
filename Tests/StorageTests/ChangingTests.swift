import Domain
import GRDB
import Testing

@testable import Storage

struct ChangingTests {
  @Test func `deletion takes page, revisions and bytes that nothing else holds`() throws {
    try withStore { store in
      let id = try store.keep(.make(url: "https://example.org/1", body: "A")).id
      _ = try store.keep(.make(url: "https://example.org/1", body: "B"))
      _ = try store.keep(.make(url: "https://example.org/2", body: "B"))

      #expect(try store.delete(id))
      #expect(try store.delete(id) == false)

      #expect(try store.article(id) == nil)
      #expect(try store.page(id, revision: nil) == nil)
      #expect(try store.edits(id) == [])
      let left = try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM raw") }
      #expect(left == 1)
    }
  }

  @Test func `a filter deletes what it lists and no more`() throws {
    try withStore { store in
      for number in 0..<250 {
        let host = number % 2 == 0 ? "even" : "odd"
        _ = try store.keep(.make(url: "https://\(host).example/\(number)", body: "\(number)"))
      }
      var filter = ArticleQuery.Filter()
      filter.host = "even.example"

      #expect(try store.delete(matching: filter) == 125)

      #expect(try store.list(ArticleQuery(filter: filter)).articles.isEmpty)
      #expect(try store.list(ArticleQuery(limit: 200)).articles.count == 125)
    }
  }

  @Test func `a filter by address or host deletes pages that hold no article, too`() throws {
    try withStore { store in
      let page = try store.keep(.make(url: "https://e.example/1", body: "1", article: nil)).id
      let other = try store.keep(.make(url: "https://o.example/1", body: "2", article: nil)).id
      var filter = ArticleQuery.Filter()
      filter.host = "E.example"

      #expect(try store.delete(matching: filter) == 1)
      #expect(try store.page(page, revision: nil) == nil)
      filter.language = "en"
      filter.host = "o.example"
      #expect(try store.delete(matching: filter) == 0)
      #expect(try store.page(other, revision: nil) != nil)
    }
  }

  @Test func `a new cleaning takes the old one's place, keeps corrections and raises the change`()
    throws
  {
    try withStore { store in
      let entry = Entry.make(article: .make(title: "Old"))
      let id = try store.keep(entry).id
      let before = try store.update(
        id, metadata: ["k": .bool(true)], corrections: ["title": .string("Mine")], ifChange: nil,
        at: Timestamp(milliseconds: 5))
      var cleaned = Cleaned()
      cleaned.article = .make(title: "New")

      let receipt = try store.replace(
        id, digest: entry.digest, with: cleaned, at: Timestamp(milliseconds: 9))

      #expect(receipt?.article?.article.title == "New")
      #expect(receipt?.revision == 1)
      let after = try #require(try store.article(id))
      #expect(after.corrections == ["title": .string("Mine")])
      #expect(after.metadata == ["k": .bool(true)])
      #expect(after.updatedAt == Timestamp(milliseconds: 9))
      #expect(after.change > (before?.change ?? .max))
      #expect(
        try store.replace(id, digest: fakeDigest("other"), with: cleaned, at: entry.now) == nil)
    }
  }

  @Test func `a cleaning and an update that change nothing are no change`() throws {
    try withStore { store in
      let entry = Entry.make(
        article: .make(authors: ["Bo"], published: "2021-05-01T07:00:00Z"),
        metadata: ["a": .integer(1), "b": .object(["c": .null, "d": .bool(true)])])
      let id = try store.keep(entry).id
      let corrections: [String: JSONValue] = ["title": .string("Mine"), "source": .string("S")]
      let before = try #require(
        try store.update(
          id, metadata: entry.page.metadata, corrections: corrections, ifChange: nil,
          at: Timestamp(milliseconds: 5)))

      let cleaned = try store.replace(
        id, digest: entry.digest, with: entry.cleaned, at: Timestamp(milliseconds: 9))
      #expect(cleaned?.outcome == .unchanged)
      #expect(cleaned?.article == before)
      let updated = try store.update(
        id, metadata: entry.page.metadata, corrections: corrections, ifChange: before.change,
        at: Timestamp(milliseconds: 9))
      #expect(updated == before)
      #expect(try store.changes(since: before.change, limit: 9)?.changes.isEmpty == true)

      var other = entry.cleaned
      other.article?.confidence = 0.5
      let changed = try store.replace(
        id, digest: entry.digest, with: other, at: Timestamp(milliseconds: 9))
      #expect(changed?.outcome == .revised)
      #expect(changed?.article?.change ?? 0 > before.change)
    }
  }

  @Test func `an update holds only for the state its client read`() throws {
    try withStore { store in
      let read = try #require(try store.keep(.make()).article)
      let now = Timestamp(milliseconds: 3)

      let first = try store.update(
        read.id, metadata: ["a": .integer(1)], corrections: [:], ifChange: read.change, at: now)

      #expect(first?.metadata == ["a": .integer(1)])
      #expect(throws: StoreError.conflict) {
        try store.update(
          read.id, metadata: [:], corrections: [:], ifChange: read.change, at: now)
      }
      #expect(
        try store.update(name("none"), metadata: [:], corrections: [:], ifChange: nil, at: now)
          == nil)
    }
  }

  @Test func `a changed page keeps its metadata unless it brings new`() throws {
    try withStore { store in
      _ = try store.keep(.make(body: "A", metadata: ["a": .integer(1)]))
      let silent = try store.keep(.make(body: "B"))
      let spoken = try store.keep(.make(body: "C", metadata: ["c": .integer(3)]))

      let again = try store.keep(.make(body: "C", metadata: ["c": .integer(4)]))
      let silence = try store.keep(.make(body: "C"))

      #expect(again.outcome == .unchanged)
      #expect(again.article?.metadata == ["c": .integer(4)])
      #expect(again.article?.change ?? 0 > spoken.article?.change ?? .max)
      #expect(silence.article == again.article)
      #expect(silent.article?.metadata == ["a": .integer(1)])
      #expect(spoken.article?.metadata == ["c": .integer(3)])
    }
  }
}
