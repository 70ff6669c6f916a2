extension Content {
  /// The content as a fragment of HTML, which a browser parses to the same tree.
  ///
  /// Source: HTML standard, "Serializing HTML fragments".
  public func html() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(tree.bytes.count + tree.bytes.count / 4 + tree.nodeCount * 12)
    var next = tree.firstChild(root)
    while let node = next {
      open(node, into: &out)
      if let child = tree.firstChild(node) {
        next = child
        continue
      }
      var each = node
      while true {
        close(each, into: &out)
        if let sibling = tree.next(each) {
          next = sibling
          break
        }
        guard let up = tree.parent(each), up != root else {
          next = nil
          break
        }
        each = up
      }
    }
    return out
  }

  private func open(_ node: NodeID, into out: inout [UInt8]) {
    guard tree.kind(node) == .element else {
      return out.append(escaped: tree.bytes, tree.text(node), inAttribute: false)
    }
    out.append(UInt8(ascii: "<"))
    out += tree.nameBytes(tree.tag(node))
    for attribute in tree.attributes(node) {
      out.append(UInt8(ascii: " "))
      out += tree.nameBytes(attribute.name)
      out.append(UInt8(ascii: "="))
      out.append(UInt8(ascii: "\""))
      out.append(escaped: tree.bytes, attribute.value, inAttribute: true)
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: ">"))
  }

  private func close(_ node: NodeID, into out: inout [UInt8]) {
    let tag = tree.tag(node)
    guard tree.kind(node) == .element, !Tree.isVoid(tag, .html) else { return }
    out.append(UInt8(ascii: "<"))
    out.append(UInt8(ascii: "/"))
    out += tree.nameBytes(tag)
    out.append(UInt8(ascii: ">"))
  }
}

extension [UInt8] {
  /// "Escaping a string", runs of other bytes copied whole.
  fileprivate mutating func append(
    escaped text: [UInt8], _ range: ByteRange, inAttribute: Bool
  ) {
    let end = Int(range.end)
    var start = Int(range.start)
    var i = start
    while i < end {
      i = text.plainEnd(from: i, to: end) { byte in
        byte > 0x3E ? byte != 0xC2 : byte < 0x3C && byte != 0x26 && byte != 0x22
      }
      guard i < end else { break }
      let entity: StaticString
      var length = 1
      switch text[i] {
      case UInt8(ascii: "&"): entity = "&amp;"
      case UInt8(ascii: "<"): entity = "&lt;"
      case UInt8(ascii: ">"): entity = "&gt;"
      case UInt8(ascii: "\"") where inAttribute: entity = "&quot;"
      case 0xC2 where i + 1 < end && text[i + 1] == 0xA0:
        entity = "&nbsp;"
        length = 2
      default:
        i += 1
        continue
      }
      append(contentsOf: text[start..<i])
      entity.withUTF8Buffer { append(contentsOf: $0) }
      i += length
      start = i
    }
    append(contentsOf: text[start..<end])
  }
}
