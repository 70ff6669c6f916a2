import Domain
import Testing
import TextAnalysis

@testable import Storage

struct PrefixWordsTests {
  private func words(
    _ prefix: String, of texts: [String], places: Int, prefixes: Int = 1
  ) throws -> [String]? {
    try withStoreOf(texts) { store in
      try store.read { db in
        try PrefixWords(db, folding: Folding(), prefixes: prefixes, places: places)
          .words(beginning: prefix)
      }
    }
  }

  private func withStoreOf<Value>(
    _ texts: [String], _ body: (SQLiteArticleStore) throws -> Value
  ) throws -> Value {
    var value: Value?
    try withStore { store in
      for (number, text) in texts.enumerated() {
        _ = try store.keep(
          .make(
            url: "https://example.org/\(number)", body: text,
            article: .make(title: "Heading", text: text), at: Int64(number)))
      }
      value = try body(store)
    }
    return try #require(value)
  }

  @Test func `a prefix of few places stands for all that begins so`() throws {
    #expect(try words("te", of: ["tea teapot", "tea"], places: 4) == nil)
  }

  @Test func `a prefix of many places stands for the most frequent words`() throws {
    let texts = ["tea teapot", "Tea tent x"]

    #expect(try words("te", of: texts, places: 3) == ["tea", "teapot", "tent"])
  }

  @Test func `several prefixes share the bounds`() throws {
    let texts = ["tea teapot", "tea tent"]

    #expect(try words("te", of: texts, places: 90, prefixes: 30) == ["tea", "teapot"])
  }

  /// The store keeps what lists filter by among the words: `host` before each article's host.
  @Test(arguments: [("host", ["hostel"]), ("hos", ["hostel", "hosiery"]), ("lang", ["lang"])])
  func `filters are no words`(prefix: String, found: [String]) throws {
    let texts = ["hostel hosiery"]
    #expect(try words(prefix, of: texts, places: 100).map(Set.init) == Set(found))
  }

  @Test func `of very many places the frequent words are found, and all of them deleted`() throws {
    let many = (0..<200).map { number in
      String(repeating: "ta\(number % 100) ", count: 300)
    }.joined()
    try withStoreOf(["tzar", "green", many]) { store in
      func found(_ text: String) throws -> Int {
        var filter = ArticleQuery.Filter()
        filter.text = text
        return try store.list(ArticleQuery(filter: filter, order: .ingestedAt, isDescending: false))
          .articles.count
      }
      let words = try store.read { db in
        try PrefixWords(db, folding: Folding(), prefixes: 1).words(beginning: "t")
      }

      #expect(words?.count == PrefixWords.mostWords)
      #expect(try ["t*", "tz*", "green -t*", "\"ta3 t\"*"].map(found) == [1, 1, 1, 1])
      #expect(try found("title:t*") == 0)
      // All but what has one of the frequent words.
      #expect(try found("NOT t*") == 2)
      var filter = ArticleQuery.Filter()
      filter.text = "t*"
      #expect(try store.delete(matching: filter) == 2)
    }
  }
}
