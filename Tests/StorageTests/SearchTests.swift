import Domain
import TestSupport
import Testing
import TextAnalysis

@testable import Storage

struct SearchTests {
  private static let folding = Folding(simplified: [0x66f8: 0x4e66, 0x5716: 0x56fe])

  @Test(arguments: [
    // What is searched for, in what text, and whether it is there.
    ("中", "我爱中国人民", true),
    ("中国", "我爱中国人民", true),
    ("中国人", "我爱中国人民", true),
    ("国人民", "我爱中国人民", true),
    ("民", "我爱中国人民", true),
    ("中人", "我爱中国人民", false),
    ("国中", "我爱中国人民", false),
    ("爱人民", "我爱中国人民", false),
    ("国人", "中国,人民", false),
    ("中国人民", "中国人。中国民", false),
    ("圖書", "图书馆", true),
    ("图书", "圖書館", true),
    ("東京タワー", "東京タワーへ行く", true),
    ("タワ", "東京タワーへ行く", true),
    ("ﾀﾜｰ", "東京タワーへ行く", true),
    ("ｶﾞﾗｽ", "ガラス", true),
    ("パソコン", "ﾊﾟｿｺﾝ", true),
    ("ガラス", "カ\u{3099}ラス", true),
    ("カ\u{3099}ラス", "ガラス", true),
    ("カラス", "ガラス", false),
    ("서울", "\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}에서", true),
    ("안녕", "여러분 안녕하세요", true),
    ("iPhone手机", "新款iPhone手机上市", true),
    ("手机iPhone", "新款手机iPhone上市", true),
    ("\"手机iPhone上市\"", "新款手机iPhone上市", true),
    ("cafe", "Le Café noir", true),
    ("CAFÉ", "le cafe noir", true),
    ("ＡＢＣ", "abc", true),
    ("tea", "teapot", false),
    ("walk", "walking", false),
    ("tea*", "teapot", true),
    ("t*", "teapot", true),
    ("r*", "teapot", false),
    ("title:h*", "teapot", true),
    ("е*", "ёлка", true),
    ("title:tea", "tea", false),
    ("title:heading", "tea", true),
    ("Title:heading", "tea", true),
    ("TITLE:tea", "tea", false),
    ("TITLE:\"heading\"", "tea", true),
    ("heading tea", "tea", true),
    ("tea OR coffee", "coffee", true),
    ("tea AND coffee", "coffee", false),
    ("tea coffee", "coffee and tea", true),
    ("\"tea coffee\"", "coffee and tea", false),
    ("\"and tea\"", "coffee and tea", true),
    ("coffee NOT tea", "coffee and tea", false),
    ("coffee -tea", "coffee and tea", false),
    ("coffee -milk", "coffee and tea", true),
    ("(tea OR milk) coffee", "coffee and tea", true),
    ("(tea OR milk) sugar", "coffee and tea", false),
    ("e-mail", "send an e-mail now", true),
    ("e-mail", "mail e", false),
    ("3.14", "pi is 3.14 or so", true),
    ("чай", "Горячий ЧАЙ", true),
    ("не", "чай нет", false),
    ("ελλάδα", "ΕΛΛΆΔΑ", true),
    ("น้ำชา", "ดื่มน้ำชา", true),
    ("coffee AND (NOT tea)", "coffee and tea", false),
    ("coffee AND (NOT milk)", "coffee and tea", true),
    ("coffee NOT (tea NOT milk)", "coffee and tea", false),
    ("coffee NOT (tea NOT milk)", "coffee, tea and milk", true),
    // Nothing but what must not be there: all others.
    ("NOT tea", "tea", false),
    ("NOT tea", "coffee", true),
    ("-tea", "tea", false),
    ("-tea", "coffee", true),
    ("-milk -tea", "coffee", true),
    ("-milk -tea", "tea", false),
    ("NOT NOT tea", "tea", true),
    ("NOT (milk OR tea)", "tea", false),
    ("(NOT milk) OR (NOT tea)", "tea", true),
    ("(NOT milk) OR (NOT tea)", "tea and milk", false),
    ("milk OR NOT tea", "coffee", true),
    ("milk OR NOT tea", "tea", false),
    ("milk OR NOT tea", "tea and milk", true),
    // No query: read as plain words.
    ("tea AND", "tea", true),
    ("(tea", "tea", true),
    ("tea)", "tea", true),
    ("OR", "tea", false),
    ("\"tea", "tea", true),
    ("tea\"", "tea", true),
    ("''tea''; DROP TABLE search", "tea", false),
    ("!!!", "tea", false),
    ("", "tea", false),
    ("*", "tea", false),
    ("^tea", "tea", true),
    ("{tea}", "tea", true),
    ("NEAR(tea, 5)", "tea", false),
    ("text:tea", "text tea", true),
    ("facets:en", "tea", false),
  ])
  func `finds what it should`(query: String, text: String, isFound: Bool) throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder, folding: Self.folding)
      defer { store.close() }
      _ = try store.keep(.make(article: .make(title: "Heading", text: text)))
      for order in ArticleQuery.Order.allCases {
        let list = try store.list(Self.query(query, order: order))
        #expect(list.articles.isEmpty != isFound, "by \(order)")
      }
    }
  }

  @Test func `no string is an error`() throws {
    try withStore { store in
      _ = try store.keep(.make())
      let pieces = [
        "\"", "(", ")", "*", "AND", "OR", "NOT", "-", "title:", "NEAR", "^", "{", "}", ":", "+",
        "\u{0}",
        "tea", "中国", "ﾀ", "🍵", "'", ";", "\\", "%", " ", "\u{1e}", "\u{1f}", "e\u{301}",
      ]
      var random = SplitMix(state: 6)
      for _ in 0..<10_000 {
        let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
          (pieces.randomElement(using: &random) ?? "")
            + (Bool.random(using: &random) ? " " : "")
        }.joined()
        _ = try store.list(Self.query(text))
      }
      _ = try store.list(Self.query(String(repeating: "(", count: 5000) + "tea"))
      _ = try store.list(Self.query(String(repeating: "tea OR ", count: 5000)))
      _ = try store.list(Self.query(String(repeating: "中国", count: 5000)))
    }
  }

  @Test func `what stands in a title comes first`() throws {
    try withStore { store in
      for (id, title, text) in [
        ("often", "Drinks", "Tea and tea and tea, and other drinks of the hills"),
        ("titled", "Tea", "A drink of the hills that is made of leaves and is drunk hot"),
        ("once", "Drinks", "A drink of the hills is tea, and it is made of leaves and is hot"),
      ] {
        _ = try store.keep(
          .make(
            url: "https://example.org/\(id)", body: id,
            article: .make(title: title, text: text), id: id))
      }

      let found = try store.list(Self.query("tea", order: .relevance))

      #expect(found.articles.map(\.id.rawValue) == ["titled", "often", "once"])
    }
  }

  @Test func `a search keeps to its filters`() throws {
    try withStore { store in
      for (id, host, author) in [("a", "x.example", "Ann Lee"), ("b", "y.example", "Bo")] {
        _ = try store.keep(
          .make(
            url: "https://\(host)/", body: id,
            article: .make(authors: [author], published: "2020-01-0\(id == "a" ? 1 : 2)"), id: id))
      }
      let filters: [(inout ArticleQuery.Filter) -> Void] = [
        { $0.host = "x.example" }, { $0.author = "ann lee" }, { $0.url = "https://x.example/" },
        { $0.publishedTo = Timestamp("2020-01-02") },
      ]
      for filter in filters {
        var query = Self.query("tea")
        filter(&query.filter)
        #expect(try store.list(query).articles.map(\.id.rawValue) == ["a"])
      }
    }
  }

  @Test(arguments: ArticleQuery.Order.allCases, [true, false])
  func `what must not be there alone finds all others, in pages, and with filters`(
    order: ArticleQuery.Order, isDescending: Bool
  ) throws {
    try withStore { store in
      for number in 0..<24 {
        _ = try store.keep(
          .make(
            url: "https://\(number % 2 == 0 ? "even" : "odd").example/\(number)", body: "\(number)",
            article: .make(
              text: number % 3 == 0 ? "walrus" : "lemur",
              published: "2020-01-" + (number < 9 ? "0" : "") + "\(number + 1)"),
            id: "n\(number)", at: Int64(number)))
      }
      func ids(_ change: (inout ArticleQuery.Filter) -> Void = { _ in }) throws -> [String] {
        var query = Self.query("-walrus", order: order)
        query.isDescending = isDescending || order == .relevance
        query.limit = 5
        change(&query.filter)
        var seen: [String] = []
        repeat {
          let list = try store.list(query)
          seen += list.articles.map(\.id.rawValue)
          query.cursor = list.next
        } while query.cursor != nil
        return seen
      }
      let lemurs = (0..<24).filter { $0 % 3 != 0 }
      let ordered = isDescending || order == .relevance ? lemurs.reversed() : lemurs

      #expect(try ids() == ordered.map { "n\($0)" })
      let odd = ordered.filter { $0 % 2 == 1 }
      #expect(try Set(ids { $0.host = "odd.example" }) == Set(odd.map { "n\($0)" }))
      #expect(try ids { $0.url = "https://odd.example/1" } == ["n1"])
      #expect(try ids { $0.url = "https://odd.example/3" } == [])
      let first = try #require(Timestamp("2020-01-11"))
      #expect(
        try ids { $0.publishedFrom = first } == ordered.filter { $0 >= 10 }.map { "n\($0)" })
    }
  }

  @Test func `what must not be there looks at a bounded number, and deletes all`() throws {
    try withStore { store in
      let count = Search.candidates + 50
      for start in stride(from: 0, to: count, by: 210) {
        let entries = try (start..<min(start + 210, count)).map { number in
          try store.prepare(
            .make(
              url: "https://e.example/\(number)", body: "\(number)",
              article: .make(text: number < 20 ? "lemur" : "walrus")))
        }
        for outcome in store.keep(entries) { _ = try outcome.get() }
      }
      let query = Self.query("-walrus")
      #expect(try store.list(query).articles.isEmpty)
      #expect(try store.delete(matching: query.filter) == 20)
    }
  }

  @Test(arguments: ArticleQuery.Order.allCases, ["gone first", "gone last", "gone whole"])
  func `a list goes on where it was, whatever has gone of what it had`(
    order: ArticleQuery.Order, gone: String
  ) throws {
    try withStore { store in
      for number in 0..<30 {
        _ = try store.keep(
          .make(
            url: "https://e.example/\(number)", body: "\(number)",
            article: .make(
              text: "tea " + String(repeating: "tea milk ", count: number % 4),
              published: "2020-01-\(10 + number % 5)"), id: "n\(number)", at: Int64(number)))
      }
      var query = Self.query("tea", order: order)
      query.limit = 6
      let all = try store.list(ArticleQuery(filter: query.filter, order: order, limit: 30))
        .articles.map(\.id)
      let first = try store.list(query)
      query.cursor = first.next
      let deleted =
        switch gone {
        case "gone first": [first.articles[0].id]
        case "gone last": [first.articles[5].id]
        default: first.articles.map(\.id)
        }
      for id in deleted { #expect(try store.delete(id)) }

      var rest: [StoredArticle.ID] = []
      repeat {
        let list = try store.list(query)
        rest += list.articles.map(\.id)
        query.cursor = list.next
      } while query.cursor != nil

      #expect(Set(rest).isSuperset(of: all.dropFirst(6)))
      if gone != "gone last" || order != .relevance { #expect(Set(rest).count == 24) }
      #expect(rest.count == Set(rest).count)
    }
  }

  @Test(arguments: ArticleQuery.Order.allCases)
  func `pages of a search meet without overlap`(order: ArticleQuery.Order) throws {
    try withStore { store in
      for number in 0..<23 {
        _ = try store.keep(
          .make(
            url: "https://example.org/\(number)", body: "\(number)",
            article: .make(text: "tea " + String(repeating: "and milk ", count: number % 5)),
            id: "n\(number)"))
      }
      var query = Self.query("tea", order: order)
      query.limit = 5
      var seen: [String] = []
      repeat {
        let list = try store.list(query)
        seen += list.articles.map(\.id.rawValue)
        query.cursor = list.next
        _ = try store.keep(
          .make(url: "https://example.org/new/\(seen.count)", body: "\(seen.count)"))
      } while query.cursor != nil

      #expect(seen.count == 23 && Set(seen).count == 23)
    }
  }

  @Test func `what is deleted, revised or cleaned anew is found no more by its old words`() throws {
    try withStore { store in
      let id = try store.keep(.make(body: "A", article: .make(text: "coffee"))).id
      _ = try store.keep(.make(body: "B", article: .make(text: "milk")))
      #expect(try store.list(Self.query("coffee")).articles.isEmpty)
      #expect(try store.list(Self.query("milk")).articles.map(\.id) == [id])

      var cleaned = Cleaned()
      cleaned.article = .make(text: "cocoa")
      _ = try store.replace(
        id, digest: fakeDigest("B"), with: cleaned, at: Timestamp(milliseconds: 3))
      #expect(try store.list(Self.query("milk")).articles.isEmpty)
      #expect(try store.list(Self.query("cocoa")).articles.map(\.id) == [id])

      var filter = ArticleQuery.Filter()
      filter.text = "cocoa"
      #expect(try store.delete(matching: filter) == 1)
      #expect(try store.list(Self.query("cocoa")).articles.isEmpty)
    }
  }

  @Test func `another folding makes the index anew`() throws {
    try withFolder { folder in
      let plain = try SQLiteArticleStore(folder: folder)
      _ = try plain.keep(.make(article: .make(text: "圖書館")))
      #expect(try plain.list(Self.query("图书")).articles.isEmpty)
      plain.close()

      let folding = try SQLiteArticleStore(folder: folder, folding: Self.folding)
      #expect(try folding.list(Self.query("图书")).articles.count == 1)
      #expect(try folding.list(Self.query("圖書")).articles.count == 1)
      folding.close()
    }
  }

  private static func query(
    _ text: String, order: ArticleQuery.Order = .ingestedAt
  ) -> ArticleQuery {
    var filter = ArticleQuery.Filter()
    filter.text = text
    return ArticleQuery(filter: filter, order: order)
  }
}
