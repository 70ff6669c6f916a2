/// The links between records, which the parser and the editing of a tree share.
extension [Node] {
  /// The last child of a node, absent where it has none.
  @inlinable
  func lastChild(of node: UInt32) -> UInt32 {
    let first = self[Int(node)].firstChild
    return first == NodeID.absent ? first : self[Int(first)].before
  }

  /// The sibling before a node, absent where it is the first or has no parent.
  @inlinable
  func previous(of node: UInt32) -> UInt32 {
    let record = self[Int(node)]
    guard record.parent != NodeID.absent, self[Int(record.parent)].firstChild != node else {
      return NodeID.absent
    }
    return record.before
  }

  /// Takes a node from its parent.
  mutating func detach(_ node: UInt32) {
    let record = self[Int(node)]
    guard record.parent != NodeID.absent else { return }
    let first = self[Int(record.parent)].firstChild
    // The last child's next is the first in this: its link back is to the last.
    let next = record.next == NodeID.absent ? first : record.next
    if next != node { self[Int(next)].before = record.before }
    if first == node {
      self[Int(record.parent)].firstChild = record.next
    } else {
      self[Int(record.before)].next = record.next
    }
    self[Int(node)].parent = NodeID.absent
    self[Int(node)].before = NodeID.absent
    self[Int(node)].next = NodeID.absent
  }

  /// Makes a node the last child of a parent.
  mutating func append(_ node: UInt32, to parent: UInt32) {
    detach(node)
    let first = self[Int(parent)].firstChild
    self[Int(node)].parent = parent
    guard first != NodeID.absent else {
      self[Int(parent)].firstChild = node
      self[Int(node)].before = node
      return
    }
    let last = self[Int(first)].before
    self[Int(node)].before = last
    self[Int(first)].before = node
    self[Int(last)].next = node
  }

  /// Puts a node before a sibling-to-be; nothing happens where that has no parent.
  mutating func insert(_ node: UInt32, before sibling: UInt32) {
    guard node != sibling, self[Int(sibling)].parent != NodeID.absent else { return }
    detach(node)
    let parent = self[Int(sibling)].parent
    let before = self[Int(sibling)].before
    self[Int(node)].parent = parent
    self[Int(node)].next = sibling
    self[Int(node)].before = before
    self[Int(sibling)].before = node
    if self[Int(parent)].firstChild == sibling {
      self[Int(parent)].firstChild = node
    } else {
      self[Int(before)].next = node
    }
  }
}
