import Domain
import Foundation
import GRDB

/// The columns of a stored article and how they are read.
///
/// Rows come from `page p`, `revision r`, `raw w` and `article a`, in the order of `columns`.
enum ArticleRow {
  static let columns = """
    p.id, r.revision, r.head, w.sha256, w.size, r.media_type, r.charset, p.metadata, p.corrections,
    p.ingested_at, p.updated_at, d.id, a.fingerprint, p.change
    """

  static let joins = """
    CROSS JOIN page p ON p.number = a.page
    CROSS JOIN revision r ON r.number = a.revision
    CROSS JOIN raw w ON w.number = r.raw
    LEFT JOIN page d ON d.number = a.near_duplicate_of
    """

  /// Columns past the article's own, where a query selects more.
  static let width = 14

  /// The article of a row that has `columns`; `texts` is where `r.texts` stands, if it is wanted.
  static func article(_ row: Row, texts: Int?) throws -> StoredArticle {
    let head: Data = row[2]
    let body: Data? = texts.map { row[$0] }
    let raw = RawReference(
      digest: try digest(row[3]), size: row[4], mediaType: row[5], charset: row[6])
    let duplicated: String? = row[11]
    return StoredArticle(
      id: try id(row[0]), revision: row[1],
      article: try PackedArticle.unpack(head: Array(head), texts: body.map { Array($0) }),
      raw: raw, metadata: try object(row[7]), corrections: try object(row[8]),
      ingestedAt: Timestamp(milliseconds: row[9]), updatedAt: Timestamp(milliseconds: row[10]),
      nearDuplicateOf: try duplicated.map(id), fingerprint: row[12], change: row[13])
  }

  static func id(_ text: String) throws -> StoredArticle.ID {
    guard let id = StoredArticle.ID(text) else { throw damage("an id") }
    return id
  }

  static func digest(_ data: Data) throws -> PageDigest {
    guard let digest = PageDigest(Array(data)) else { throw damage("a digest") }
    return digest
  }

  static func object(_ text: String) throws -> [String: JSONValue] {
    text == "{}" ? [:] : try value([String: JSONValue].self, Array(text.utf8))
  }

  private static func damage(_ what: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(what) is damaged")
  }
}
