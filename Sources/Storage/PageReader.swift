import Domain
import Foundation
import GRDB

/// A page's row, found.
struct FoundPage {
  var number: Int64
  var id: StoredArticle.ID
  var revision: Int
  var latest: PageDigest
  var ingestedAt: Timestamp
}

/// Pages and articles read by their names.
struct PageReader {
  let db: Database

  private static let found = "SELECT number, id, revision, latest, ingested_at FROM page"
  private static let foundByBytes = found + " WHERE url IS NULL AND latest = ?"
  private static let foundByURL = found + " WHERE url = ?"
  private static let foundByID = found + " WHERE id = ?"

  /// The page that these bytes under this URL would be; without a URL, the page of these bytes.
  func page(url: String?, digest: PageDigest) throws -> FoundPage? {
    guard let url else { return try page(PageReader.foundByBytes, .blob(digest.bytes)) }
    return try page(PageReader.foundByURL, .text(url))
  }

  func page(_ id: StoredArticle.ID) throws -> FoundPage? {
    try page(PageReader.foundByID, .text(id.rawValue))
  }

  /// The public name of a page.
  func id(of page: Int64) throws -> StoredArticle.ID? {
    let statement = try db.cachedStatement(sql: "SELECT id FROM page WHERE number = ?")
    return try Row.fetchOne(statement, arguments: [page]).map { try ArticleRow.id($0[0]) }
  }

  /// Whether the page's latest revision holds an article.
  func hasArticle(_ page: Int64) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM article WHERE page = ?")
    return try Int.fetchOne(statement, arguments: [page]) != nil
  }

  /// The host of a page's URL, which never changes.
  func host(_ id: StoredArticle.ID) throws -> String? {
    let statement = try db.cachedStatement(sql: "SELECT host FROM page WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id.rawValue])?[0]
  }

  private func page(_ sql: String, _ name: DirectStatement.Value) throws -> FoundPage? {
    var found: FoundPage?
    try DirectStatement(db, sql: sql).forEachRow(name) { row in
      found = FoundPage(
        number: row.integer(0),
        id: try ArticleRow.id(String(decoding: row.bytes(1), as: UTF8.self)),
        revision: Int(row.integer(2)), latest: try ArticleRow.digest(Data(row.bytes(3))),
        ingestedAt: Timestamp(milliseconds: row.integer(4)))
    }
    return found
  }

  /// The latest article of a page.
  func article(_ page: Int64, includingText: Bool = true) throws -> StoredArticle? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(ArticleRow.columns(withTexts: includingText))
        FROM \(ArticleRow.tables(withTexts: includingText)) WHERE s.page = ?
        """)
    return try Row.fetchOne(statement, arguments: [page]).map {
      try ArticleRow.article($0, withTexts: includingText)
    }
  }

  /// What is said of a page whose bytes came again.
  func receipt(_ page: FoundPage) throws -> Receipt {
    try receipt(page.number, outcome: .unchanged)
  }

  /// What is said of a page as it stands now.
  func receipt(_ page: Int64, outcome: Receipt.Outcome) throws -> Receipt {
    let statement = try db.cachedStatement(
      sql: """
        SELECT p.id, p.revision, r.refusal FROM page p
        CROSS JOIN revision r ON r.page = p.number AND r.revision = p.revision
        WHERE p.number = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [page]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a page has no latest revision")
    }
    return Receipt(
      outcome: outcome, id: try ArticleRow.id(row[0]), revision: row[1],
      article: try article(page), refusal: row[2])
  }

  /// A revision's bytes with what was said of them; the latest unless one is named.
  func raw(_ id: StoredArticle.ID, revision: Int?) throws -> StoredPage? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT p.url, p.metadata, r.revision, r.declared_type, r.declared_charset, r.headers,
          r.fetched_at, r.ingested_at, r.media_type, r.charset, w.sha256, w.size, w.zstd
        FROM page p
        CROSS JOIN revision r ON r.page = p.number AND r.revision = coalesce(?2, p.revision)
        CROSS JOIN raw w ON w.number = r.raw
        WHERE p.id = ?1
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id.rawValue, revision]) else {
      return nil
    }
    let zstd: Data = row[12]
    let headers: String? = row[5]
    let fetched: Int64? = row[6]
    let page = RawPage(
      bytes: zstd.isEmpty ? [] : try Zstandard.decompress(Array(zstd)), url: row[0],
      mediaType: row[3],
      charset: row[4], fetchedAt: fetched.map(Timestamp.init(milliseconds:)),
      headers: try headers.map { try value([RawPage.Header].self, Array($0.utf8)) } ?? [],
      metadata: try ArticleRow.object(row[1]))
    return StoredPage(
      id: id, revision: row[2], page: page,
      raw: RawReference(
        digest: try ArticleRow.digest(row[10]), size: row[11], mediaType: row[8], charset: row[9]),
      ingestedAt: Timestamp(milliseconds: row[7]))
  }

  func edits(_ id: StoredArticle.ID) throws -> [Edit] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT r.edits FROM page p
        CROSS JOIN revision r ON r.page = p.number AND r.revision = p.revision
        WHERE p.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id.rawValue]) else { return [] }
    let bytes: Data? = row[0]
    return try bytes.map { try unpackEdits(Array($0)) } ?? []
  }
}
