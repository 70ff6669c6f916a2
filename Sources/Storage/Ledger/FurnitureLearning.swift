import Domain
import Foundation
import GRDB

/// What the newest pages of a host have in common (docs/decisions/0062-learnt-boilerplate.md).
struct FurnitureLearning {
  let pages: Int

  /// Pages of one near-duplicate cluster, or with the same text, are one.
  let clusters: Int

  /// Ascending.
  let lines: [UInt64]

  /// - Parameter known: The lines of the version before, which stay down to half the share.
  init(host: String, rule: FurnitureRule, known: [UInt64], _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT l.page, coalesce(a.near_duplicate_of, l.page), l.text, l.lines
        FROM page_lines l CROSS JOIN article a ON a.page = l.page
        WHERE l.host = ? ORDER BY l.page DESC LIMIT ?
        """)
    let rows = try Row.fetchCursor(statement, arguments: [host, rule.window])
    var clusterOfText: [Int64: Int64] = [:]
    var sightings: [Sighting] = []
    var clusters: Set<Int64> = []
    var pages = 0
    while let row = try rows.next() {
      let (named, text, lines): (Int64, Int64, Data) = (row[1], row[2], row[3])
      let cluster = clusterOfText[text] ?? named
      clusterOfText[text] = cluster
      clusters.insert(cluster)
      pages += 1
      for line in LineHashes.hashes(Array(lines)) {
        sightings.append(Sighting(line: line, cluster: cluster))
      }
    }
    self.pages = pages
    self.clusters = clusters.count
    lines = FurnitureLearning.shared(
      &sightings, among: clusters.count, by: rule, known: Set(known))
  }

  private struct Sighting: Comparable {
    var line: UInt64
    var cluster: Int64

    static func < (a: Sighting, b: Sighting) -> Bool {
      (a.line, a.cluster) < (b.line, b.cluster)
    }
  }

  /// Sorted, equal lines stand together: a dictionary of sets would take ten times the room.
  private static func shared(
    _ sightings: inout [Sighting], among clusters: Int, by rule: FurnitureRule,
    known: Set<UInt64>
  ) -> [UInt64] {
    sightings.sort()
    var lines: [UInt64] = []
    var start = 0
    while start < sightings.count {
      let line = sightings[start].line
      var (end, count) = (start, 0)
      var last: Int64?
      while end < sightings.count, sightings[end].line == line {
        if sightings[end].cluster != last { count += 1 }
        last = sightings[end].cluster
        end += 1
      }
      let share = known.contains(line) ? rule.leastShare / 2 : rule.leastShare
      if count >= rule.leastClusters, count * 100 >= share * clusters { lines.append(line) }
      start = end
    }
    return lines
  }
}

/// Hashes of lines as their columns have them: 8 bytes each, little endian.
enum LineHashes {
  /// A page of more distinct lines is a list; what it shares with others shows in the first.
  static let most = 400

  static func bytes(_ hashes: some Sequence<UInt64>) -> [UInt8] {
    hashes.flatMap { hash in (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) } }
  }

  static func hashes(_ bytes: [UInt8]) -> [UInt64] {
    bytes.withUnsafeBytes { raw in
      (0..<raw.count / 8).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
      }
    }
  }
}
