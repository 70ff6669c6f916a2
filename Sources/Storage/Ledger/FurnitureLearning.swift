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
        FROM (SELECT page, near_duplicate_of FROM article WHERE host = ?
          ORDER BY ingested_at DESC LIMIT ?) a
        CROSS JOIN page_lines l ON l.page = a.page
        """)
    let rows = try Row.fetchCursor(statement, arguments: [host, rule.window])
    var clusterOfText: [Int64: Int64] = [:]
    var seen: [(cluster: Int64, lines: Range<Int>)] = []
    var hashes: [UInt64] = []
    while let row = try rows.next() {
      let (named, text): (Int64, Int64) = (row[1], row[2])
      let cluster = clusterOfText[text] ?? named
      clusterOfText[text] = cluster
      let start = hashes.count
      try row.withUnsafeData(atIndex: 3) { LineHashes.append($0 ?? Data(), to: &hashes) }
      seen.append((cluster, start..<hashes.count))
    }
    // The pages of a cluster stand together, so that a line knows by the last one that saw it.
    seen.sort { $0.cluster < $1.cluster }
    var tally = LineTally(of: hashes, inAtLeast: rule.leastClusters)
    var clusters = 0
    var last: Int64?
    for (cluster, lines) in seen {
      if cluster != last { clusters += 1 }
      last = cluster
      for line in lines { tally.see(hashes[line], in: clusters) }
    }
    pages = seen.count
    self.clusters = clusters
    let known = Set(known)
    lines = tally.lines.filter { line, count in
      let share = known.contains(line) ? rule.leastShare / 2 : rule.leastShare
      return count * 100 >= share * clusters
    }.map(\.line).sorted()
  }
}

/// Counts in how many clusters lines are.
private struct LineTally {
  private let leastClusters: Int

  /// How often about a line is there, by some of its bits: most are there once, and are not counted exactly.
  private var often: [UInt8]
  private var counts: [UInt64: (count: Int, last: Int)] = [:]

  /// - Parameter lines: All that will be seen.
  init(of lines: [UInt64], inAtLeast clusters: Int) {
    leastClusters = clusters
    var size = 1 << 10
    while size < lines.count { size *= 2 }
    often = Array(repeating: 0, count: size)
    for line in lines {
      let place = Int(truncatingIfNeeded: line) & (size - 1)
      if often[place] < .max { often[place] += 1 }
    }
  }

  /// - Parameter cluster: Numbered from 1; one cluster's lines come together.
  mutating func see(_ line: UInt64, in cluster: Int) {
    let seen = often[Int(truncatingIfNeeded: line) & (often.count - 1)]
    guard seen == .max || seen >= leastClusters else { return }
    var (count, last) = counts[line] ?? (0, 0)
    if last != cluster { count += 1 }
    last = cluster
    counts[line] = (count, last)
  }

  /// Those in at least so many clusters.
  var lines: [(line: UInt64, count: Int)] {
    counts.filter { $0.value.count >= leastClusters }.map { ($0.key, $0.value.count) }
  }
}

/// Hashes of lines as their columns have them: 8 bytes each, little endian.
enum LineHashes {
  /// A page of more distinct lines is a list; what it shares with others shows in the first.
  static let most = 400

  static func bytes(_ hashes: some Sequence<UInt64>) -> [UInt8] {
    hashes.map { $0.littleEndian }.withUnsafeBytes { Array($0) }
  }

  static func hashes(_ bytes: Data) -> [UInt64] {
    var hashes: [UInt64] = []
    append(bytes, to: &hashes)
    return hashes
  }

  static func append(_ bytes: Data, to hashes: inout [UInt64]) {
    bytes.withUnsafeBytes { raw in
      for place in 0..<raw.count / 8 {
        hashes.append(
          UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)))
      }
    }
  }
}
