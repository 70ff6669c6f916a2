import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: StatisticsStore {
  public func statistics() throws(StoreError) -> StoreStatistics {
    var statistics = try read { db in
      var statistics = StoreStatistics()
      if let row = try Row.fetchOne(
        db,
        sql: """
          SELECT pages, articles, revisions, raws, raw_bytes, raw_stored, article_stored,
            (SELECT count(*) FROM article WHERE near_duplicate_of IS NOT NULL),
            (SELECT count(*) FROM tombstone), (SELECT change FROM store),
            (SELECT min(ingested_at) FROM page), (SELECT max(ingested_at) FROM page)
          FROM tally
          """)
      {
        statistics.pages = row[0]
        statistics.articles = row[1]
        statistics.revisions = row[2]
        statistics.raws = row[3]
        statistics.rawBytes = row[4]
        statistics.rawStoredBytes = row[5]
        statistics.articleStoredBytes = row[6]
        statistics.nearDuplicates = row[7]
        statistics.deletions = row[8]
        statistics.change = row[9]
        let (oldest, newest): (Int64?, Int64?) = (row[10], row[11])
        statistics.oldest = oldest.map(Timestamp.init(milliseconds:))
        statistics.newest = newest.map(Timestamp.init(milliseconds:))
      }
      statistics.languages = try SQLiteArticleStore.most("language", db)
      statistics.hosts = try SQLiteArticleStore.most("host", db)
      return statistics
    }
    statistics.databaseBytes = ["", "-wal"].reduce(0) { sum, ending in
      let path = folder + "/winnow.sqlite" + ending
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return sum + (size ?? 0)
    }
    statistics.freeDiskBytes = Int(clamping: freeBytes(in: folder))
    return statistics
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
