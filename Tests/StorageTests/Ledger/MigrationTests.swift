import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

/// A store of each earlier schema opens, keeps what it had and can do what is new.
struct MigrationTests {
  /// Makes a store as a program of the first `count` migrations left it, with one page in it.
  private func makeStore(_ folder: String, migrations count: Int) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    var configuration = Configuration()
    configuration.prepareDatabase { db in db.add(tokenizer: FoldedTokenizer.self) }
    let pool = try DatabasePool(path: folder + "/winnow.sqlite", configuration: configuration)
    var migrator = DatabaseMigrator()
    for (number, migration) in Schema.migrations.prefix(count).enumerated() {
      migrator.registerMigration(migration.name) { db in
        try db.execute(sql: migration.sql)
        // Written by the first program, and brought up with the others.
        if number == 0 { try MigrationTests.insertPage(db) }
      }
    }
    try migrator.migrate(pool)
    try pool.close()
  }

  /// The rows that the program of schema 0001 wrote for one page, by that schema's columns alone.
  private static func insertPage(_ db: Database) throws {
    let article = try PackedArticle(.make(title: "Kept", text: "Tea from before."))
    let raw = Data(try Zstandard.compress(Array("old page".utf8)))
    let digest = Data(fakeDigest("old page").bytes)
    try db.execute(sql: "UPDATE store SET change = 7")
    try db.execute(
      sql: """
        INSERT INTO raw (number, sha256, size, zstd) VALUES (1, ?, 8, ?);
        INSERT INTO page (number, id, url, host, revision, latest, metadata, corrections,
          ingested_at, updated_at, change)
        VALUES (1, 'old1', 'https://e.example/old#top', 'e.example', 1, ?, '{}', '{}', 5, 5, 7);
        INSERT INTO revision (number, page, revision, raw, ingested_at, media_type, charset,
          refusal, head, texts)
        VALUES (1, 1, 1, 1, 5, 'text/html', 'utf-8', '', ?, ?);
        INSERT INTO article (page, revision, host, language, source, ingested_at, published_at,
          near_duplicate_of, fingerprint)
        VALUES (1, 1, 'e.example', 'en', NULL, 5, ?, NULL, '');
        """,
      arguments: [
        digest, raw, digest, Data(article.head), Data(article.texts), unknownTime,
      ])
  }

  @Test(arguments: 1..<Schema.migrations.count)
  func `a store of an earlier schema is brought up to today's`(count: Int) throws {
    try withFolder { folder in
      try makeStore(folder, migrations: count)

      let store = try SQLiteArticleStore(folder: folder)
      defer { store.close() }

      #expect(try store.article(name("old1"))?.article.title == "Kept")
      var filter = ArticleQuery.Filter()
      filter.text = "tea"
      #expect(try store.list(ArticleQuery(filter: filter)).articles.count == 1)
      let changes = try #require(try store.changes(since: 0, limit: 9)).changes
      #expect(changes.map(\.kind) == [.added])
      #expect(changes.map(\.change) == [7])
      #expect(try store.statistics().rawBytes == 8)
      #expect(try store.revisions(name("old1")).map(\.number) == [1])
      #expect(try store.recleanable(1)?.article?.title == "Kept")
      // Posted with a fragment once, which no address has any more.
      _ = try store.keep(.make(url: "https://e.example/old", body: "new page"))
      #expect(try store.changes(since: 7, limit: 9)?.changes.map(\.kind) == [.revised])
      #expect(try store.delete(name("old1")))
    }
  }

  @Test func `migrations are numbered and in order`() {
    let names = Schema.migrations.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names.map { $0.prefix(4) }).count == names.count)
  }
}
