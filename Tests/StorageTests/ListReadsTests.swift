import Domain
import Foundation
import GRDB
import GRDBSQLite
import TestSupport
import Testing
import TextAnalysis

@testable import Storage

/// How much of the file a list reads: with a million articles each read is one of the disk.
struct ListReadsTests {
  private static let hosts = 25
  private static let limit = 20

  /// Articles of as many hosts, languages and so on in turns, so that no two neighbours in the file are in
  /// one filtered list; each with a page and texts that fill places of their own.
  private func fill(_ store: SQLiteArticleStore) throws {
    var random = SplitMix(state: 56)
    for number in 0..<Self.hosts * (Self.limit + 4) {
      let turn = number % Self.hosts
      let noise = (0..<600).map { _ in String(random.next(), radix: 36) }.joined(separator: " ")
      _ = try store.keep(
        .make(
          url: "https://host\(turn).example/\(number)", body: noise,
          article: .make(
            title: "Number \(number)", text: noise, authors: ["Author \(turn)"],
            source: "Source \(turn)", keywords: ["keyword \(turn)"], language: "l\(turn)",
            published: "20\(10 + number % 10)-0\(1 + number % 9)-11"),
          id: "n\(number)", at: Int64(number)))
    }
  }

  private static let filters: [(String, ArticleQuery.Filter)] = [
    ("nothing", ListingTests.make { _ in }),
    ("host", ListingTests.make { $0.host = "host7.example" }),
    ("language", ListingTests.make { $0.language = "l7" }),
    ("author", ListingTests.make { $0.author = "Author 7" }),
    ("source", ListingTests.make { $0.source = "Source 7" }),
    ("keyword", ListingTests.make { $0.keyword = "keyword 7" }),
  ]

  @Test func `a list reads one place of the file for each article`() throws {
    try withFolder { folder in
      let store = try SQLiteArticleStore(folder: folder)
      try fill(store)
      store.close()

      for (name, filter) in Self.filters {
        for order in [ArticleQuery.Order.ingestedAt, .publishedAt] {
          let query = ArticleQuery(
            filter: filter, order: order, limit: Self.limit, includesText: false)
          let (rows, pages) = try read(
            Listing(query, after: nil, folding: Folding()), from: folder + "/winnow.sqlite")
          #expect(rows == Self.limit + 1)
          // The ways down through index and table, and an article that hangs over the edge of its page.
          #expect(pages <= rows + 12, "\(name), \(order)")
        }
      }
    }
  }

  /// Reads a list with a connection that knows nothing yet.
  private func read(_ listing: Listing, from file: String) throws -> (rows: Int, pages: Int) {
    var configuration = Configuration()
    configuration.readonly = true
    let database = try DatabaseQueue(path: file, configuration: configuration)
    return try database.read { db in
      _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
      let before = misses(db)
      let rows = try Row.fetchAll(db, sql: listing.sql, arguments: listing.arguments)
      return (rows.count, misses(db) - before)
    }
  }

  /// Pages of the file read so far.
  private func misses(_ db: Database) -> Int {
    var (now, most): (CInt, CInt) = (0, 0)
    sqlite3_db_status(db.sqliteConnection, SQLITE_DBSTATUS_CACHE_MISS, &now, &most, 0)
    return Int(now)
  }
}
