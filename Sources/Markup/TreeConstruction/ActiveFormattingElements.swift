/// An entry of the list of active formatting elements: an element, or a marker (`absent`).
struct FormattingEntry {
  var node: UInt32
  var tag: Tag

  static let marker = FormattingEntry(node: NodeID.absent, tag: Tag(rawValue: 0))
  var isMarker: Bool { node == NodeID.absent }
}

extension TreeConstruction {
  /// "Push onto the list of active formatting elements", with the Noah's Ark clause.
  mutating func pushFormatting(_ node: UInt32, _ tag: Tag) {
    var alike = 0
    var earliestAlike = 0
    var first = formatting.count
    while first > 0, !formatting[first - 1].isMarker {
      first -= 1
      if formatting[first].tag == tag, haveSameAttributes(formatting[first].node, node) {
        alike += 1
        earliestAlike = first
      }
    }
    if alike >= 3 {
      formatting.remove(at: earliestAlike)
    } else if formatting.count - first >= options.maximumFormattingElements {
      tokenizer.note(.formattingElements)
      formatting.remove(at: first)
    }
    formatting.append(FormattingEntry(node: node, tag: tag))
  }

  private func haveSameAttributes(_ one: UInt32, _ other: UInt32) -> Bool {
    let a = nodes[Int(one)].content
    let b = nodes[Int(other)].content
    guard a.count == b.count else { return false }
    if a == b { return true }
    return a.indices.allSatisfy { i in
      let attribute = tokenizer.attributes[i]
      return b.indices.contains { j in
        tokenizer.attributes[j].name == attribute.name
          && tokenizer.equal(tokenizer.attributes[j].value, attribute.value)
      }
    }
  }

  /// "Reconstruct the active formatting elements".
  mutating func reconstructFormatting() {
    guard let last = formatting.last, !last.isMarker, !nodes[Int(last.node)].isOpen else { return }
    var i = formatting.count - 1
    while i > 0, !formatting[i - 1].isMarker, !nodes[Int(formatting[i - 1].node)].isOpen { i -= 1 }
    while i < formatting.count, !isAtDepthLimit {
      let node = clone(formatting[i].node)
      insert(node, at: appropriatePlace())
      push(node, tag: formatting[i].tag)
      formatting[i].node = node
      i += 1
    }
  }

  mutating func clearFormattingToMarker() {
    while let entry = formatting.popLast(), !entry.isMarker {}
  }

  /// The index of the last entry of a tag after the last marker.
  func lastFormatting(_ tag: Tag) -> Int? {
    var i = formatting.count
    while i > 0, !formatting[i - 1].isMarker {
      i -= 1
      if formatting[i].tag == tag { return i }
    }
    return nil
  }

  func formattingIndex(of node: UInt32) -> Int? { formatting.lastIndex { $0.node == node } }

  /// A new element of the same tag and attributes.
  mutating func clone(_ original: UInt32) -> UInt32 {
    nodes[Int(original)].sharesAttributes = true
    var node = Node(.element)
    node.tag = nodes[Int(original)].tag
    node.content = nodes[Int(original)].content
    node.sharesAttributes = true
    node.source = ByteRange(tokenizer.token.start..<tokenizer.token.start)
    return make(node)
  }
}
