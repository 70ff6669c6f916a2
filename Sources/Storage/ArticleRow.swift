import Domain
import Foundation
import GRDB

/// The columns of a stored article and how they are read.
///
/// Rows come from `summary s`, and the texts from `revision r`.
enum ArticleRow {
  /// The columns in the order in which they are read; with the texts, those come last.
  static func columns(withTexts: Bool) -> String {
    """
    s.id, s.revision, s.head, s.sha256, s.size, s.media_type, s.charset, s.metadata, s.corrections,
    s.ingested_at, s.updated_at, s.near_duplicate_of, s.fingerprint, s.change\
    \(withTexts ? ", r.texts" : "")
    """
  }

  /// What has them, by `s.page`.
  static func tables(withTexts: Bool) -> String {
    "summary s" + (withTexts ? " CROSS JOIN revision r ON r.number = s.texts" : "")
  }

  /// Where the texts stand, if they are read.
  private static let texts = 14

  /// The article of a row that has `columns`.
  static func article(_ row: Row, withTexts: Bool) throws -> StoredArticle {
    let head: Data = row[2]
    let body: Data? = withTexts ? row[texts] : nil
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
