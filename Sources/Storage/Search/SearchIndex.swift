import Domain
import Foundation
import GRDB
import TextAnalysis

/// The full-text index of the articles.
struct SearchIndex {
  let db: Database
  let folding: Folding

  func insert(_ tokens: SearchTokens, page: Int64) throws {
    try DirectStatement(
      db, sql: "INSERT INTO search (rowid, title, text, facets) VALUES (?, ?, ?, ?)"
    ).run(.integer(page), .blob(tokens.title), .blob(tokens.text), .text(tokens.facets))
  }

  /// Takes a page's article out; FTS5 has to be told the tokens that were put in.
  func remove(_ tokens: SearchTokens, page: Int64) throws {
    try DirectStatement(
      db,
      sql: """
        INSERT INTO search (search, rowid, title, text, facets) VALUES ('delete', ?, ?, ?, ?)
        """
    ).run(.integer(page), .blob(tokens.title), .blob(tokens.text), .text(tokens.facets))
  }

  /// Makes the index and the sketches anew where they were made with another folding.
  func refresh() throws {
    try fileCorrections()
    let name = name
    guard try Int64.fetchOne(db, sql: "SELECT folding FROM store") != name else { return }
    try db.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')")
    try db.execute(sql: "UPDATE article SET near_duplicate_of = NULL")
    try NearDuplicateIndex(db: db).removeAll()
    let pages = try Int64.fetchCursor(db, sql: "SELECT page FROM article ORDER BY page")
    while let page = try pages.next() {
      guard let tokens = try tokens(page) else { continue }
      try insert(tokens, page: page)
      _ = try Clusters(db: db, newest: nil).insert(tokens.sketch, page: page)
      try db.cachedStatement(sql: "UPDATE article SET fingerprint = ? WHERE page = ?")
        .execute(arguments: [tokens.sketch?.fingerprint ?? "", page])
    }
    try db.execute(sql: "UPDATE store SET folding = ?", arguments: [name])
  }

  /// Has articles found by the corrections that were made when nothing was found by them yet; once.
  private func fileCorrections() throws {
    guard try Int.fetchOne(db, sql: "SELECT corrected FROM store") == 0 else { return }
    let pages = try Int64.fetchAll(
      db,
      sql: """
        SELECT number FROM page JOIN article ON article.page = page.number
        WHERE page.corrections <> '{}'
        """)
    for page in pages {
      guard let before = try article(page, isCorrected: false), let now = try article(page) else {
        continue
      }
      try remove(before.tokens, page: page)
      try now.row.replaceRows(of: page, newest: nil, db)
      try insert(now.tokens, page: page)
    }
    try db.execute(sql: "UPDATE store SET corrected = 1")
  }

  /// The tokens of a page's article, made of it as it is kept; nil where it has none.
  func tokens(_ page: Int64) throws -> SearchTokens? { try article(page)?.tokens }

  /// What lists and searches find a page's article by: as it is kept, with its client's corrections.
  func article(
    _ page: Int64, isCorrected: Bool = true
  ) throws -> (row: ListedArticle, tokens: SearchTokens)? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT r.head, r.texts, a.host, p.corrections FROM article a
        CROSS JOIN page p ON p.number = a.page
        CROSS JOIN revision r ON r.number = a.revision WHERE a.page = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [page]) else { return nil }
    let (head, texts): (Data, Data) = (row[0], row[1])
    let article = try PackedArticle.unpack(head: Array(head), texts: Array(texts))
      .corrected(by: isCorrected ? ArticleRow.object(row[3]) : [:])
    let listed = ListedArticle(article, host: row[2], folding: folding)
    return (listed, SearchTokens(article, listed, folding: folding))
  }

  /// Two foldings that fold any character of the Basic Multilingual Plane differently have different
  /// names.
  private var name: Int64 {
    var hash = FNV1a()
    // Raised when SearchTokens writes, or TextSketch sketches, the same folding in another way.
    hash.add("3")
    for code in 0x20..<UInt32(0x1_0000) {
      guard let scalar = Unicode.Scalar(code) else { continue }
      hash.add(folding.fold(String(scalar)))
    }
    return Int64(bitPattern: hash.value)
  }
}
