extension Tree {
  /// The tag of this name in this tree, numbered if it is new; ASCII capitals become small.
  public mutating func intern(tag name: String) -> Tag {
    Tag(rawValue: names.intern(Array(name.utf8).span))
  }

  /// The attribute name of this spelling in this tree, numbered if it is new.
  public mutating func intern(attribute name: String) -> AttributeName {
    AttributeName(rawValue: names.intern(Array(name.utf8).span))
  }

  /// Adds bytes of UTF-8 to the arena; what is not UTF-8 is replaced by U+FFFD.
  public mutating func store(_ new: some Sequence<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: new)
    if let repaired = UTF8Repair.repair(Array(bytes[start...])) {
      bytes.replaceSubrange(start..., with: repaired)
    }
    return ByteRange(start..<bytes.count)
  }

  /// A new element that stands nowhere yet.
  public mutating func makeElement(
    _ tag: Tag, namespace: Namespace = .html, attributes: [(AttributeName, String)] = []
  ) -> NodeID {
    let start = allAttributes.count
    for (name, value) in attributes {
      allAttributes.append(Attribute(name: name, value: store(value.utf8)))
    }
    var node = Node(.element)
    node.tag = tag
    node.namespace = namespace
    node.content = ByteRange(start..<allAttributes.count)
    return make(node)
  }

  /// A new text that stands nowhere yet.
  public mutating func makeText(_ text: some Sequence<UInt8>) -> NodeID {
    var node = Node(.text)
    node.content = store(text)
    return make(node)
  }

  /// A text node without a parent over bytes that the tree has, which are its source too.
  public mutating func makeText(at range: ByteRange) -> NodeID {
    var node = Node(.text)
    node.content = range
    node.source = range
    return make(node)
  }

  /// Adds a new element as the last child of a node.
  @discardableResult
  public mutating func append(
    element tag: Tag, attributes: [(AttributeName, String)] = [], to parent: NodeID
  ) -> NodeID {
    let node = makeElement(tag, attributes: attributes)
    append(node, to: parent)
    return node
  }

  /// Adds a new text as the last child of a node.
  @discardableResult
  public mutating func append(text: String, to parent: NodeID) -> NodeID {
    let node = makeText(text.utf8)
    append(node, to: parent)
    return node
  }

  mutating func make(_ node: Node) -> NodeID {
    nodes.append(node)
    return NodeID(UInt32(truncatingIfNeeded: nodes.count - 1))
  }
}
