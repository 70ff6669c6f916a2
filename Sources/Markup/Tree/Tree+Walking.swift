extension Tree {
  @inlinable
  public func parent(_ node: NodeID) -> NodeID? { NodeID(link: nodes[Int(node.index)].parent) }

  @inlinable
  public func firstChild(_ node: NodeID) -> NodeID? {
    NodeID(link: nodes[Int(node.index)].firstChild)
  }

  @inlinable
  public func lastChild(_ node: NodeID) -> NodeID? {
    NodeID(link: nodes.lastChild(of: node.index))
  }

  /// The sibling after the node.
  @inlinable
  public func next(_ node: NodeID) -> NodeID? { NodeID(link: nodes[Int(node.index)].next) }

  /// The sibling before the node.
  @inlinable
  public func previous(_ node: NodeID) -> NodeID? { NodeID(link: nodes.previous(of: node.index)) }

  /// The next node in document order below `root`: the first child, else what follows.
  @inlinable
  public func nextInOrder(_ node: NodeID, within root: NodeID) -> NodeID? {
    firstChild(node) ?? nextAfterSubtree(node, within: root)
  }

  /// The next node in document order below `root` that is not below `node`.
  @inlinable
  public func nextAfterSubtree(_ node: NodeID, within root: NodeID) -> NodeID? {
    var each = node
    while each != root {
      if let next = next(each) { return next }
      guard let up = parent(each) else { return nil }
      each = up
    }
    return nil
  }

  /// Whether `ancestor` is the node or above it.
  public func contains(_ ancestor: NodeID, _ node: NodeID) -> Bool {
    var each: NodeID? = node
    while let one = each {
      if one == ancestor { return true }
      each = parent(one)
    }
    return false
  }

  /// The document's `html` element.
  public var documentElement: NodeID? {
    var node = firstChild(.document)
    while let each = node, kind(each) != .element { node = next(each) }
    return node
  }

  /// The `head` element of the document element.
  public var head: NodeID? { childOfDocumentElement(.head) }

  /// The `body` (or `frameset`) element of the document element.
  public var body: NodeID? { childOfDocumentElement(.body) ?? childOfDocumentElement(.frameset) }

  private func childOfDocumentElement(_ tag: Tag) -> NodeID? {
    guard let root = documentElement else { return nil }
    var node = firstChild(root)
    while let each = node {
      if isElement(each, tag) { return each }
      node = next(each)
    }
    return nil
  }
}
