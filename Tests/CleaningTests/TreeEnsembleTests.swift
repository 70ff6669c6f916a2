import Testing

@testable import Cleaning

/// Trees as they are trained: nodes that name their children.
private indirect enum Node {
  case leaf(Float)
  case split(feature: Int, threshold: Float, left: Node, right: Node)

  /// A tree of so many leaves, drawn at random.
  static func drawn(leaves: Int, features: Int, by random: inout some RandomNumberGenerator) -> Node
  {
    guard leaves > 1 else { return .leaf(Float.random(in: -1...1, using: &random)) }
    let left = Int.random(in: 1..<leaves, using: &random)
    return .split(
      feature: Int.random(in: 0..<features, using: &random),
      threshold: Float(Int.random(in: 0..<8, using: &random)) / 8,
      left: drawn(leaves: left, features: features, by: &random),
      right: drawn(leaves: leaves - left, features: features, by: &random))
  }

  func value(for row: [Float]) -> Float {
    switch self {
    case .leaf(let value): value
    case .split(let feature, let threshold, let left, let right):
      row[feature] <= threshold ? left.value(for: row) : right.value(for: row)
    }
  }

  var count: Int {
    switch self {
    case .leaf: 1
    case .split(_, _, let left, let right): 1 + left.count + right.count
    }
  }

  /// The nodes in pre-order, `place` being the number of the first.
  func encoded(at place: Int = 0) -> [UInt8] {
    func bytes(_ feature: Int, _ right: Int, _ value: Float) -> [UInt8] {
      let pattern = value.bitPattern
      return [
        UInt8(feature & 255), UInt8(feature >> 8), UInt8(right & 255), UInt8(right >> 8),
      ] + (0..<4).map { UInt8(truncatingIfNeeded: pattern >> UInt32(8 * $0)) }
    }
    switch self {
    case .leaf(let value): return bytes(0xffff, 0, value)
    case .split(let feature, let threshold, let left, let right):
      let rightPlace = place + 1 + left.count
      return bytes(feature, rightPlace, threshold) + left.encoded(at: place + 1)
        + right.encoded(at: rightPlace)
    }
  }

  static func encoded(_ trees: [Node]) -> [UInt8] {
    [UInt8(trees.count), 0, 0, 0]
      + trees.flatMap { [UInt8($0.count & 255), UInt8($0.count >> 8)] + $0.encoded() }
  }
}

/// SplitMix64, of Steele, Lea and Flood, 2014.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}

@Suite struct TreeEnsembleTests {
  private func logits(_ ensemble: TreeEnsemble, _ rows: [[Float]]) -> [Float] {
    let width = rows.first?.count ?? 0
    return rows.flatMap { $0 }.withUnsafeBufferPointer { numbers in
      guard let first = numbers.baseAddress else { return [] }
      return ensemble.logits(of: rows.indices.map { first + $0 * width })
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 30])
  func `rates any number of rows as a walk down each tree does`(count: Int) throws {
    var random = Seeded(state: UInt64(count) + 1)
    let trees = [1, 2, 5, 16, 31, 32].map { Node.drawn(leaves: $0, features: 6, by: &random) }
    // Thresholds themselves, what lies between them, and what is no number.
    let rows = (0..<count).map { _ in
      (0..<6).map { _ in
        Int.random(in: 0..<40, using: &random) == 0
          ? Float.nan : Float(Int.random(in: 0..<16, using: &random)) / 16
      }
    }
    let ensemble = try #require(TreeEnsemble(Node.encoded(trees)))

    let rated = logits(ensemble, rows)

    #expect(ensemble.width <= 6)
    #expect(rated == rows.map { row in trees.reduce(Float(0)) { $0 + $1.value(for: row) } })
  }

  @Test func `refuses bytes that are no trees`() {
    let tree = Node.split(feature: 0, threshold: 0, left: .leaf(1), right: .leaf(2))
    let whole = Node.encoded([tree])
    var astray = whole
    // The right child within the first node.
    astray[8] = 1
    var random = Seeded(state: 1)
    let tooMany = Node.drawn(leaves: 33, features: 2, by: &random)

    #expect(TreeEnsemble(whole) != nil)
    #expect(TreeEnsemble(astray) == nil)
    #expect(TreeEnsemble(whole + [0]) == nil)
    #expect(TreeEnsemble(Node.encoded([tooMany])) == nil)
    for length in whole.indices { #expect(TreeEnsemble(Array(whole[..<length])) == nil) }
  }
}
