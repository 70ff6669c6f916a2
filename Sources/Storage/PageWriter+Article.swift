import Domain
import Foundation
import GRDB

extension PageWriter {
  /// Makes the article of a page's latest revision listable and searchable; nothing where there is
  /// none.
  ///
  /// With its client's corrections, which no cleaning and no revision takes away. Returns the page that it is a near-duplicate of.
  @discardableResult
  func insertArticle(
    _ cleaned: PackedCleaning, at place: Place, revisionRow: Int64, correctedBy corrections: String
  ) throws -> Int64? {
    try keepLines(cleaned, of: place.number)
    guard let (row, tokens) = try cleaned.found(by: corrections, index.folding) else { return nil }
    let ingested = place.ingestedAt.milliseconds
    try DirectStatement(
      db,
      sql: """
        INSERT INTO article
          (page, revision, host, language, source, ingested_at, published_at, near_duplicate_of,
           fingerprint)
        VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)
        """
    ).run(
      .integer(place.number), .integer(revisionRow), .text(row.host), .text(row.language),
      .text(row.source), .integer(ingested), .integer(row.published), .text(cleaned.fingerprint))
    try row.insertLabels(of: place.number, ingestedAt: ingested, db)
    index.insert(tokens, page: place.number)
    return try Clusters(db: db, newest: index.bands).insert(tokens.sketch, page: place.number)
  }

  /// Keeps the lines that furniture is learnt from; those of before where a cleaning brings none.
  private func keepLines(_ cleaned: PackedCleaning, of page: Int64) throws {
    if let lines = cleaned.lines {
      try DirectStatement(
        db, sql: "INSERT OR REPLACE INTO page_lines (page, host, text, lines) VALUES (?, ?, ?, ?)"
      ).run(.integer(page), .text(lines.host), .integer(lines.text), .blob(lines.hashes))
    } else if cleaned.head == nil {
      try db.cachedStatement(sql: "DELETE FROM page_lines WHERE page = ?")
        .execute(arguments: [page])
    }
  }

  /// Takes a page's article out of the lists and the index; its revisions stay.
  func removeArticle(_ page: Int64) throws {
    try index.remove(page, db)
    try Clusters(db: db, newest: index.bands).remove(page)
    try db.cachedStatement(sql: "DELETE FROM article WHERE page = ?").execute(arguments: [page])
  }

  /// Puts a new cleaning in the place of the latest revision's; nil where the page is gone or its
  /// latest bytes are others.
  ///
  /// A cleaning that came to the same changes nothing.
  func replace(
    _ id: StoredArticle.ID, digest: PageDigest, with cleaned: PackedCleaning, at now: Timestamp
  ) throws -> Receipt? {
    guard let found = try PageReader(db: db).page(id), found.latest == digest else { return nil }
    guard try !isKept(cleaned, as: found) else {
      try keepLines(cleaned, of: found.number)
      return try PageReader(db: db).receipt(found)
    }
    let change = try nextChange()
    try removeArticle(found.number)
    let update = try DirectStatement(
      db,
      sql: """
        UPDATE revision
        SET media_type = ?, charset = ?, refusal = ?, head = ?, texts = ?, edits = ?, cleaned = ?
        WHERE page = ? AND revision = ?
        RETURNING number
        """)
    var row: Int64?
    try update.forEachRow(
      .text(cleaned.mediaType), .text(cleaned.charset), .text(cleaned.refusal),
      .blob(cleaned.head), .blob(cleaned.texts), .blob(cleaned.edits), .integer(change),
      .integer(found.number), .integer(Int64(found.revision))
    ) { row = $0.integer(0) }
    guard let row else { return nil }
    try insertArticle(
      cleaned,
      at: Place(number: found.number, revision: found.revision, ingestedAt: found.ingestedAt),
      revisionRow: row, correctedBy: try corrections(of: found.number))
    try touch(found.number, at: now, change: change)
    return try PageReader(db: db).receipt(found.number, outcome: .revised)
  }

  /// Whether a page's latest revision has this cleaning already, byte for byte.
  private func isKept(_ cleaned: PackedCleaning, as found: FoundPage) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: """
        SELECT media_type, charset, refusal, head, texts, edits FROM revision
        WHERE page = ? AND revision = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [found.number, found.revision]) else {
      return false
    }
    let (mediaType, charset, refusal): (String, String, String) = (row[0], row[1], row[2])
    let (head, texts, edits): (Data?, Data?, Data?) = (row[3], row[4], row[5])
    return mediaType == cleaned.mediaType && charset == cleaned.charset
      && refusal == cleaned.refusal && head.map { Array($0) } == cleaned.head
      && texts.map { Array($0) } == cleaned.texts && edits.map { Array($0) } == cleaned.edits
  }

  /// Sets a client's metadata and corrections; where they are those already, nothing changes.
  func update(
    _ id: StoredArticle.ID, metadata: String, corrections: String, ifChange: Int64?,
    at now: Timestamp
  ) throws -> StoredArticle? {
    guard let found = try PageReader(db: db).page(id),
      let article = try PageReader(db: db).article(found.number)
    else { return nil }
    guard ifChange == nil || ifChange == article.change else { throw StoreError.conflict }
    let search = SearchIndex(db: db, folding: index.folding)
    let isCorrected = try ArticleRow.object(corrections) != article.corrections
    guard try isCorrected || ArticleRow.object(metadata) != article.metadata else { return article }
    if isCorrected { try index.remove(found.number, db) }
    try db.cachedStatement(sql: "UPDATE page SET metadata = ?, corrections = ? WHERE number = ?")
      .execute(arguments: [metadata, corrections, found.number])
    if isCorrected, let (row, tokens) = try search.article(found.number) {
      try row.replaceRows(of: found.number, newest: index.bands, db)
      index.insert(tokens, page: found.number)
    }
    try touch(found.number, at: now, change: try nextChange())
    return try PageReader(db: db).article(found.number)
  }

  /// Sets the metadata of a page that holds no article; where it is that already, nothing changes.
  func describe(_ page: Int64, metadata: String, at now: Timestamp) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT metadata FROM page
        WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM article WHERE page = ?1)
        """)
    guard let kept = try String.fetchOne(statement, arguments: [page]),
      try ArticleRow.object(kept) != ArticleRow.object(metadata)
    else { return }
    try db.cachedStatement(sql: "UPDATE page SET metadata = ? WHERE number = ?")
      .execute(arguments: [metadata, page])
    try touch(page, at: now, change: try nextChange())
  }

  private func corrections(of page: Int64) throws -> String {
    let statement = try db.cachedStatement(sql: "SELECT corrections FROM page WHERE number = ?")
    return try String.fetchOne(statement, arguments: [page]) ?? "{}"
  }

  private func touch(_ page: Int64, at now: Timestamp, change: Int64) throws {
    try db.cachedStatement(sql: "UPDATE page SET updated_at = ?, change = ? WHERE number = ?")
      .execute(arguments: [now.milliseconds, change, page])
  }

  /// Whether a page is there and its latest bytes came with this change or before it.
  func latestBytes(of page: Int64, cameUpTo change: Int64) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT 1 FROM page WHERE number = ? AND revised <= ?")
    return try Int.fetchOne(statement, arguments: [page, change]) != nil
  }

  /// Removes a page with all that hangs on it, and the bytes that nothing else holds.
  func delete(_ page: Int64, at now: Timestamp) throws {
    let rows = try db.cachedStatement(sql: "SELECT DISTINCT raw FROM revision WHERE page = ?")
    let held = try Int64.fetchAll(rows, arguments: [page])
    let id = try db.cachedStatement(sql: "SELECT id FROM page WHERE number = ?")
    try db.cachedStatement(sql: "INSERT INTO tombstone (change, id, deleted_at) VALUES (?, ?, ?)")
      .execute(arguments: [
        try nextChange(), try String.fetchOne(id, arguments: [page]), now.milliseconds,
      ])
    try removeArticle(page)
    try db.cachedStatement(sql: "DELETE FROM page WHERE number = ?").execute(arguments: [page])
    let drop = try db.cachedStatement(
      sql: """
        DELETE FROM raw
        WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM revision WHERE raw = ?1)
        """)
    for raw in held { try drop.execute(arguments: [raw]) }
  }
}
