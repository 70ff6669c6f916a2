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
    try db.cachedStatement(sql: "INSERT INTO sketch (page, bytes) VALUES (?, ?)")
      .execute(arguments: [page, Data(sketch.bytes)])
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
    let statement = try db.cachedStatement(sql: "SELECT bytes FROM sketch WHERE page = ?")
    return try Row.fetchOne(statement, arguments: [page]).map {
      try NearDuplicateIndex.sketch($0, column: 0)
    }
  }

  /// - Throws: `SQLITE_CORRUPT`.
  static func sketch(_ row: Row, column: Int) throws -> TextSketch {
    let sketch = try row.withUnsafeData(atIndex: column) { $0.flatMap(TextSketch.init(bytes:)) }
    guard let sketch else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a sketch is damaged")
    }
    return sketch
  }

  /// Of each band, by its place in the sketch, the pages taken in first.
  private static let lookup = (1...TextSketch.bandCount).map {
    "SELECT \($0 - 1), page FROM (SELECT page FROM band WHERE hash = ?\($0) ORDER BY page"
      + " LIMIT ?\(TextSketch.bandCount + 1))"
  }.joined(separator: " UNION ALL ")

  /// The near-duplicates of a text among all other articles, by page number.
  func neighbours(of sketch: TextSketch, except page: Int64) throws -> [Neighbour] {
    var candidates = try self.candidates(sketch.bands)
    candidates.remove(page)
    return try candidates.sorted().compactMap { candidate in
      guard let other = try self.sketch(of: candidate), sketch.isNearDuplicate(of: other) else {
        return nil
      }
      return Neighbour(page: candidate, distance: sketch.distance(to: other))
    }
  }

  /// Pages that may have one of the bands.
  private func candidates(_ bands: [Int64]) throws -> Set<Int64> {
    var pages = [[Int64]](repeating: [], count: bands.count)
    let find = try db.cachedStatement(sql: NearDuplicateIndex.lookup)
    let rows = try Row.fetchCursor(
      find, arguments: StatementArguments(bands + [Int64(mostPerBand)]))
    while let row = try rows.next() { pages[row[0]].append(row[1]) }
    for (band, waiting) in try waiting(bands).enumerated() {
      // Those in the index were taken in before, and some may be there and here.
      let room = mostPerBand - pages[band].count
      pages[band] += waiting.filter { !pages[band].contains($0) }.prefix(max(0, room))
    }
    return Set(pages.joined())
  }

  /// Of each band the pages that are not in the index yet.
  private func waiting(_ bands: [Int64]) throws -> [[Int64]] {
    let banded = try NewestBands.banded(db)
    if let pages = newest?.pages(with: bands, after: banded) { return pages }
    let waiting = try PagesByBand(after: banded, db)
    return bands.map { waiting[$0] }
  }
}
