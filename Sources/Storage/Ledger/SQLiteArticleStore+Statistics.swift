import Domain
import Foundation
import GRDB
import GRDBSQLite

extension SQLiteArticleStore: StatisticsStore {
  public func tally() throws(StoreError) -> StoreTally {
    sized(try read(SQLiteArticleStore.tally))
  }

  public func statistics() throws(StoreError) -> StoreStatistics {
    var statistics = try read { db in
      var statistics = StoreStatistics()
      statistics.tally = try SQLiteArticleStore.tally(db)
      if let row = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM article WHERE near_duplicate_of IS NOT NULL),
            (SELECT count(*) FROM tombstone), (SELECT change FROM store),
            (SELECT min(ingested_at) FROM page), (SELECT max(ingested_at) FROM page)
          """)
      {
        statistics.nearDuplicates = row[0]
        statistics.deletions = row[1]
        statistics.change = row[2]
        let (oldest, newest): (Int64?, Int64?) = (row[3], row[4])
        statistics.oldest = oldest.map(Timestamp.init(milliseconds:))
        statistics.newest = newest.map(Timestamp.init(milliseconds:))
      }
      statistics.languages = try SQLiteArticleStore.most("language", db)
      statistics.hosts = try SQLiteArticleStore.most("host", db)
      return statistics
    }
    statistics.tally = sized(statistics.tally)
    return statistics
  }

  private static func tally(_ db: Database) throws -> StoreTally {
    var tally = StoreTally()
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT pages, articles, revisions, raws, raw_bytes, raw_stored, article_stored FROM tally
          """)
    else { return tally }
    tally.pages = row[0]
    tally.articles = row[1]
    tally.revisions = row[2]
    tally.raws = row[3]
    tally.rawBytes = row[4]
    tally.rawStoredBytes = row[5]
    tally.articleStoredBytes = row[6]
    return tally
  }

  /// With what the files and the library take.
  private func sized(_ counted: StoreTally) -> StoreTally {
    var tally = counted
    tally.databaseBytes = ["", "-wal"].reduce(0) { sum, ending in
      let path = folder + "/winnow.sqlite" + ending
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return sum + (size ?? 0)
    }
    tally.freeDiskBytes = Int(clamping: freeBytes(in: folder))
    tally.memoryBytes = Int(sqlite3_memory_used())
    return tally
  }

  /// The most frequent values of a column, off its index alone.
  private static func most(
    _ column: String, _ db: Database
  ) throws -> [(name: String, articles: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT \(column), count(*) FROM article INDEXED BY article_by_\(column)
        WHERE \(column) IS NOT NULL GROUP BY \(column) ORDER BY 2 DESC, 1 LIMIT 20
        """
    ).map { ($0[0], $0[1]) }
  }
}
