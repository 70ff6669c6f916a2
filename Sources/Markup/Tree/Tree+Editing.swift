extension Tree {
  /// Gives back the memory of all nodes and texts; a document node alone is left, and the limits that parsing met.
  public mutating func letGo() {
    let exceeded = exceeded
    self = Tree()
    self.exceeded = exceeded
  }

  /// Takes a node with all below it out of the tree; its record stays and may be put elsewhere.
  public mutating func detach(_ node: NodeID) { nodes.detach(node.index) }

  /// Makes a node the last child of another, taking it from where it was.
  ///
  /// - Precondition: `parent` is not below `node`.
  public mutating func append(_ node: NodeID, to parent: NodeID) {
    nodes.append(node.index, to: parent.index)
  }

  /// Puts a node before one that has a parent, taking it from where it was.
  ///
  /// - Precondition: `sibling` is not `node` nor below it.
  public mutating func insert(_ node: NodeID, before sibling: NodeID) {
    nodes.insert(node.index, before: sibling.index)
  }

  /// Puts the children of a node in its place and detaches it.
  public mutating func unwrap(_ node: NodeID) {
    guard parent(node) != nil else { return }
    while let child = firstChild(node) { insert(child, before: node) }
    detach(node)
  }

  /// Moves all children of a node to the end of another's.
  public mutating func moveChildren(of node: NodeID, to parent: NodeID) {
    while let child = firstChild(node) { append(child, to: parent) }
  }

  /// Gives an element another name; its attributes and children stay.
  public mutating func rename(_ node: NodeID, to tag: Tag) {
    nodes[Int(node.index)].tag = tag
    nodes[Int(node.index)].namespace = .html
  }

  /// Gives a text or comment another text (UTF-8).
  public mutating func replaceText(_ node: NodeID, with text: some Sequence<UInt8>) {
    nodes[Int(node.index)].content = store(text)
  }

  /// Gives a text or comment a part of the arena as its text.
  public mutating func replaceText(_ node: NodeID, with range: ByteRange) {
    precondition(range.indices.upperBound <= bytes.count)
    nodes[Int(node.index)].content = range
  }

  /// Gives an element an attribute, or another value to the one it has.
  public mutating func setAttribute(
    _ node: NodeID, _ name: AttributeName, to value: some Sequence<UInt8>
  ) {
    let value = store(value)
    ownAttributes(node)
    let range = nodes[Int(node.index)].content.indices
    if let i = range.first(where: { allAttributes[$0].name == name }) {
      allAttributes[i].value = value
      return
    }
    if range.upperBound != allAttributes.count { copyAttributes(node) }
    allAttributes.append(Attribute(name: name, value: value))
    nodes[Int(node.index)].content.count += 1
  }

  /// Takes an attribute from an element.
  public mutating func removeAttribute(_ node: NodeID, _ name: AttributeName) {
    ownAttributes(node)
    let range = nodes[Int(node.index)].content.indices
    guard let i = range.first(where: { allAttributes[$0].name == name }) else { return }
    for j in i..<range.upperBound - 1 { allAttributes[j] = allAttributes[j + 1] }
    nodes[Int(node.index)].content.count -= 1
  }

  private mutating func ownAttributes(_ node: NodeID) {
    if nodes[Int(node.index)].sharesAttributes { copyAttributes(node) }
  }

  private mutating func copyAttributes(_ node: NodeID) {
    let range = nodes[Int(node.index)].content.indices
    let start = allAttributes.count
    for i in range { allAttributes.append(allAttributes[i]) }
    nodes[Int(node.index)].content = ByteRange(start..<allAttributes.count)
    nodes[Int(node.index)].sharesAttributes = false
  }
}
