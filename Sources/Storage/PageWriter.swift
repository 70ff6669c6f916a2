import Domain
import Foundation
import GRDB
import TextAnalysis

/// The rows of pages written, inside a transaction of the one writer.
struct PageWriter {
  let db: Database
  let index: SearchQueue

  /// What became of a page that was to be kept.
  enum Outcome: Sendable {
    case kept(Kept)
    /// Its bytes are the latest already.
    case unchanged(Receipt)
  }

  /// Keeps a page unless its bytes are the latest already.
  func keep(_ page: PackedPage) throws -> Outcome {
    let (entry, reader) = (page.entry, PageReader(db: db))
    guard let found = try reader.page(url: entry.page.url, digest: entry.digest) else {
      return .kept(try create(page))
    }
    guard found.latest != entry.digest else {
      var receipt = try reader.receipt(found)
      guard page.metadata != "{}" else { return .unchanged(receipt) }
      if let article = receipt.article {
        receipt.article = try update(
          found.id, metadata: page.metadata, corrections: objectText(article.corrections),
          ifChange: nil, at: entry.now)
      } else {
        try describe(found.number, metadata: page.metadata, at: entry.now)
      }
      return .unchanged(receipt)
    }
    return .kept(try revise(found, with: page))
  }

  private func create(_ page: PackedPage) throws -> Kept {
    let entry = page.entry
    let change = try nextChange()
    try DirectStatement(
      db,
      sql: """
        INSERT INTO page
          (id, url, host, revision, latest, metadata, corrections, ingested_at, updated_at, change,
           born, revised)
        VALUES (?, ?, ?, 1, ?, ?, '{}', ?6, ?6, ?7, ?7, ?7)
        """
    ).run(
      .text(entry.newID.rawValue), .text(entry.page.url), .text(page.host),
      .blob(entry.digest.bytes), .text(page.metadata), .integer(entry.now.milliseconds),
      .integer(change))
    let place = Place(number: db.lastInsertedRowID, revision: 1, ingestedAt: entry.now)
    let head = try keepRevision(page, at: place, change: change, correctedBy: "{}")
    return Kept(
      outcome: .created, id: entry.newID, place: place, metadata: page.metadata,
      corrections: "{}", change: change, nearDuplicateOf: head)
  }

  private func revise(_ found: FoundPage, with page: PackedPage) throws -> Kept {
    let entry = page.entry
    let change = try nextChange()
    let place = Place(
      number: found.number, revision: found.revision + 1, ingestedAt: found.ingestedAt)
    try removeArticle(place.number)
    // A client that says nothing of metadata leaves what it said before.
    let update = try db.cachedStatement(
      sql: """
        UPDATE page SET revision = ?1, latest = ?2, updated_at = ?3, change = ?4, revised = ?4,
          metadata = CASE ?5 WHEN '{}' THEN metadata ELSE ?5 END
        WHERE number = ?6
        RETURNING metadata, corrections
        """)
    let row = try Row.fetchOne(
      update,
      arguments: [
        place.revision, Data(entry.digest.bytes), entry.now.milliseconds, change, page.metadata,
        place.number,
      ])
    let corrections: String = row?[1] ?? "{}"
    let head = try keepRevision(page, at: place, change: change, correctedBy: corrections)
    return Kept(
      outcome: .revised, id: found.id, place: place, metadata: row?[0] ?? page.metadata,
      corrections: corrections, change: change, nearDuplicateOf: head)
  }

  /// Returns what the revision's article is a near-duplicate of.
  private func keepRevision(
    _ page: PackedPage, at place: Place, change: Int64, correctedBy corrections: String
  ) throws -> StoredArticle.ID? {
    let (entry, cleaned) = (page.entry, page.cleaned)
    let raw = try keepRaw(page)
    try DirectStatement(
      db,
      sql: """
        INSERT INTO revision
          (page, revision, raw, declared_type, declared_charset, headers, fetched_at, ingested_at,
           media_type, charset, refusal, head, texts, edits, cleaned)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).run(
      .integer(place.number), .integer(Int64(place.revision)), .integer(raw),
      .text(entry.page.mediaType), .text(entry.page.charset), .text(page.headers),
      .integer(entry.page.fetchedAt?.milliseconds), .integer(entry.now.milliseconds),
      .text(cleaned.mediaType), .text(cleaned.charset), .text(cleaned.refusal),
      .blob(cleaned.head), .blob(cleaned.texts), .blob(cleaned.edits), .integer(change))
    return try insertArticle(
      cleaned, at: place, revisionRow: db.lastInsertedRowID, correctedBy: corrections
    ).flatMap { try PageReader(db: db).id(of: $0) }
  }

  /// The row of the page's bytes, which may be there already.
  private func keepRaw(_ page: PackedPage) throws -> Int64 {
    let digest = page.entry.digest.bytes
    var found: (number: Int64, isEmpty: Bool)?
    try DirectStatement(db, sql: "SELECT number, length(zstd) = 0 FROM raw WHERE sha256 = ?")
      .forEachRow(.blob(digest)) { found = ($0.integer(0), $0.integer(1) != 0) }
    if let (number, isEmpty) = found {
      // Given up by the rules of retention, and here again.
      if isEmpty {
        try DirectStatement(db, sql: "UPDATE raw SET zstd = ? WHERE number = ?")
          .run(.blob(page.raw), .integer(number))
      }
      return number
    }
    try DirectStatement(db, sql: "INSERT INTO raw (sha256, size, zstd) VALUES (?, ?, ?)")
      .run(.blob(digest), .integer(Int64(page.size)), .blob(page.raw))
    return db.lastInsertedRowID
  }

  func nextChange() throws -> Int64 { try Storage.nextChange(db) }
}

/// Raises the store's counter and returns it.
func nextChange(_ db: Database) throws -> Int64 {
  let raise = try DirectStatement(
    db, sql: "UPDATE store SET change = change + 1 RETURNING change")
  var change: Int64?
  try raise.forEachRow { change = $0.integer(0) }
  guard let change else {
    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the store's counter is gone")
  }
  return change
}

/// Where an article's rows hang.
struct Place: Sendable {
  var number: Int64
  var revision: Int
  var ingestedAt: Timestamp
}

/// What was written of a page: all that its receipt needs and its entry does not know.
struct Kept: Sendable {
  var outcome: Receipt.Outcome
  var id: StoredArticle.ID
  var place: Place
  var metadata: String
  var corrections: String
  var change: Int64
  var nearDuplicateOf: StoredArticle.ID?

  /// The receipt, made on the caller's thread.
  func receipt(for page: PackedPage) throws -> Receipt {
    let entry = page.entry
    let raw = RawReference(
      digest: entry.digest, size: page.size, mediaType: entry.cleaned.mediaType,
      charset: entry.cleaned.charset)
    let (metadata, corrections) =
      (try ArticleRow.object(metadata), try ArticleRow.object(corrections))
    let stored = entry.cleaned.article.map {
      StoredArticle(
        id: id, revision: place.revision, article: $0, raw: raw, metadata: metadata,
        corrections: corrections, ingestedAt: place.ingestedAt, updatedAt: entry.now,
        nearDuplicateOf: nearDuplicateOf, fingerprint: page.cleaned.fingerprint, change: change)
    }
    return Receipt(
      outcome: outcome, id: id, revision: place.revision, article: stored,
      refusal: stored == nil ? entry.cleaned.refusal : "")
  }
}
