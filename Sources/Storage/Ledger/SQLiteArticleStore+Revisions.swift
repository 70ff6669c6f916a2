import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: RevisionStore {
  public func revisions(_ id: StoredArticle.ID) throws(StoreError) -> [Revision] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT r.revision, r.ingested_at, w.sha256, w.size, r.media_type, r.charset, r.head,
            r.refusal
          FROM page p CROSS JOIN revision r ON r.page = p.number CROSS JOIN raw w ON w.number = r.raw
          WHERE p.id = ? ORDER BY r.revision DESC
          """)
      return try Row.fetchAll(statement, arguments: [id.rawValue]).map { row in
        let head: Data? = row[6]
        let article = try head.map { try PackedArticle.unpack(head: Array($0), texts: nil) }
        return Revision(
          number: row[0], ingestedAt: Timestamp(milliseconds: row[1]),
          raw: RawReference(
            digest: try ArticleRow.digest(row[2]), size: row[3], mediaType: row[4],
            charset: row[5]),
          title: article?.title, cleaner: article?.cleaner, refusal: row[7])
      }
    }
  }

  public func article(
    _ id: StoredArticle.ID, revision: Int
  ) throws(StoreError) -> StoredArticle? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT r.head, r.texts, w.sha256, w.size, r.media_type, r.charset, p.metadata,
            p.corrections, p.ingested_at, r.ingested_at, p.change
          FROM page p CROSS JOIN revision r ON r.page = p.number AND r.revision = ?2
          CROSS JOIN raw w ON w.number = r.raw
          WHERE p.id = ?1 AND r.head IS NOT NULL
          """)
      guard let row = try Row.fetchOne(statement, arguments: [id.rawValue, revision]) else {
        return nil
      }
      let (head, texts): (Data, Data) = (row[0], row[1])
      return StoredArticle(
        id: id, revision: revision,
        article: try PackedArticle.unpack(head: Array(head), texts: Array(texts)),
        raw: RawReference(
          digest: try ArticleRow.digest(row[2]), size: row[3], mediaType: row[4], charset: row[5]),
        metadata: try ArticleRow.object(row[6]), corrections: try ArticleRow.object(row[7]),
        ingestedAt: Timestamp(milliseconds: row[8]), updatedAt: Timestamp(milliseconds: row[9]),
        change: row[10])
    }
  }
}
