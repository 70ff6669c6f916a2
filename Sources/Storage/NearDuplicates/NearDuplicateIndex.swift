import Domain
import Foundation
import GRDB
import TextAnalysis

/// The sketches of articles and their bands: which articles say nearly the same.
struct NearDuplicateIndex {
  let db: Database

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
    try db.cachedStatement(sql: NearDuplicateIndex.insertion)
      .execute(arguments: StatementArguments(sketch.bands + [page]))
  }

  /// All bands in one statement, which costs a third of one for each.
  private static let insertion =
    "INSERT INTO band (hash, page) VALUES "
    + (1...TextSketch.bandCount).map { "(?\($0), ?\(TextSketch.bandCount + 1))" }
    .joined(separator: ", ")

  func remove(_ page: Int64) throws {
    guard let sketch = try sketch(of: page) else { return }
    let delete = try db.cachedStatement(sql: "DELETE FROM band WHERE hash = ? AND page = ?")
    for band in sketch.bands { try delete.execute(arguments: [band, page]) }
    try db.cachedStatement(sql: "DELETE FROM sketch WHERE page = ?").execute(arguments: [page])
  }

  func removeAll() throws {
    try db.execute(sql: "DELETE FROM band; DELETE FROM sketch")
  }

  /// Nil where the article's text is too short to have one.
  func sketch(of page: Int64) throws -> TextSketch? {
    let statement = try db.cachedStatement(sql: "SELECT bytes FROM sketch WHERE page = ?")
    guard let row = try Row.fetchOne(statement, arguments: [page]) else { return nil }
    guard let sketch = try row.withUnsafeData(atIndex: 0, { $0.flatMap(TextSketch.init(bytes:)) })
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a sketch is damaged") }
    return sketch
  }

  /// Of each band the pages taken in first.
  private static let lookup = (1...TextSketch.bandCount).map {
    "SELECT page FROM (SELECT page FROM band WHERE hash = ?\($0) ORDER BY page"
      + " LIMIT ?\(TextSketch.bandCount + 1))"
  }.joined(separator: " UNION ALL ")

  /// The near-duplicates of a text among all other articles, by page number.
  func neighbours(of sketch: TextSketch, except page: Int64) throws -> [Neighbour] {
    let find = try db.cachedStatement(sql: NearDuplicateIndex.lookup)
    var candidates = try Int64.fetchSet(
      find, arguments: StatementArguments(sketch.bands + [Int64(mostPerBand)]))
    candidates.remove(page)
    return try candidates.sorted().compactMap { candidate in
      guard let other = try self.sketch(of: candidate), sketch.isNearDuplicate(of: other) else {
        return nil
      }
      return Neighbour(page: candidate, distance: sketch.distance(to: other))
    }
  }
}
