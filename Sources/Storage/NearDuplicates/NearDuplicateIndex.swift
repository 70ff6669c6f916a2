import Domain
import Foundation
import GRDB
import TextAnalysis

/// The sketches of articles and their bands: which articles say nearly the same.
struct NearDuplicateIndex {
  let db: Database

  /// The bands that are not in the index yet, where somebody keeps them.
  var newest: NewestBands?

  /// A band that is in more articles is in pages that say the same thing thousands of times; those taken
  /// in first stand for all, so that a lookup has a bound.
  var mostPerBand = 64

  /// An article that is a near-duplicate of another.
  struct Neighbour {
    var page: Int64
    var distance: Double
  }

  func insert(_ sketch: TextSketch, page: Int64) throws {
    try DirectStatement(db, sql: "INSERT INTO sketch (page, bytes) VALUES (?, ?)")
      .run(.integer(page), .blob(sketch.bytes))
    let bands = sketch.bands
    guard newest?.insert(bands, of: page) != true else { return }
    try db.cachedStatement(sql: NearDuplicateIndex.insertion)
      .execute(arguments: StatementArguments(bands + [page]))
  }

  /// All bands in one statement, which costs a third of one for each.
  private static let insertion =
    "INSERT OR IGNORE INTO band (hash, page) VALUES "
    + (1...TextSketch.bandCount).map { "(?\($0), ?\(TextSketch.bandCount + 1))" }
    .joined(separator: ", ")

  func remove(_ page: Int64) throws {
    newest?.remove(page)
    guard let sketch = try sketch(of: page) else { return }
    let delete = try db.cachedStatement(sql: "DELETE FROM band WHERE hash = ? AND page = ?")
    for band in sketch.bands { try delete.execute(arguments: [band, page]) }
    try db.cachedStatement(sql: "DELETE FROM sketch WHERE page = ?").execute(arguments: [page])
  }

  /// Removes all sketches; those that come next have their bands put in at once.
  func removeAll() throws {
    try db.execute(
      sql: """
        DELETE FROM band;
        DELETE FROM sketch;
        UPDATE store SET banded = (SELECT coalesce(max(number), 0) FROM page);
        """)
  }

  /// Nil where the article's text is too short to have one.
  func sketch(of page: Int64) throws -> TextSketch? {
    let find = try DirectStatement(db, sql: "SELECT bytes FROM sketch WHERE page = ?")
    var sketch: TextSketch?
    try find.forEachRow(.integer(page)) { row in
      sketch = try NearDuplicateIndex.sketch(row.bytes(0))
    }
    return sketch
  }

  /// - Throws: `SQLITE_CORRUPT`.
  static func sketch(_ bytes: UnsafeRawBufferPointer) throws -> TextSketch {
    guard let sketch = TextSketch(bytes: bytes) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a sketch is damaged")
    }
    return sketch
  }

  /// Calls `body` with all sketches from a page on, in their order.
  ///
  /// - Throws: `SQLITE_CORRUPT`; what `body` throws.
  static func forEachSketch(
    _ pages: ClosedRange<Int64>, _ db: Database, _ body: (Int64, TextSketch) throws -> Void
  ) throws {
    let find = try DirectStatement(
      db, sql: "SELECT page, bytes FROM sketch WHERE page BETWEEN ? AND ? ORDER BY page")
    try find.forEachRow(.integer(pages.lowerBound), .integer(pages.upperBound)) { row in
      try body(row.integer(0), sketch(row.bytes(1)))
    }
  }

  /// Of each band, by its place in the sketch, the pages taken in first.
  private static let lookup = (1...TextSketch.bandCount).map {
    "SELECT \($0 - 1), page FROM (SELECT page FROM band WHERE hash = ?\($0) ORDER BY page"
      + " LIMIT ?\(TextSketch.bandCount + 1))"
  }.joined(separator: " UNION ALL ")

  /// The near-duplicates of a text among all other articles, by page number.
  func neighbours(of sketch: TextSketch, except page: Int64) throws -> [Neighbour] {
    try candidates(sketch.bands).compactMap { candidate in
      guard candidate != page, let other = try self.sketch(of: candidate),
        sketch.isNearDuplicate(of: other)
      else { return nil }
      return Neighbour(page: candidate, distance: sketch.distance(to: other))
    }
  }

  /// The heads of the clusters in which a text has near-duplicates: of each, one is looked at.
  func heads(of sketch: TextSketch, except page: Int64) throws -> Set<Int64> {
    var heads: Set<Int64> = []
    for candidate in try candidates(sketch.bands) where candidate != page {
      guard let head = try head(of: candidate), !heads.contains(head) else { continue }
      if try self.sketch(of: candidate)?.isNearDuplicate(of: sketch) == true { heads.insert(head) }
    }
    return heads
  }

  /// The head of an article's cluster, which may be itself; nil where there is no such article.
  func head(of page: Int64) throws -> Int64? {
    let find = try DirectStatement(
      db, sql: "SELECT coalesce(near_duplicate_of, page) FROM article WHERE page = ?")
    var head: Int64?
    try find.forEachRow(.integer(page)) { head = $0.integer(0) }
    return head
  }

  /// Pages that may have one of the bands, in their order.
  private func candidates(_ bands: [Int64]) throws -> [Int64] {
    var pages = [[Int64]](repeating: [], count: bands.count)
    let find = try DirectStatement(db, sql: NearDuplicateIndex.lookup)
    for (index, band) in bands.enumerated() { find.bind(band, at: index + 1) }
    find.bind(Int64(mostPerBand), at: bands.count + 1)
    try find.forEachRow { row in pages[Int(row.integer(0))].append(row.integer(1)) }
    for (band, waiting) in try waiting(bands).enumerated() {
      // Those in the index were taken in before, and some may be there and here.
      let room = mostPerBand - pages[band].count
      guard room > 0 else { continue }
      let indexed = pages[band]
      pages[band] += waiting.lazy.filter { !indexed.contains($0) }.prefix(room)
    }
    var all = Array(pages.joined())
    all.sort()
    var last: Int64?
    return all.filter { page in
      defer { last = page }
      return page != last
    }
  }

  /// Of each band the pages that are not in the index yet, as many as can count.
  private func waiting(_ bands: [Int64]) throws -> [[Int64]] {
    let banded = try NewestBands.banded(db)
    // Of those that are here, no more than `mostPerBand` can be in the index too.
    let most = 2 * mostPerBand
    if let pages = newest?.pages(with: bands, after: banded, atMost: most) { return pages }
    let waiting = try PagesByBand(after: banded, db)
    return bands.map { waiting.pages(with: $0, atMost: most) }
  }
}
