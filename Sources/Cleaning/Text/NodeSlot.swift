import Markup

extension NodeID {
  /// The node's place in arrays that run beside the tree's.
  @inline(__always)
  var slot: Int { Int(index) }
}
