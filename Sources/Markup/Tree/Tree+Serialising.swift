extension Tree {
  /// The HTML of what a node holds, by the standard's fragment serialisation.
  ///
  /// Source: HTML standard, "Serializing HTML fragments"; scripting counts as off.
  public func innerHTML(_ node: NodeID) -> [UInt8] {
    var out: [UInt8] = []
    var next = firstChild(node)
    while let each = next {
      open(each, into: &out)
      if let child = firstChild(each), !Tree.isVoid(tag(each), namespace(each)) {
        next = child
        continue
      }
      next = close(from: each, within: node, into: &out)
    }
    return out
  }

  /// Elements that have no content and no end tag, the obsolete ones among them.
  public static func isVoid(_ tag: Tag, _ namespace: Namespace) -> Bool {
    guard namespace == .html else { return false }
    switch tag {
    case .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .keygen,
      .link, .meta, .param, .source, .track, .wbr:
      return true
    default: return false
    }
  }

  private func close(from node: NodeID, within root: NodeID, into out: inout [UInt8]) -> NodeID? {
    var each = node
    while true {
      closeTag(each, into: &out)
      if let sibling = next(each) { return sibling }
      guard let up = parent(each), up != root else { return nil }
      each = up
    }
  }

  private func open(_ node: NodeID, into out: inout [UInt8]) {
    switch kind(node) {
    case .element:
      out.append(UInt8(ascii: "<"))
      out += nameBytes(tag(node))
      for attribute in attributes(node) {
        out.append(UInt8(ascii: " "))
        out += nameBytes(attribute.name)
        out += "=\"".utf8
        escape(attribute.value, inAttribute: true, into: &out)
        out.append(UInt8(ascii: "\""))
      }
      out.append(UInt8(ascii: ">"))
    case .text:
      if let up = parent(node), namespace(up) == .html, Tree.holdsRawText(tag(up)) {
        out += bytes[text(node).indices]
      } else {
        escape(text(node), inAttribute: false, into: &out)
      }
    case .comment:
      out += "<!--".utf8
      out += bytes[text(node).indices]
      out += "-->".utf8
    case .doctype:
      out += "<!DOCTYPE ".utf8
      if let name = doctype?.name { out += bytes[name.indices] }
      out.append(UInt8(ascii: ">"))
    case .document, .templateContents: break
    }
  }

  private func closeTag(_ node: NodeID, into out: inout [UInt8]) {
    guard kind(node) == .element, !Tree.isVoid(tag(node), namespace(node)) else { return }
    out += "</".utf8
    out += nameBytes(tag(node))
    out.append(UInt8(ascii: ">"))
  }

  private static func holdsRawText(_ tag: Tag) -> Bool {
    switch tag {
    case .style, .script, .xmp, .iframe, .noembed, .noframes, .plaintext: return true
    default: return false
    }
  }

  /// "Escaping a string": `&`, U+00A0, `<`, `>`, and in attributes the quote.
  private func escape(_ range: ByteRange, inAttribute: Bool, into out: inout [UInt8]) {
    var i = Int(range.start)
    let end = range.indices.upperBound
    while i < end {
      let byte = bytes[i]
      switch byte {
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<"): out += "&lt;".utf8
      case UInt8(ascii: ">"): out += "&gt;".utf8
      case UInt8(ascii: "\"") where inAttribute: out += "&quot;".utf8
      case 0xC2 where i + 1 < end && bytes[i + 1] == 0xA0:
        out += "&nbsp;".utf8
        i += 1
      default: out.append(byte)
      }
      i += 1
    }
  }
}
