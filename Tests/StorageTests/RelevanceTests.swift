import GRDB
import Testing

@testable import Storage

struct RelevanceTests {
  /// A store of articles that have "tea" from once to six times, "harbour" in every third and "ferry" in
  /// so many of the oldest.
  private func withShelf(
    _ count: Int, ferries: Int = 0, _ body: (SQLiteArticleStore) throws -> Void
  ) throws {
    try withStore { store in
      let entries = try (0..<count).map { number in
        let text =
          String(repeating: "tea ", count: 1 + number * 7 % 6)
          + String(repeating: "leaf ", count: number * 5 % 40)
          + (number % 3 == 0 ? "harbour " : "") + (number < ferries ? "ferry" : "")
        return try store.prepare(
          .make(
            url: "https://example.org/\(number)", body: "\(number)",
            article: .make(title: number % 10 == 0 ? "Tea" : "Notes", text: text)))
      }
      for outcome in store.keep(entries) { _ = try outcome.get() }
      try body(store)
    }
  }

  private func scores(
    _ store: SQLiteArticleStore, _ match: String, _ function: String
  ) throws -> [Double] {
    try store.pool.read { db in
      try Double.fetchAll(
        db, sql: "SELECT \(function) FROM search WHERE search MATCH ? ORDER BY rowid DESC",
        arguments: [match])
    }
  }

  @Test(arguments: ["tea", "harbour", "title : tea", "tea AND harbour", "harbour OR ferry"])
  func `is BM25 to the last digits where words are counted to the end`(match: String) throws {
    try withShelf(300, ferries: 40) { store in
      let own = try scores(store, match, "relevance(search, 8.0, 1.0, 0.0)")
      let theirs = try scores(store, match, "-bm25(search, 8.0, 1.0, 0.0)")

      #expect(own.count == theirs.count && !own.isEmpty)
      for (a, b) in zip(own, theirs) { #expect(abs(a - b) <= 1e-9 * max(1, abs(b))) }
    }
  }

  @Test func `is close to BM25 where a word is too common to be counted`() throws {
    try withShelf(4500) { store in
      let own = try scores(store, "harbour", "relevance(search, 8.0, 1.0, 0.0)")
      let theirs = try scores(store, "harbour", "-bm25(search, 8.0, 1.0, 0.0)")

      #expect(own.count == 1500)
      for (a, b) in zip(own, theirs) { #expect(abs(a - b) < 0.02 * abs(b)) }
    }
  }
}
