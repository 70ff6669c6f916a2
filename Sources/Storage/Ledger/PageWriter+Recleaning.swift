import Domain
import Foundation
import GRDB

extension PageWriter {
  /// Puts a run's cleaning in the place of the latest one, and keeps that; false where the page is gone
  /// or has other bytes by now.
  func reclean(
    _ change: Recleaned, as cleaning: PackedCleaning, in run: Int64, at now: Timestamp
  ) throws -> Bool {
    guard let found = try PageReader(db: db).page(change.id), found.number == change.page,
      found.latest == change.digest
    else { return false }
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO reclean_change
          (run, page, revision, cleaned_before, cleaned, media_type, charset, refusal, head, texts,
           edits, report)
        SELECT ?, page, number, cleaned, cleaned, media_type, charset, refusal, head, texts, edits, ?
        FROM revision WHERE page = ? AND revision = ?
        """
    ).execute(arguments: [run, change.report, found.number, found.revision])
    guard try replace(change.id, digest: change.digest, with: cleaning, at: now) != nil else {
      return false
    }
    try db.cachedStatement(
      sql: """
        UPDATE reclean_change
        SET cleaned = (SELECT cleaned FROM revision WHERE number = reclean_change.revision)
        WHERE run = ? AND page = ?
        """
    ).execute(arguments: [run, found.number])
    return true
  }

  /// Puts back previous articles of a run where nothing has changed them since, and forgets them.
  ///
  /// - Returns: How many it looked at.
  func undo(_ run: Int64, limit: Int, at now: Timestamp) throws -> Int {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT c.page, c.revision, c.cleaned_before, c.media_type, c.charset, c.refusal, c.head,
          c.texts, c.edits, p.id, p.latest, p.host, r.revision = p.revision, r.cleaned = c.cleaned
        FROM reclean_change c CROSS JOIN revision r ON r.number = c.revision
        CROSS JOIN page p ON p.number = c.page
        WHERE c.run = ? ORDER BY c.page LIMIT ?
        """, arguments: [run, limit])
    for row in rows {
      let (page, revision): (Int64, Int64) = (row[0], row[1])
      if row[13] { try putBack(row, at: now) }
      try db.execute(
        sql: "DELETE FROM reclean_change WHERE run = ? AND page = ?", arguments: [run, page])
      let before: Int64 = row[2]
      if row[13] {
        try db.execute(
          sql: "UPDATE revision SET cleaned = ? WHERE number = ?", arguments: [before, revision])
      }
    }
    return rows.count
  }

  private func putBack(_ row: Row, at now: Timestamp) throws {
    let (head, texts, edits): (Data?, Data?, Data?) = (row[6], row[7], row[8])
    let isLatest: Bool = row[12]
    guard isLatest else {
      // Newer bytes came since: the article of the lists is theirs.
      try db.execute(
        sql: """
          UPDATE revision SET media_type = ?, charset = ?, refusal = ?, head = ?, texts = ?, edits = ?
          WHERE number = ?
          """,
        arguments: [row[3], row[4], row[5], head, texts, edits, row[1]])
      try db.execute(
        sql: "UPDATE page SET change = ? WHERE number = ?", arguments: [try nextChange(), row[0]])
      return
    }
    var cleaned = Cleaned()
    cleaned.mediaType = row[3]
    cleaned.charset = row[4]
    cleaned.refusal = row[5]
    if let head, let texts {
      cleaned.article = try PackedArticle.unpack(head: Array(head), texts: Array(texts))
    }
    cleaned.edits = try edits.map { try unpackEdits(Array($0)) } ?? []
    _ = try replace(
      try ArticleRow.id(row[9]), digest: try ArticleRow.digest(row[10]),
      with: try PackedCleaning(cleaned, host: row[11], folding: index.folding), at: now)
  }
}
