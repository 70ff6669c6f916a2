import Domain
import GRDB
import TextAnalysis

/// What lists filter and sort an article by, folded.
struct ListedArticle: Sendable {
  let host: String?
  let language: String?
  let source: String?
  let published: Int64
  let labels: [(kind: Facet.Kind, value: String)]

  init(_ article: Article, host: String?, folding: Folding) {
    self.host = host
    language = article.language.map { folded($0, folding) }
    source = article.source.map { folded($0, folding) }
    published = article.publishedAt?.beginning.milliseconds ?? unknownTime
    labels =
      article.authors.map { (.author, folded($0, folding)) }
      + article.keywords.map { (.keyword, folded($0, folding)) }
  }
}

/// Sorts before every time: stands for a time that is not known.
let unknownTime = Int64.min

extension ListedArticle {
  func insertLabels(of page: Int64, ingestedAt: Int64, _ db: Database) throws {
    let label = try DirectStatement(
      db,
      sql: """
        INSERT OR IGNORE INTO label (page, kind, value, ingested_at, published_at)
        VALUES (?, ?, ?, ?, ?)
        """)
    for (kind, value) in labels {
      try label.run(
        .integer(page), .text(kind.rawValue), .text(value), .integer(ingestedAt),
        .integer(published))
    }
  }

  /// Puts these values in the place of those that the article of a page has, after a correction.
  ///
  /// Its text is the same, and with it what near-duplicates are found by; but published at another time it
  /// may become the head of its cluster, or be it no longer.
  func replaceRows(of page: Int64, newest: NewestBands?, _ db: Database) throws {
    let find = try db.cachedStatement(
      sql: "SELECT published_at, ingested_at FROM article WHERE page = ?")
    guard let row = try Row.fetchOne(find, arguments: [page]) else { return }
    let (before, ingested): (Int64, Int64) = (row[0], row[1])
    try db.cachedStatement(
      sql: "UPDATE article SET language = ?, source = ?, published_at = ? WHERE page = ?"
    ).execute(arguments: [language, source, published, page])
    try db.cachedStatement(sql: "DELETE FROM label WHERE page = ?").execute(arguments: [page])
    try insertLabels(of: page, ingestedAt: ingested, db)
    guard before != published else { return }
    let clusters = Clusters(db: db, newest: newest)
    guard let sketch = try clusters.index.sketch(of: page) else { return }
    try clusters.remove(page)
    try db.cachedStatement(sql: "UPDATE article SET near_duplicate_of = NULL WHERE page = ?")
      .execute(arguments: [page])
    _ = try clusters.insert(sketch, page: page)
  }
}
