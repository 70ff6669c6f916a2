import Domain
import GRDB
import Testing
import TextAnalysis

@testable import Storage

struct KeepingTogetherTests {
  private struct Failed: Error {}

  private func found(_ words: String, in store: SQLiteArticleStore) throws -> [String] {
    var query = ArticleQuery(order: .ingestedAt)
    query.filter.text = words
    return try store.list(query).articles.compactMap(\.article.title)
  }

  @Test func `pages kept together are told apart, also from themselves`() throws {
    try withStore { store in
      let entries: [Entry] = [
        .make(url: "https://example.org/a", body: "1", article: .make(title: "A", text: "green")),
        .make(url: "https://example.org/a", body: "1", article: .make(title: "A", text: "green")),
        .make(url: "https://example.org/b", body: "2", article: .make(title: "B", text: "black")),
        .make(url: "https://example.org/a", body: "3", article: .make(title: "A2", text: "white")),
        .make(url: "https://example.org/c", body: "4", article: nil),
      ]

      let kept = try store.keep(entries.map { try store.prepare($0) }).map { try $0.get() }

      #expect(kept.map(\.outcome) == [.created, .unchanged, .created, .revised, .created])
      #expect(kept[0].id == kept[1].id && kept[0].id == kept[3].id)
      #expect(kept[1].article == kept[0].article)
      #expect(try found("green", in: store) == [])
      #expect(try found("black OR white", in: store) == ["B", "A2"])
    }
  }

  @Test func `one that fails takes nobody along, and its words are not found`() throws {
    try withStore { store in
      let packed = try ["green", "black", "white"].map { word in
        try PackedPage(
          .make(
            url: "https://example.org/\(word)", body: word,
            article: .make(title: word, text: word)), folding: store.folding)
      }

      let outcomes = store.write(
        each: packed.map { page in
          { [index = store.index] db in
            _ = try PageWriter(db: db, index: index).keep(page)
            if page.entry.page.url?.hasSuffix("black") == true { throw StoreError.conflict }
            return page.size
          }
        })

      #expect(outcomes == [.success(5), .failure(.conflict), .success(5)])
      #expect(try found("green OR white OR black", in: store) == ["white", "green"])
    }
  }

  @Test func `a deletion by search sees what was written before it in its transaction`() throws {
    try withStore { store in
      let page = try PackedPage(
        .make(url: "https://example.org/a", body: "1", article: .make(text: "green")),
        folding: store.folding)
      let filter = {
        var filter = ArticleQuery.Filter()
        filter.text = "green"
        return filter
      }()

      let works: [@Sendable (Database) throws -> Int] = [
        { [index = store.index] db in
          _ = try PageWriter(db: db, index: index).keep(page)
          return 0
        },
        { [index = store.index] db in
          try index.tell(db)
          return try store.pageNumbers(matching: filter, limit: 10, db).count
        },
      ]
      let outcomes = store.write(each: works)

      #expect(outcomes == [.success(0), .success(1)])
    }
  }

  @Test func `pages kept together are one segment of the index`() throws {
    try withStore { store in
      let entries = try (0..<40).map { number in
        try store.prepare(
          .make(
            url: "https://example.org/\(number)", body: "\(number)",
            article: .make(title: "Tea \(number)", text: "leaf \(number)")))
      }

      for outcome in store.keep(entries) { _ = try outcome.get() }

      // sqlite.org/fts5.html has no table of segments; their number is in the upper bits of each row's.
      let segments = try store.pool.read { db in
        try Int.fetchOne(
          db, sql: "SELECT count(DISTINCT id >> 37) FROM search_data WHERE id >= 1 << 37")
      }
      #expect(segments == 1)
    }
  }

  @Test func `an entry that asks for it is answered by the title alone, and kept whole`() throws {
    try withStore { store in
      var entry = Entry.make(body: "1", article: .make(title: "A", text: "green"))
      entry.answered = .title

      let receipt = try store.keep(entry)

      #expect(receipt.article?.article.title == "A")
      #expect(receipt.article?.article.text == "")
      #expect(try store.article(receipt.id)?.article.text == "green")
    }
  }

  @Test func `what waits to be kept has no room to spare`() throws {
    let text = String(repeating: "tea leaf 中国人 ", count: 2000)
    let page = try PackedPage(
      .make(body: text, article: .make(title: "A", text: text)), folding: Folding())

    let waiting = [page.raw, page.cleaned.texts, page.cleaned.tokens?.text]
    for bytes in waiting.compactMap(\.self) {
      #expect(bytes.capacity < bytes.count + bytes.count / 4 + 128)
    }
  }

  @Test func `what another store prepared is refused`() throws {
    struct Foreign: PreparedEntry { var weight = 0 }
    try withStore { store in
      let outcomes = store.keep([Foreign(), try store.prepare(.make())])

      guard case .failure(.unavailable) = outcomes[0] else {
        Issue.record("\(outcomes[0])")
        return
      }
      #expect(try outcomes[1].get().outcome == .created)
    }
  }
}
