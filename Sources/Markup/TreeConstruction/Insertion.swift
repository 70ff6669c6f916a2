/// Where a node goes: the last child of a parent, or before one of its children.
struct Place {
  var parent: UInt32
  var before = NodeID.absent
}

extension TreeConstruction {
  /// "Appropriate place for inserting a node".
  func appropriatePlace(override: OpenElement? = nil) -> Place {
    guard let target = override ?? open.last else { return Place(parent: 0) }
    if isFosterParenting, target.namespace == .html, target.properties.contains(.tableStructure) {
      return fosterPlace()
    }
    return Place(parent: contents(target))
  }

  /// The element, or of a template what it holds.
  private func contents(_ element: OpenElement) -> UInt32 {
    guard element.isHTML(.template) else { return element.node }
    let first = nodes[Int(element.node)].firstChild
    return first == NodeID.absent ? element.node : first
  }

  private func fosterPlace() -> Place {
    let template = open.lastIndex(of: .template)
    guard let table = open.lastIndex(of: .table) else {
      return Place(parent: contents(open[template ?? 0]))
    }
    if let template, template > table { return Place(parent: contents(open[template])) }
    let node = open[table].node
    if nodes[Int(node)].parent != NodeID.absent {
      return Place(parent: nodes[Int(node)].parent, before: node)
    }
    return Place(parent: contents(open[max(table - 1, 0)]))
  }

  mutating func make(_ node: Node) -> UInt32 {
    nodes.append(node)
    return UInt32(truncatingIfNeeded: nodes.count - 1)
  }

  mutating func insert(_ node: UInt32, at place: Place) {
    if place.before == NodeID.absent {
      nodes.append(node, to: place.parent)
    } else {
      nodes.insert(node, before: place.before)
    }
  }

  mutating func push(_ node: UInt32, tag: Tag, namespace: Namespace = .html) {
    var properties = ElementProperties.of(nodes[Int(node)].tag, namespace)
    if namespace == .mathML, tag == .annotationXml, hasHTMLEncoding(node) {
      properties.insert(.htmlIntegrationPoint)
    }
    nodes[Int(node)].isOpen = true
    open.push(
      OpenElement(
        node: node, tag: tag, namespace: namespace, properties: properties, depth: depthBelow))
    currentNodeChanged()
  }

  /// The depth of what the current node holds.
  private var depthBelow: Int {
    guard let current = open.last else { return 0 }
    return current.depth + (current.isHTML(.template) ? 2 : 1)
  }

  mutating func pop() {
    guard let element = open.pop() else { return }
    close(element.node)
    currentNodeChanged()
  }

  /// Marks an element as out of the stack, its source ending with the token that closed it.
  mutating func close(_ node: UInt32) {
    nodes[Int(node)].isOpen = false
    let token = tokenizer.token
    let end = token.kind == .endTag && token.tag == nodes[Int(node)].tag ? token.end : token.start
    let start = nodes[Int(node)].source.start
    nodes[Int(node)].source.count = max(
      nodes[Int(node)].source.count, UInt32(truncatingIfNeeded: max(end - Int(start), 0)))
  }

  mutating func currentNodeChanged() {
    if open.count == 1, let context {
      tokenizer.allowsCDATA = context.namespace != .html
    } else {
      tokenizer.allowsCDATA = (open.last?.namespace ?? .html) != .html
    }
  }

  /// An element for the current start tag, with its attributes.
  mutating func makeElement(_ tag: Tag, namespace: Namespace) -> UInt32 {
    var node = Node(.element)
    node.tag = tag
    node.namespace = namespace
    let token = tokenizer.token
    if token.kind == .startTag {
      node.content = token.attributes
      tokenizer.keptAttributes = tokenizer.attributes.count
      node.source = ByteRange(token.start..<token.end)
    } else {
      node.source = ByteRange(token.start..<token.start)
    }
    return make(node)
  }

  /// "Insert an HTML element" for the current start tag.
  @discardableResult
  mutating func insertElement() -> UInt32 {
    let tag = tokenizer.token.tag
    let node = makeElement(tag, namespace: .html)
    insert(node, at: appropriatePlace())
    push(node, tag: tag)
    return node
  }

  /// "Insert an HTML element", and "immediately pop" it.
  mutating func insertVoidElement() {
    let node = makeElement(tokenizer.token.tag, namespace: .html)
    insert(node, at: appropriatePlace())
  }

  /// Inserts an element for a start tag "with no attributes" that the source does not have.
  @discardableResult
  mutating func insertImplied(_ tag: Tag) -> UInt32 {
    var node = Node(.element)
    node.tag = tag
    node.source = ByteRange(tokenizer.token.start..<tokenizer.token.start)
    let number = make(node)
    insert(number, at: appropriatePlace())
    push(number, tag: tag)
    return number
  }

  /// "Insert a comment", at the appropriate place unless told.
  mutating func insertComment(under parent: UInt32? = nil) {
    var node = Node(.comment)
    node.content = tokenizer.token.text
    node.source = ByteRange(tokenizer.token.start..<tokenizer.token.end)
    let place = parent.map { Place(parent: $0) } ?? appropriatePlace()
    insert(make(node), at: place)
  }

  /// "Insert characters".
  mutating func insertCharacters(_ text: ByteRange) {
    guard !text.isEmpty else { return }
    let place = appropriatePlace()
    guard nodes[Int(place.parent)].kind != .document else { return }
    let previous =
      place.before == NodeID.absent
      ? nodes.lastChild(of: place.parent) : nodes.previous(of: place.before)
    if previous != NodeID.absent, nodes[Int(previous)].kind == .text, extend(previous, with: text) {
      return
    }
    var node = Node(.text)
    node.content = text
    node.source = ByteRange(tokenizer.token.start..<tokenizer.token.end)
    let number = make(node)
    insert(number, at: place)
    if previous != NodeID.absent, nodes[Int(previous)].kind == .text { splitTexts.append(number) }
  }

  /// Whether the current token's characters could be joined to a text at little cost.
  private mutating func extend(_ node: UInt32, with text: ByteRange) -> Bool {
    let content = nodes[Int(node)].content
    if content.end != text.start {
      let arenaEnd = tokenizer.source.count + tokenizer.decoded.count
      if Int(content.end) != arenaEnd {
        // A longer one would be copied again and again: its parts are joined at the end.
        guard content.count <= 4096 else { return false }
        nodes[Int(node)].content.start = UInt32(truncatingIfNeeded: arenaEnd)
        tokenizer.copyToDecoded(content)
      }
      tokenizer.copyToDecoded(text)
    }
    nodes[Int(node)].content.count += text.count
    let end = UInt32(truncatingIfNeeded: tokenizer.token.end)
    nodes[Int(node)].source.count =
      max(end, nodes[Int(node)].source.end) - nodes[Int(node)].source.start
    return true
  }

  /// Joins texts that stand beside each other because joining them at once cost too much.
  mutating func joinSplitTexts() {
    for split in splitTexts where nodes[Int(split)].parent != NodeID.absent {
      var first = split
      while isText(nodes.previous(of: first)) { first = nodes.previous(of: first) }
      var joined = ByteRange(
        start: UInt32(truncatingIfNeeded: tokenizer.source.count + tokenizer.decoded.count),
        count: 0)
      var next = first
      while isText(next) {
        let each = next
        next = nodes[Int(each)].next
        tokenizer.copyToDecoded(nodes[Int(each)].content)
        joined.count += nodes[Int(each)].content.count
        if each != first { nodes.detach(each) }
      }
      nodes[Int(first)].content = joined
    }
  }

  private func isText(_ node: UInt32) -> Bool {
    node != NodeID.absent && nodes[Int(node)].kind == .text
  }
}

extension Tokenizer {
  /// Copies a range of the arena to be to its end.
  mutating func copyToDecoded(_ range: ByteRange) {
    let indices = range.indices
    if indices.upperBound <= source.count {
      decoded.append(contentsOf: source[indices])
    } else {
      for i in indices { decoded.append(byte(UInt32(i))) }
    }
  }
}
