/// A gradient-boosted ensemble of decision trees over a row of numbers, giving a probability.
///
/// Nodes lie in one array, each tree in pre-order: the left child follows its parent, the right one is named.
///
/// Encoded as bytes, little-endian: `count` (UInt32), then per tree its node count (UInt16) and its nodes of 8 bytes:
/// feature (UInt16, 0xffff for a leaf), right child within the tree (UInt16), threshold or leaf value (Float32).
struct TreeEnsemble: Sendable {
  private struct Node {
    /// The split's threshold, or the leaf's value.
    var value: Float
    var feature: UInt16
    var right: UInt16
  }

  private static let leaf: UInt16 = 0xffff

  private var nodes: [Node] = []
  private var roots: [Int32] = []

  /// The features that some tree asks for must stand in a row of this many numbers.
  private(set) var width = 0

  /// No tree: every row is as likely as not.
  static let empty = TreeEnsemble()

  private init() {}

  /// The ensemble, or nil unless the bytes are whole.
  init?(_ bytes: [UInt8]) {
    var position = 0
    func integer(_ size: Int) -> UInt32? {
      guard position + size <= bytes.count else { return nil }
      var value: UInt32 = 0
      for index in 0..<size { value |= UInt32(bytes[position + index]) << UInt32(8 * index) }
      position += size
      return value
    }
    guard let count = integer(4) else { return nil }
    for _ in 0..<count {
      guard let size = integer(2), size > 0 else { return nil }
      roots.append(Int32(nodes.count))
      for index in 0..<size {
        guard let feature = integer(2), let right = integer(2), let pattern = integer(4),
          feature == UInt32(TreeEnsemble.leaf) || right < size && right > index
        else { return nil }
        if feature != UInt32(TreeEnsemble.leaf) { width = max(width, Int(feature) + 1) }
        nodes.append(
          Node(
            value: Float(bitPattern: pattern), feature: UInt16(feature), right: UInt16(right)))
      }
    }
    guard position == bytes.count else { return nil }
  }

  /// The log odds for a row of at least `width` features.
  ///
  /// - Complexity: O(trees × depth).
  func logit(_ row: UnsafePointer<Float>) -> Float {
    var sum: Float = 0
    nodes.withUnsafeBufferPointer { nodes in
      for root in roots {
        let base = Int(root)
        var index = base
        while nodes[index].feature != TreeEnsemble.leaf {
          let node = nodes[index]
          index = row[Int(node.feature)] <= node.value ? index + 1 : base + Int(node.right)
        }
        sum += nodes[index].value
      }
    }
    return sum
  }

  /// The probability, 0 to 1, for a row of at least `width` features.
  func probability(_ row: UnsafePointer<Float>) -> Float { TreeEnsemble.probability(logit(row)) }

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
