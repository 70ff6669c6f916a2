extension Tree {
  @inlinable public func kind(_ node: NodeID) -> NodeKind { nodes[Int(node.index)].kind }

  /// The tag of an element; of other nodes a tag that equals no element's.
  @inlinable public func tag(_ node: NodeID) -> Tag { nodes[Int(node.index)].tag }

  @inlinable
  public func namespace(_ node: NodeID) -> Namespace { nodes[Int(node.index)].namespace }

  /// Whether the node is an HTML element of this tag.
  @inlinable
  public func isElement(_ node: NodeID, _ tag: Tag) -> Bool {
    nodes[Int(node.index)].tag == tag && nodes[Int(node.index)].namespace == .html
  }

  /// The text of a text node or comment, empty for other nodes.
  @inlinable
  public func text(_ node: NodeID) -> ByteRange {
    switch nodes[Int(node.index)].kind {
    case .text, .comment: nodes[Int(node.index)].content
    case .document, .doctype, .element, .templateContents: ByteRange(start: 0, count: 0)
    }
  }

  /// The bytes of the source that made the node: from its start tag to where it was closed.
  ///
  /// An implied element (a `tbody`) begins at the tag that implied it; empty for what no source made
  /// (an implied `head`, an edit).
  @inlinable
  public func source(_ node: NodeID) -> ByteRange { nodes[Int(node.index)].source }

  /// The name of a tag as this tree spells it.
  public func name(_ tag: Tag) -> String { String(decoding: names[tag.rawValue], as: UTF8.self) }

  /// The name of an attribute as this tree spells it.
  public func name(_ attribute: AttributeName) -> String {
    String(decoding: names[attribute.rawValue], as: UTF8.self)
  }

  /// The bytes of a tag's name.
  public func nameBytes(_ tag: Tag) -> ArraySlice<UInt8> { names[tag.rawValue] }

  /// The bytes of an attribute's name.
  public func nameBytes(_ attribute: AttributeName) -> ArraySlice<UInt8> {
    names[attribute.rawValue]
  }

  /// The tag of this name (ASCII capitals count as small letters), where this tree knows it.
  public func tag(named name: String) -> Tag? {
    names.number(of: Array(name.utf8).span).map(Tag.init(rawValue:))
  }

  /// The attribute name of this spelling, where this tree knows it.
  public func attributeName(_ name: String) -> AttributeName? {
    names.number(of: Array(name.utf8).span).map(AttributeName.init(rawValue:))
  }
}

extension Tree {
  /// Calls the body with the bytes of a range of the arena.
  @inlinable
  public func withBytes<Result>(
    _ range: ByteRange, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { all in
      // `extracting` checks the range against the arena's end.
      try body(all.extracting(range.indices))
    }
  }

  /// The bytes of a range of the arena as a string.
  public func string(_ range: ByteRange) -> String {
    String(decoding: bytes[range.indices], as: UTF8.self)
  }

  /// The text of all text nodes within a node, in order; those of templates are left out.
  public func textContent(_ node: NodeID) -> String {
    textContent(node, limit: .max) ?? ""
  }

  /// The same where it has no more bytes than the limit, else nil, found out without reading on.
  public func textContent(_ node: NodeID, limit: Int) -> String? {
    if kind(node) == .text {
      return text(node).count <= limit ? string(text(node)) : nil
    }
    var result: [UInt8] = []
    var next = firstChild(node)
    while let each = next {
      if kind(each) == .text {
        if result.count + Int(text(each).count) > limit { return nil }
        result += bytes[text(each).indices]
      }
      next =
        kind(each) == .templateContents
        ? nextAfterSubtree(each, within: node) : nextInOrder(each, within: node)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Tree {
  /// The number of attributes of an element.
  @inlinable
  public func attributeCount(_ node: NodeID) -> Int {
    let record = nodes[Int(node.index)]
    return record.kind == .element ? Int(record.content.count) : 0
  }

  /// The attributes of an element, in the order of the source.
  @inlinable
  public func attributes(_ node: NodeID) -> ArraySlice<Attribute> {
    let record = nodes[Int(node.index)]
    return record.kind == .element ? allAttributes[record.content.indices] : []
  }

  /// Where the attributes of an element stand in `allAttributes`: walking these keeps no reference to the array.
  @inline(__always)
  func attributeIndices(_ node: NodeID) -> Range<Int> {
    let record = nodes[Int(node.index)]
    return record.kind == .element ? record.content.indices : 0..<0
  }

  /// Where the value of an attribute stands, nil where the element has none of this name.
  @inlinable
  public func attribute(_ node: NodeID, _ name: AttributeName) -> ByteRange? {
    let record = nodes[Int(node.index)]
    guard record.kind == .element else { return nil }
    for i in record.content.indices where allAttributes[i].name == name {
      return allAttributes[i].value
    }
    return nil
  }

  /// Calls the body with each attribute of an element, in the order of the source.
  @inlinable
  public func forEachAttribute(_ node: NodeID, _ body: (Attribute) -> Void) {
    let record = nodes[Int(node.index)]
    guard record.kind == .element else { return }
    for i in record.content.indices { body(allAttributes[i]) }
  }

  /// The value of an attribute as a string.
  public func attributeString(_ node: NodeID, _ name: AttributeName) -> String? {
    attribute(node, name).map { string($0) }
  }
}
