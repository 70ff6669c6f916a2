/// A gradient-boosted ensemble of decision trees over rows of numbers, giving log odds.
///
/// Trees are not walked: each split, whatever tree it is of, rules out the leaves on its side that a row does not take, and
/// the first leaf of a tree that no split has ruled out is the row's. That asks many splits of every tree, but of eight rows
/// at once and nearly without a branch: ten times as fast as walking, whose every step is a branch nobody can guess. Source:
/// Lucchese et al. 2015, "QuickScorer", and 2016, "Exploiting CPU SIMD Extensions to Speed-up Document Scoring with Tree
/// Ensembles".
///
/// Encoded as bytes, little-endian: `count` (UInt32), then per tree its node count (UInt16) and its nodes of 8 bytes in
/// pre-order, the left child behind its parent: feature (UInt16, 0xffff for a leaf), right child within the tree (UInt16),
/// threshold or leaf value (Float32). A tree has 32 leaves at most.
struct TreeEnsemble: Sendable {
  /// One number of eight rows, and for each of them the leaves of a tree that it may still reach, a bit each.
  private typealias Numbers = SIMD8<Float>
  private typealias Leaves = SIMD8<UInt32>

  /// Rows go left that have at most the threshold; others lose the leaves that `kept` lacks.
  private struct Split {
    var threshold: Float
    var kept: UInt32
    var tree: UInt32
  }

  /// The splits by one feature end before `end` of all.
  private struct Column {
    var feature: UInt16
    var end: Int
  }

  private static let leaf: UInt16 = 0xffff
  private static let mostLeaves = 32

  private var splits: [Split] = []
  private var columns: [Column] = []
  private var leaves: [Float] = []

  /// For each tree the place of its first leaf.
  private var firstLeaves: [Int] = []

  /// The features that some tree asks for must stand in a row of this many numbers.
  private(set) var width = 0

  /// No tree: every row is as likely as not.
  static let empty = TreeEnsemble()

  private init() {}

  /// The ensemble, or nil unless the bytes are whole.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let count = reader.long() else { return nil }
    var features: [UInt16] = []
    for tree in 0..<count {
      guard let nodes = reader.nodes() else { return nil }
      firstLeaves.append(leaves.count)
      guard let leavesBefore = TreeEnsemble.leavesBefore(nodes) else { return nil }
      for (index, node) in nodes.enumerated() {
        guard node.feature != TreeEnsemble.leaf else {
          leaves.append(node.value)
          continue
        }
        // What goes right cannot reach the leaves of the left child.
        let lost = UInt64(1) << leavesBefore[node.right] - UInt64(1) << leavesBefore[index + 1]
        splits.append(
          Split(threshold: node.value, kept: ~UInt32(truncatingIfNeeded: lost), tree: tree))
        features.append(node.feature)
      }
    }
    guard reader.isAtEnd else { return nil }
    order(by: features)
  }

  /// For each node of a tree, and its end, how many leaves come before; nil unless it is a tree in pre-order.
  private static func leavesBefore(_ nodes: [Node]) -> [UInt64]? {
    var ends = [Int](repeating: 0, count: nodes.count)
    for (index, node) in nodes.enumerated().reversed() {
      if node.feature == leaf {
        ends[index] = index + 1
      } else {
        guard node.right > index + 1, node.right < nodes.count, ends[index + 1] == node.right
        else { return nil }
        ends[index] = ends[node.right]
      }
    }
    var before: [UInt64] = [0]
    for node in nodes { before.append(before[before.count - 1] + (node.feature == leaf ? 1 : 0)) }
    return ends.first == nodes.count && before[nodes.count] <= mostLeaves ? before : nil
  }

  /// Puts splits by the same feature side by side, the least threshold first: its numbers are taken out of the rows once, and
  /// where all of them go left they go left at every split behind.
  private mutating func order(by features: [UInt16]) {
    width = features.max().map { Int($0) + 1 } ?? 0
    var next = [Int](repeating: 0, count: width + 1)
    for feature in features { next[Int(feature) + 1] += 1 }
    for feature in 0..<width {
      next[feature + 1] += next[feature]
      if next[feature + 1] > next[feature] {
        columns.append(Column(feature: UInt16(feature), end: next[feature + 1]))
      }
    }
    var ordered = splits
    for (feature, split) in zip(features, splits) {
      ordered[next[Int(feature)]] = split
      next[Int(feature)] += 1
    }
    var start = 0
    for column in columns {
      ordered[start..<column.end].sort { $0.threshold < $1.threshold }
      start = column.end
    }
    splits = ordered
  }

  /// The log odds of rows of at least `width` features each.
  ///
  /// - Complexity: O(rows × splits).
  func logits(of rows: [UnsafePointer<Float>]) -> [Float] {
    guard !rows.isEmpty else { return [] }
    var logits: [Float] = []
    logits.reserveCapacity(rows.count)
    withUnsafeTemporaryAllocation(of: Leaves.self, capacity: firstLeaves.count) { reachable in
      for start in stride(from: 0, to: rows.count, by: Numbers.scalarCount) {
        let sums = sums(of: rows, from: start, reachable)
        for lane in 0..<min(Numbers.scalarCount, rows.count - start) { logits.append(sums[lane]) }
      }
    }
    return logits
  }

  /// The log odds of eight rows from one on; behind the last one, of the last again.
  private func sums(
    of rows: [UnsafePointer<Float>], from start: Int,
    _ reachable: UnsafeMutableBufferPointer<Leaves>
  ) -> Numbers {
    reachable.initialize(repeating: Leaves(repeating: .max))
    let last = rows.count - 1
    let (row0, row1) = (rows[start], rows[min(start + 1, last)])
    let (row2, row3) = (rows[min(start + 2, last)], rows[min(start + 3, last)])
    let (row4, row5) = (rows[min(start + 4, last)], rows[min(start + 5, last)])
    let (row6, row7) = (rows[min(start + 6, last)], rows[min(start + 7, last)])
    splits.withUnsafeBufferPointer { splits in
      var start = 0
      for column in columns {
        let feature = Int(column.feature)
        let (n0, n1, n2, n3) = (row0[feature], row1[feature], row2[feature], row3[feature])
        let (n4, n5, n6, n7) = (row4[feature], row5[feature], row6[feature], row7[feature])
        let numbers = Numbers(n0, n1, n2, n3, n4, n5, n6, n7)
        // A number that is none (NaN) goes right everywhere, and shows in the sum.
        let sum = ((n0 + n1) + (n2 + n3)) + ((n4 + n5) + (n6 + n7))
        let greatest =
          sum.isNaN ? sum : max(max(max(n0, n1), max(n2, n3)), max(max(n4, n5), max(n6, n7)))
        var place = start
        while place < column.end, !(greatest <= splits[place].threshold) {
          let split = splits[place]
          let goesLeft = numbers .<= Numbers(repeating: split.threshold)
          // A mask of SIMD is all ones where it holds.
          reachable[Int(split.tree)] &=
            unsafeBitCast(goesLeft, to: Leaves.self) | Leaves(repeating: split.kept)
          place += 1
        }
        start = column.end
      }
    }
    return sum(ofFirst: UnsafeBufferPointer(reachable))
  }

  /// The sums of the first leaves that rows can reach, tree by tree.
  private func sum(ofFirst reachable: UnsafeBufferPointer<Leaves>) -> Numbers {
    var sum = Numbers.zero
    leaves.withUnsafeBufferPointer { leaves in
      for (tree, first) in firstLeaves.enumerated() {
        let bits = reachable[tree]
        sum += Numbers(
          leaves[first + bits[0].trailingZeroBitCount],
          leaves[first + bits[1].trailingZeroBitCount],
          leaves[first + bits[2].trailingZeroBitCount],
          leaves[first + bits[3].trailingZeroBitCount],
          leaves[first + bits[4].trailingZeroBitCount],
          leaves[first + bits[5].trailingZeroBitCount],
          leaves[first + bits[6].trailingZeroBitCount],
          leaves[first + bits[7].trailingZeroBitCount])
      }
    }
    return sum
  }

  /// The probability, 0 to 1, that log odds say.
  static func probability(_ logit: Float) -> Float { 1 / (1 + exponential(-logit)) }

  /// e to the power of x within 2e-6, without a math library: range reduction to a power of two, then a polynomial
  /// (the Taylor series to the sixth order on |r| ≤ ln 2 / 2).
  static func exponential(_ x: Float) -> Float {
    let limited = min(max(x, -80), 80)
    let power = (limited * 1.442_695).rounded()
    let r = limited - power * 0.693_147_18
    let series = 1 + r * (1 + r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r / 720)))))
    return series * Float(sign: .plus, exponent: Int(power), significand: 1)
  }
}

extension TreeEnsemble {
  /// A node as it is encoded.
  private struct Node {
    var feature: UInt16
    var right: Int
    var value: Float
  }

  /// Reads trees off the front of bytes.
  private struct Reader {
    var bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func long() -> UInt32? {
      guard let low = short(), let high = short() else { return nil }
      return UInt32(high) << 16 | UInt32(low)
    }

    mutating func short() -> UInt16? {
      guard position + 2 <= bytes.count else { return nil }
      defer { position += 2 }
      return UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8
    }

    mutating func nodes() -> [Node]? {
      guard let count = short(), count > 0 else { return nil }
      var nodes: [Node] = []
      nodes.reserveCapacity(Int(count))
      for _ in 0..<count {
        guard let feature = short(), let right = short(), let pattern = long() else { return nil }
        nodes.append(Node(feature: feature, right: Int(right), value: Float(bitPattern: pattern)))
      }
      return nodes
    }
  }
}
