import Foundation
import GRDB
import TextAnalysis

/// Clusters of near-duplicates, kept up as articles come and go.
///
/// A cluster is a connected component, so it is the same whatever the order of ingest; its members
/// but the head point at the head (`article.near_duplicate_of`).
struct Clusters {
  let db: Database
  let index: NearDuplicateIndex

  /// A cluster of more members is not split when one goes: it would hold up the writer.
  private let mostToSplit: Int

  init(db: Database, newest: NewestBands?, mostToSplit: Int = 2000) {
    self.db = db
    index = NearDuplicateIndex(db: db, newest: newest)
    self.mostToSplit = mostToSplit
  }

  /// Puts a new article in its place; returns the head of its cluster where that is another.
  ///
  /// The article's row must be there. Others whose head changes are changed by it; that the article
  /// itself is, its writer says.
  func insert(_ sketch: TextSketch?, page: Int64) throws -> Int64? {
    guard let sketch else { return nil }
    let heads = try index.heads(of: sketch, except: page)
    try index.insert(sketch, page: page)
    guard !heads.isEmpty else { return nil }
    let best = try first(of: heads.union([page]))
    for head in heads where head != best { try point(try members(of: head), at: best) }
    guard best != page else { return nil }
    let statement = try db.cachedStatement(
      sql: "UPDATE article SET near_duplicate_of = ? WHERE page = ?")
    try statement.execute(arguments: [best, page])
    return best
  }

  /// Takes an article out, before its row goes.
  func remove(_ page: Int64) throws {
    let members = try members(of: try index.head(of: page) ?? page).filter { $0 != page }
    try index.remove(page)
    guard !members.isEmpty else { return }
    let parts = members.count > mostToSplit ? [members] : try components(of: members)
    for part in parts { try point(part, at: try first(of: part)) }
  }

  private func members(of head: Int64) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: "SELECT page FROM article WHERE near_duplicate_of = ?")
    return try [head] + Int64.fetchAll(statement, arguments: [head])
  }

  /// The one of these that leads a cluster of them all.
  private func first(of pages: some Collection<Int64>) throws -> Int64 {
    guard let best = try pages.map({ try Rank(of: $0, db) }).min() else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "a cluster has no member")
    }
    return best.page
  }

  /// Has articles point at their head, and the head at none; raises the change of those that did not.
  private func point(_ pages: [Int64], at head: Int64) throws {
    let point = try db.cachedStatement(
      sql: """
        UPDATE article SET near_duplicate_of = nullif(?1, page)
        WHERE page = ?2 AND near_duplicate_of IS NOT nullif(?1, page)
        """)
    let touch = try db.cachedStatement(sql: "UPDATE page SET change = ? WHERE number = ?")
    for page in pages {
      try point.execute(arguments: [head, page])
      guard db.changesCount > 0 else { continue }
      try touch.execute(arguments: [try nextChange(db), page])
    }
  }

  /// The connected components of these articles.
  private func components(of pages: [Int64]) throws -> [[Int64]] {
    var rest = try pages.compactMap { page in
      try index.sketch(of: page).map { (page: page, sketch: $0) }
    }
    var components: [[Int64]] = []
    while let first = rest.popLast() {
      var component = [first]
      var next = 0
      while next < component.count, !rest.isEmpty {
        let sketch = component[next].sketch
        let split = rest.partition { $0.sketch.isNearDuplicate(of: sketch) }
        component += rest[split...]
        rest.removeSubrange(split...)
        next += 1
      }
      components.append(component.map(\.page))
    }
    return components
  }
}

/// What makes one copy of several the head: published earliest, then by the hash of its bytes, then by
/// URL, which two pages of the same bytes differ by.
struct Rank: Comparable {
  let page: Int64
  private let published: Int64
  private let digest: Data
  private let url: String

  init(of page: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT a.published_at, p.latest, p.url FROM article a
        CROSS JOIN page p ON p.number = a.page WHERE a.page = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [page]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a near-duplicate is gone")
    }
    self.page = page
    // One without a time may have been published at any: it comes after those that say.
    let time: Int64 = row[0]
    published = time == unknownTime ? .max : time
    digest = row[1]
    url = row[2] ?? ""
  }

  static func < (a: Rank, b: Rank) -> Bool {
    guard a.published == b.published else { return a.published < b.published }
    guard a.digest == b.digest else { return a.digest.lexicographicallyPrecedes(b.digest) }
    return a.url < b.url
  }

  static func == (a: Rank, b: Rank) -> Bool { a.page == b.page }
}
