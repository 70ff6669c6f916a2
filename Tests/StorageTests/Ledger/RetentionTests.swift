import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct RetentionTests {
  private func keep(_ store: SQLiteArticleStore, _ numbers: Range<Int>) throws {
    for number in numbers {
      _ = try store.keep(
        .make(
          url: "https://e.example/\(number)", body: "page \(number)",
          article: .make(title: "T\(number)"), at: Int64(number) * 1000))
    }
  }

  private func titles(_ store: SQLiteArticleStore) throws -> [String?] {
    try store.list(ArticleQuery(isDescending: false, limit: 200)).articles.map(\.article.title)
  }

  @Test func `pages over the age go, and no younger one`() throws {
    try withStore { store in
      try keep(store, 1..<6)
      var rules = RetentionRules()
      rules.articleAge = .seconds(2)

      let report = try store.enforce(rules, at: Timestamp(milliseconds: 5000))

      #expect(report.pages == 2)
      #expect(try titles(store) == ["T3", "T4", "T5"])
    }
  }

  @Test func `the oldest pages over the count go`() throws {
    try withStore { store in
      try keep(store, 1..<206)
      var rules = RetentionRules()
      rules.articleCount = 3

      #expect(try store.enforce(rules, at: Timestamp(milliseconds: 0)).pages == 202)
      #expect(try titles(store) == ["T203", "T204", "T205"])
    }
  }

  @Test func `articles over the bytes go until they fit`() throws {
    try withStore { store in
      try keep(store, 1..<40)
      let bytes = try store.statistics().articleStoredBytes
      var rules = RetentionRules()
      rules.articleBytes = bytes / 2

      _ = try store.enforce(rules, at: Timestamp(milliseconds: 0))

      let left = try store.statistics()
      #expect(left.articleStoredBytes <= bytes / 2)
      #expect(left.pages >= 17)
      #expect(try titles(store).last == "T39")
    }
  }

  @Test func `raw bytes go and articles stay, until the page is posted again`() throws {
    try withStore { store in
      try keep(store, 1..<4)
      var rules = RetentionRules()
      rules.rawAge = .seconds(1)

      #expect(try store.enforce(rules, at: Timestamp(milliseconds: 3500)).raws == 2)

      let list = try store.list(ArticleQuery(isDescending: false)).articles
      #expect(list.map(\.article.title) == ["T1", "T2", "T3"])
      #expect(try store.page(list[0].id, revision: nil)?.isForgotten == true)
      #expect(try store.page(list[2].id, revision: nil)?.isForgotten == false)
      #expect(try store.statistics().raws == 1)

      _ = try store.keep(.make(url: "https://e.example/new", body: "page 1", at: 9000))
      #expect(try store.page(list[0].id, revision: nil)?.page.bytes == Array("page 1".utf8))
      #expect(try store.statistics().raws == 2)
    }
  }

  @Test func `raw bytes that a younger revision has are not given up`() throws {
    try withStore { store in
      _ = try store.keep(.make(url: "https://e.example/1", body: "shared", at: 1000))
      _ = try store.keep(.make(url: "https://e.example/2", body: "shared", at: 9000))
      var rules = RetentionRules()
      rules.rawAge = .seconds(2)

      #expect(try store.enforce(rules, at: Timestamp(milliseconds: 10_000)).raws == 0)
    }
  }

  @Test func `raw pages over the bytes go, the oldest first`() throws {
    try withStore { store in
      try keep(store, 1..<11)
      var rules = RetentionRules()
      rules.rawBytes = try store.statistics().rawStoredBytes / 2

      _ = try store.enforce(rules, at: Timestamp(milliseconds: 0))

      let statistics = try store.statistics()
      #expect(statistics.rawStoredBytes <= rules.rawBytes ?? 0)
      #expect(statistics.raws >= 4)
      let oldest = try #require(try store.list(ArticleQuery(isDescending: false)).articles.first)
      #expect(try store.page(oldest.id, revision: nil)?.isForgotten == true)
    }
  }

  @Test func `no rule, nothing goes`() throws {
    try withStore { store in
      try keep(store, 1..<4)
      let report = try store.enforce(RetentionRules(), at: Timestamp(milliseconds: .max / 2))
      #expect(report.isEmpty)
    }
  }

  @Test func `what was deleted is in no file after a purge`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder)
      // Each secret stands where only one table or the index has it.
      let secrets = [
        "zyxsecretbody", "qqsecrettitle", "xxsecretauthor", "jjsecrethost", "kksecretcorrection",
        "mmsecretmetadata",
      ]
      var random = SplitMix(state: 12)
      for number in 0..<300 {
        var entry = Entry.make(
          url: "https://e.example/\(number)", body: "filler \(number)",
          article: .make(title: "Word\(number)", text: "Common text \(number)."))
        if number % 50 == 25 {
          entry = .make(
            url: "https://jjsecrethost.example/\(number)",
            body: String((0..<400).map { _ in "abcdefghij".randomElement(using: &random) ?? "a" }),
            article: .make(
              title: "qqsecrettitle \(number)", text: "zyxsecretbody \(number).",
              authors: ["xxsecretauthor"]))
        }
        let id = try store.keep(entry).id
        guard number % 50 == 25 else { continue }
        _ = try store.update(
          id, metadata: ["a": .string("mmsecretmetadata")],
          corrections: ["source": .string("kksecretcorrection")], ifChange: nil,
          at: Timestamp(milliseconds: 2))
      }
      #expect(
        Set(try found(secrets, in: folder)).isSuperset(of: [
          "zyxsecretbody", "kksecretcorrection", "mmsecretmetadata",
        ]))

      var filter = ArticleQuery.Filter()
      filter.text = "zyxsecretbody"
      #expect(try store.delete(matching: filter) == 6)
      // Paused, it is still to be done.
      try store.purge { true }
      #expect(try store.purge())

      #expect(try found(secrets, in: folder) == [])
      #expect(try store.purge() == false)
      filter.text = "common"
      #expect(try store.list(ArticleQuery(filter: filter, order: .ingestedAt)).articles.count == 20)
      store.close()
      #expect(try found(secrets, in: folder) == [])
    }
  }

  /// Which of the texts stand in any file of the folder.
  private func found(_ texts: [String], in folder: String) throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let contents = files.compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }
    return texts.filter { text in contents.contains { $0.range(of: Data(text.utf8)) != nil } }
  }

  @Test func `statistics count what is kept`() throws {
    try withStore { store in
      try keep(store, 1..<4)
      _ = try store.keep(.make(url: "https://o.example/1", body: "page 1", article: nil))
      _ = try store.keep(.make(url: "https://e.example/1", body: "again", at: 5000))
      let gone = try store.keep(.make(url: "https://e.example/9", body: "nine")).id
      _ = try store.delete(gone)

      let statistics = try store.statistics()

      #expect(statistics.pages == 4)
      #expect(statistics.articles == 3)
      #expect(statistics.revisions == 5)
      #expect(statistics.raws == 4)
      #expect(statistics.rawBytes == 6 * 3 + 5)
      #expect(statistics.hosts.map(\.name) == ["e.example"])
      #expect(statistics.languages.map(\.articles) == [3])
      #expect(statistics.deletions == 1)
      let tally = try store.tally()
      #expect(tally.pages == 4 && tally.articles == 3 && tally.revisions == 5 && tally.raws == 4)
      #expect(tally.rawBytes == statistics.rawBytes)
      #expect(tally.databaseBytes > 0 && tally.freeDiskBytes > 0 && tally.memoryBytes > 0)
      let (count, bytes) = try store.pool.read { db in
        (
          try Int.fetchOne(db, sql: "SELECT count(*) FROM raw"),
          try Int.fetchOne(db, sql: "SELECT sum(length(zstd)) FROM raw")
        )
      }
      #expect(statistics.raws == count)
      #expect(statistics.rawStoredBytes == bytes)
    }
  }
}
