import Domain
import GRDB
import Testing

@testable import Storage

struct RevisionTests {
  @Test func `the bytes A, B and A again are three revisions over two raw pages`() throws {
    try withStore { store in
      let id = try store.keep(.make(body: "A", article: .make(title: "a"), at: 1)).id
      _ = try store.keep(.make(body: "B", article: .make(title: "b"), at: 2))
      _ = try store.keep(.make(body: "A", article: .make(title: "a"), at: 3))

      let revisions = try store.revisions(id)

      #expect(revisions.map(\.number) == [3, 2, 1])
      #expect(revisions.map(\.title) == ["a", "b", "a"])
      #expect(revisions.map { $0.ingestedAt.milliseconds } == [3, 2, 1])
      #expect(revisions[0].raw.digest == revisions[2].raw.digest)
      let raws = try store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM raw") }
      #expect(raws == 2)
    }
  }

  @Test func `each revision gives the article and the bytes of its own`() throws {
    try withStore { store in
      let id = try store.keep(.make(body: "A", article: .make(title: "a", text: "old"))).id
      _ = try store.keep(.make(body: "B", article: nil, refusal: "nothing here"))
      _ = try store.keep(.make(body: "C", article: .make(title: "c")))

      #expect(try store.article(id, revision: 1)?.article.text == "old")
      #expect(try store.article(id, revision: 2) == nil)
      #expect(try store.article(id, revision: 3)?.article.title == "c")
      #expect(try store.article(id, revision: 4) == nil)
      #expect(try store.page(id, revision: 1)?.page.bytes == Array("A".utf8))
      #expect(try store.revisions(id)[1].refusal == "nothing here")
    }
  }

  @Test func `a page that is not there has no revisions`() throws {
    try withStore { store in
      let revisions = try store.revisions(name("nobody"))
      #expect(revisions.isEmpty)
      #expect(try store.article(name("nobody"), revision: 1) == nil)
    }
  }

  @Test func `no statement can alter a raw page`() throws {
    try withStore { store in
      _ = try store.keep(.make(body: "A"))

      #expect(throws: DatabaseError.self) {
        try store.pool.write { try $0.execute(sql: "UPDATE raw SET zstd = x'00'") }
      }
      #expect(throws: DatabaseError.self) {
        try store.pool.write { try $0.execute(sql: "UPDATE raw SET size = 9") }
      }
    }
  }
}
