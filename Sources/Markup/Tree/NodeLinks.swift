/// The links between records, which the parser and the editing of a tree share.
extension [Node] {
  /// Takes a node from its parent.
  mutating func detach(_ node: UInt32) {
    let record = self[Int(node)]
    guard record.parent != NodeID.absent else { return }
    if record.previous == NodeID.absent {
      self[Int(record.parent)].firstChild = record.next
    } else {
      self[Int(record.previous)].next = record.next
    }
    if record.next == NodeID.absent {
      self[Int(record.parent)].lastChild = record.previous
    } else {
      self[Int(record.next)].previous = record.previous
    }
    self[Int(node)].parent = NodeID.absent
    self[Int(node)].previous = NodeID.absent
    self[Int(node)].next = NodeID.absent
  }

  /// Makes a node the last child of a parent.
  mutating func append(_ node: UInt32, to parent: UInt32) {
    detach(node)
    let last = self[Int(parent)].lastChild
    self[Int(node)].parent = parent
    self[Int(node)].previous = last
    self[Int(parent)].lastChild = node
    if last == NodeID.absent {
      self[Int(parent)].firstChild = node
    } else {
      self[Int(last)].next = node
    }
  }

  /// Puts a node before a sibling-to-be; nothing happens where that has no parent.
  mutating func insert(_ node: UInt32, before sibling: UInt32) {
    guard node != sibling, self[Int(sibling)].parent != NodeID.absent else { return }
    detach(node)
    let parent = self[Int(sibling)].parent
    let previous = self[Int(sibling)].previous
    self[Int(node)].parent = parent
    self[Int(node)].next = sibling
    self[Int(node)].previous = previous
    self[Int(sibling)].previous = node
    if previous == NodeID.absent {
      self[Int(parent)].firstChild = node
    } else {
      self[Int(previous)].next = node
    }
  }
}
