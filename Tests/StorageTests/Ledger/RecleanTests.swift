import Domain
import GRDB
import Testing

@testable import Storage

struct RecleanTests {
  /// A store with pages 1 to `count`, their titles `old`.
  private func withPages(
    _ count: Int, _ body: (SQLiteArticleStore, [StoredArticle.ID]) throws -> Void
  ) throws {
    try withStore { store in
      let ids = try (1...count).map { number in
        try store.keep(
          .make(
            url: "https://e.example/\(number)", body: "\(number)",
            article: .make(title: "old \(number)", text: "Text \(number)."))
        ).id
      }
      try body(store, ids)
    }
  }

  /// What a cleaner that calls every article `title` makes of a page.
  private func recleaned(
    _ store: SQLiteArticleStore, _ page: Int64, title: String?
  ) throws -> Recleaned {
    let page = try #require(try store.recleanable(page))
    var cleaned = Cleaned()
    cleaned.article = page.article
    cleaned.article?.title = title
    if title == nil { cleaned.article = nil }
    cleaned.refusal = title == nil ? "nothing left" : ""
    cleaned.mediaType = page.stored.raw.mediaType
    cleaned.charset = page.stored.raw.charset
    cleaned.edits = page.edits
    let difference = try #require(ArticleDifference(from: page, to: cleaned))
    return Recleaned(page, cleaned: cleaned, difference: difference, report: "{\"n\":1}")
  }

  private func begin(_ store: SQLiteArticleStore) throws -> RecleanRun {
    try store.beginReclean(
      ArticleQuery.Filter(), cleaner: "winnow/2", at: Timestamp(milliseconds: 10))
  }

  @Test func `a run changes articles, counts what it did and can be taken back whole`() throws {
    try withPages(3) { store, ids in
      let before = try ids.map { try store.article($0)?.article }
      _ = try store.update(
        ids[0], metadata: [:], corrections: ["title": .string("mine")], ifChange: nil,
        at: Timestamp(milliseconds: 5))
      let run = try begin(store)

      let done = try store.advance(
        run.number,
        with: [
          try recleaned(store, 1, title: "new 1"), try recleaned(store, 3, title: nil),
        ], unchanged: 1, skipped: 0, to: 3, isDone: true, at: Timestamp(milliseconds: 20))

      #expect(done.state == .done)
      #expect(done.summary.pages == 3)
      #expect(done.summary.changed == 1)
      #expect(done.summary.vanished == 1)
      #expect(try store.article(ids[0])?.article.title == "new 1")
      #expect(try store.article(ids[0])?.corrections == ["title": .string("mine")])
      #expect(try store.article(ids[2]) == nil)
      #expect(try store.recleanReports(run.number, after: 0, limit: 9).map(\.page) == [1, 3])

      #expect(
        try store.undoReclean(run.number, limit: 1, at: Timestamp(milliseconds: 30))?.state
          == .undoing)
      #expect(
        try store.undoReclean(run.number, limit: 9, at: Timestamp(milliseconds: 31))?.state
          == .undone)

      #expect(try ids.map { try store.article($0)?.article } == before)
      #expect(try store.article(ids[0])?.corrections == ["title": .string("mine")])
      var query = ArticleQuery.Filter()
      // The first is found by its client's title.
      for (title, count) in [("old", 2), ("mine", 1)] {
        query.text = title
        #expect(try store.list(ArticleQuery(filter: query)).articles.count == count)
      }
    }
  }

  @Test(arguments: [480, 0, -210, nil], [nil, 0, 7])
  func `a time that is kept and read back is no difference`(zone: Int?, second: Int?) throws {
    try withStore { store in
      var article = Article.make()
      article.publishedAt = PartialTime(
        year: 2021, month: 10, day: 12,
        clock: PartialTime.Clock(hour: 11, minute: 3, second: second), zone: zone)
      article.modifiedAt = article.publishedAt
      let entry = Entry.make(article: article)
      _ = try store.keep(entry)

      let kept = try #require(try store.recleanable(1))
      var cleaned = entry.cleaned
      #expect(ArticleDifference(from: kept, to: cleaned) == nil)
      cleaned.article?.publishedAt?.clock?.minute = 4
      #expect(ArticleDifference(from: kept, to: cleaned)?.fields == ["published_at"])
    }
  }

  @Test func `every change of an answer changes its tag, back and forth`() throws {
    try withPages(1) { store, ids in
      var changes = [try #require(try store.article(ids[0])).change]
      let run = try begin(store)
      _ = try store.advance(
        run.number, with: [try recleaned(store, 1, title: "new")], unchanged: 0, skipped: 0, to: 1,
        isDone: true, at: Timestamp(milliseconds: 20))
      changes.append(try #require(try store.article(ids[0])).change)
      _ = try store.undoReclean(run.number, limit: 9, at: Timestamp(milliseconds: 30))
      changes.append(try #require(try store.article(ids[0])).change)

      #expect(Set(changes).count == 3)
      #expect(changes == changes.sorted())
    }
  }

  @Test func `a page revised or deleted meanwhile is passed over`() throws {
    try withPages(2) { store, ids in
      let run = try begin(store)
      let changes = [
        try recleaned(store, 1, title: "new"), try recleaned(store, 2, title: "new"),
      ]
      _ = try store.keep(
        .make(url: "https://e.example/1", body: "other", article: .make(title: "revised")))
      _ = try store.delete(ids[1])

      let done = try store.advance(
        run.number, with: changes, unchanged: 0, skipped: 0, to: 2, isDone: true,
        at: Timestamp(milliseconds: 20))

      #expect(done.summary.skipped == 2)
      #expect(done.summary.changed == 0)
      #expect(try store.article(ids[0])?.article.title == "revised")
    }
  }

  @Test func `what was cleaned again since is not taken back`() throws {
    try withPages(2) { store, ids in
      let first = try begin(store)
      _ = try store.advance(
        first.number,
        with: [try recleaned(store, 1, title: "one"), try recleaned(store, 2, title: "one")],
        unchanged: 0, skipped: 0, to: 2, isDone: true, at: Timestamp(milliseconds: 20))
      let second = try begin(store)
      _ = try store.advance(
        second.number, with: [try recleaned(store, 1, title: "two")], unchanged: 1, skipped: 0,
        to: 2, isDone: true, at: Timestamp(milliseconds: 21))

      _ = try store.undoReclean(first.number, limit: 9, at: Timestamp(milliseconds: 30))
      #expect(try store.article(ids[0])?.article.title == "two")
      #expect(try store.article(ids[1])?.article.title == "old 2")
    }
  }

  @Test func `runs are taken back one after another, the last first`() throws {
    try withPages(1) { store, ids in
      var runs: [Int64] = []
      for title in ["one", "two"] {
        let run = try begin(store)
        _ = try store.advance(
          run.number, with: [try recleaned(store, 1, title: title)], unchanged: 0, skipped: 0,
          to: 1, isDone: true, at: Timestamp(milliseconds: 20))
        runs.append(run.number)
      }

      _ = try store.undoReclean(runs[1], limit: 9, at: Timestamp(milliseconds: 30))
      #expect(try store.article(ids[0])?.article.title == "one")
      _ = try store.undoReclean(runs[0], limit: 9, at: Timestamp(milliseconds: 31))
      #expect(try store.article(ids[0])?.article.title == "old 1")
    }
  }

  @Test func `a run that is taken back while it goes on writes nothing more`() throws {
    try withPages(2) { store, ids in
      let run = try begin(store)
      _ = try store.advance(
        run.number, with: [try recleaned(store, 1, title: "new")], unchanged: 0, skipped: 0, to: 1,
        isDone: false, at: Timestamp(milliseconds: 20))
      let late = try recleaned(store, 2, title: "new")

      let undoing = try store.undoReclean(run.number, limit: 0, at: Timestamp(milliseconds: 30))

      #expect(undoing?.state == .undoing)
      #expect(throws: StoreError.conflict) {
        try store.advance(
          run.number, with: [late], unchanged: 0, skipped: 0, to: 2, isDone: true,
          at: Timestamp(milliseconds: 31))
      }
      _ = try store.undoReclean(run.number, limit: 9, at: Timestamp(milliseconds: 32))
      #expect(try store.article(ids[0])?.article.title == "old 1")
      #expect(try store.article(ids[1])?.article.title == "old 2")
    }
  }

  @Test func `one run at a time, and a confirmed one cannot be taken back`() throws {
    try withPages(1) { store, _ in
      let run = try begin(store)
      #expect(throws: StoreError.conflict) { try begin(store) }
      _ = try store.advance(
        run.number, with: [try recleaned(store, 1, title: "new")], unchanged: 0, skipped: 0, to: 1,
        isDone: true, at: Timestamp(milliseconds: 20))

      let confirmed = try store.confirmReclean(
        run.number, limit: 9, at: Timestamp(milliseconds: 30))

      #expect(confirmed?.state == .confirmed)
      #expect(throws: StoreError.conflict) {
        try store.undoReclean(run.number, limit: 9, at: Timestamp(milliseconds: 31))
      }
      #expect(try store.undoReclean(99, limit: 9, at: Timestamp(milliseconds: 31)) == nil)
    }
  }

  @Test func `a run visits what matches, up to the last page that was there`() throws {
    try withPages(4) { store, _ in
      var filter = ArticleQuery.Filter()
      filter.url = "https://e.example/3"

      let all = try store.pagesToReclean(ArticleQuery.Filter(), after: 1, upTo: 3)
      #expect(all == [2, 3])
      #expect(try store.pagesToReclean(filter, after: 0, upTo: 9) == [3])
      filter = ArticleQuery.Filter()
      filter.text = "text"
      #expect(try store.pagesToReclean(filter, after: 0, upTo: 9) == [1, 2, 3, 4])
    }
  }
}
