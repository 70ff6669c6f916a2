extension MarkdownWriter {
  mutating func inlines(of parent: NodeID) {
    guard let first = tree.firstChild(parent), let last = tree.lastChild(parent) else { return }
    inlines(from: first, through: last)
  }

  mutating func inlines(from first: NodeID, through last: NodeID) {
    var next: NodeID? = first
    while let node = next {
      inline(node)
      next = node == last ? nil : tree.next(node)
    }
  }

  private mutating func inline(_ node: NodeID) {
    if tree.kind(node) == .text {
      text(tree.text(node))
      return
    }
    switch tree.tag(node) {
    case .br:
      if isOneLine {
        out.append(0x20)
      } else {
        out.append(UInt8(ascii: "\\"))
        newLine()
      }
      endsWithMark = false
    case .img: image(node)
    case .a: link(node)
    case .strong: emphasis(node, "**")
    case .em: emphasis(node, "*")
    case .s, .del: emphasis(node, "~~")
    case .code, .kbd, .samp: code(node)
    case .rt, .rp: break
    default: inlines(of: node)
    }
  }

  private mutating func link(_ node: NodeID) {
    // A "!" before a bracket makes an image of a link.
    if out.last == UInt8(ascii: "!") {
      out.removeLast()
      out += "\\!".utf8
    }
    out.append(UInt8(ascii: "["))
    endsWithMark = false
    inlines(of: node)
    out += "](".utf8
    if let href = tree.attribute(node, .href) { destination(href) }
    out.append(UInt8(ascii: ")"))
    endsWithMark = false
  }

  private mutating func image(_ node: NodeID) {
    out += "![".utf8
    if let alt = tree.attribute(node, .alt) { text(alt) }
    out += "](".utf8
    if let src = tree.attribute(node, .src) { destination(src) }
    out.append(UInt8(ascii: ")"))
    endsWithMark = false
  }

  /// CommonMark 6.3: in angle brackets everything may stand but these and line ends.
  private mutating func destination(_ range: ByteRange) {
    let text = tree.bytes[range.indices]
    let isPlain = text.allSatisfy {
      $0 > 0x20 && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")")
    }
    if !isPlain { out.append(UInt8(ascii: "<")) }
    for byte in text {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "|"),
        UInt8(ascii: "&") where byte != UInt8(ascii: "&") || text.contains(UInt8(ascii: ";")):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0..<0x20: continue
      default: out.append(byte)
      }
    }
    if !isPlain { out.append(UInt8(ascii: ">")) }
  }

  /// CommonMark 6.1: marks longer than any within, a blank where they would touch one.
  private mutating func code(_ node: NodeID) {
    let text = plainText(of: node)
    guard !text.isEmpty else { return }
    var longest = 0
    var run = 0
    for byte in text {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    // A mark that touches another code's would be one with it.
    guard out.last != UInt8(ascii: "`"), following(node) != UInt32(ascii: "`") else {
      return inlines(of: node)
    }
    let mark = [UInt8](repeating: UInt8(ascii: "`"), count: longest + 1)
    let touches = text.first == UInt8(ascii: "`") || text.last == UInt8(ascii: "`")
    out += mark
    if touches { out.append(0x20) }
    for byte in text {
      if isInCell, byte == UInt8(ascii: "|") { out.append(UInt8(ascii: "\\")) }
      out.append(byte == 0x0A ? 0x20 : byte)
    }
    if touches { out.append(0x20) }
    out += mark
    endsWithMark = false
  }
}

extension MarkdownWriter {
  /// Writes emphasis where its marks are flanking as CommonMark 6.2 asks, else its text alone.
  private mutating func emphasis(_ node: NodeID, _ mark: String) {
    let before = preceding()
    let after = following(node)
    let first = edge(of: node, isFirst: true)
    let last = edge(of: node, isFirst: false)
    let isOpening = !isPunctuation(first) || isSpace(before) || isPunctuation(before)
    let isClosing = !isPunctuation(last) || isSpace(after) || isPunctuation(after)
    // Marks of two kinds that meet are read as one run.
    let isApart =
      !endsWithMark && out.last != UInt8(ascii: "*") && out.last != UInt8(ascii: "~")
      && after != UInt32(ascii: "*") && after != UInt32(ascii: "~")
    guard isOpening, isClosing, isApart, first != 0, last != 0, !isSpace(first), !isSpace(last)
    else { return inlines(of: node) }
    out += mark.utf8
    let start = out.count
    inlines(of: node)
    // What is within may have no mark of its own at the edges.
    if out.count == start { out.removeLast(mark.utf8.count) } else { out += mark.utf8 }
    endsWithMark = true
  }

  /// The scalar before the place of writing; a blank at the start of a line.
  private func preceding() -> UInt32 { Scalars.last(of: out[...]) ?? 0x20 }

  /// The first scalar that is written after a node in its line; a blank at its end.
  private func following(_ node: NodeID) -> UInt32 {
    var each = node
    while true {
      if let next = tree.next(each) {
        return isBlockTag(tree.tag(next)) ? 0x20 : edge(ofInline: next, isFirst: true)
      }
      guard let up = tree.parent(each), ContentRole(tree.tag(up)) == .formatting else {
        return 0x20
      }
      switch tree.tag(up) {
      case .strong, .em: return UInt32(ascii: "*")
      case .s, .del: return UInt32(ascii: "~")
      case .a: return UInt32(ascii: "]")
      default: each = up
      }
    }
  }

  private func isBlockTag(_ tag: Tag) -> Bool {
    switch ContentRole(tag) {
    case .transparent, .formatting, .ruby, .rubyText, .lineBreak, .image: false
    default: true
    }
  }

  private func edge(of node: NodeID, isFirst: Bool) -> UInt32 {
    guard let child = isFirst ? tree.firstChild(node) : tree.lastChild(node) else { return 0 }
    return edge(ofInline: child, isFirst: isFirst)
  }

  private func edge(ofInline node: NodeID, isFirst: Bool) -> UInt32 {
    if tree.kind(node) == .text {
      let text = tree.bytes[tree.text(node).indices]
      return (isFirst ? Scalars.first(of: text) : Scalars.last(of: text)) ?? 0x20
    }
    switch tree.tag(node) {
    case .strong, .em: return UInt32(ascii: "*")
    case .s, .del: return UInt32(ascii: "~")
    case .code, .kbd, .samp: return UInt32(ascii: "`")
    case .img: return UInt32(ascii: isFirst ? "!" : ")")
    case .a: return UInt32(ascii: isFirst ? "[" : ")")
    case .br: return isFirst ? 0x5C : 0x20
    case .rt, .rp: return 0x20
    default: return edge(of: node, isFirst: isFirst)
    }
  }

  private func isSpace(_ scalar: UInt32) -> Bool {
    scalar <= 0x20 || scalar == 0xA0 || scalar == 0x3000 || (0x2000...0x200A).contains(scalar)
      || scalar == 0x202F || scalar == 0x205F
  }

  /// Whether a scalar is of the categories P or S (CommonMark 2.1).
  private func isPunctuation(_ scalar: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    if scalar.value < 0x80 {
      return !(scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value))
        && scalar.value > 0x20
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return true
    default: return false
    }
  }
}

extension MarkdownWriter {
  /// Writes text with a backslash before what Markdown would read as a mark (CommonMark 2.4).
  private mutating func text(_ range: ByteRange) {
    let end = Int(range.end)
    var i = Int(range.start)
    var start = i
    let bytes = tree.bytes
    if i < end, isAtLineStart { i = escapeLineStart(i, end, &start) }
    while i < end {
      // Letters, Han and blanks need no backslash, and are told apart from marks by a glance.
      i = bytes.plainEnd(from: i, to: end) { byte in
        byte >= 0x7F || byte == 0x20 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
      }
      guard i < end else { break }
      let byte = bytes[i]
      guard needsEscape(byte, bytes, i, range) else {
        i += 1
        continue
      }
      out.append(contentsOf: bytes[start..<i])
      if byte == UInt8(ascii: "\n") {
        out.append(0x20)
      } else {
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      }
      i += 1
      start = i
    }
    out.append(contentsOf: bytes[start..<end])
    endsWithMark = false
  }

  private func needsEscape(_ byte: UInt8, _ bytes: [UInt8], _ i: Int, _ range: ByteRange) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "~"), UInt8(ascii: "\n"):
      return true
    case UInt8(ascii: "|"): return isInCell
    case UInt8(ascii: "#"): return isOneLine
    case UInt8(ascii: "_"):
      // Within a word it is no mark.
      return i == range.indices.lowerBound || i + 1 == range.indices.upperBound
        || !bytes[i - 1].isWord || !bytes[i + 1].isWord
    case UInt8(ascii: "&"):
      return i + 1 < range.indices.upperBound
        && (bytes[i + 1].isWord || bytes[i + 1] == UInt8(ascii: "#"))
        && bytes[i..<min(i + 40, range.indices.upperBound)].contains(UInt8(ascii: ";"))
    default: return false
    }
  }

  private var isAtLineStart: Bool {
    guard !isInCell, let last = out.last else { return !isInCell }
    guard last == 0x20 || last == UInt8(ascii: "\n") else { return false }
    return true
  }

  /// Escapes what would open a block: `#`, `>`, `+`, `-`, `=`, `|`, `:`, `1.`, `1)`.
  private mutating func escapeLineStart(_ lower: Int, _ end: Int, _ start: inout Int) -> Int {
    let bytes = tree.bytes
    var i = lower
    while i < end, bytes[i] == 0x20 { i += 1 }
    guard i < end else { return i }
    switch bytes[i] {
    case UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "="), UInt8(ascii: "|"), UInt8(ascii: ":"):
      break
    case 0x30...0x39:
      while i < end, (0x30...0x39).contains(bytes[i]) { i += 1 }
      guard i < end, bytes[i] == UInt8(ascii: ".") || bytes[i] == UInt8(ascii: ")"),
        i + 1 == end || bytes[i + 1] == 0x20
      else { return lower }
    default: return lower
    }
    out.append(contentsOf: bytes[start..<i])
    out.append(UInt8(ascii: "\\"))
    out.append(bytes[i])
    start = i + 1
    return start
  }
}

extension UInt8 {
  fileprivate var isWord: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(lowered)
  }
}

extension UInt32 {
  fileprivate init(ascii scalar: Unicode.Scalar) { self = scalar.value }
}

/// The scalars at the ends of valid UTF-8.
enum Scalars {
  static func first(of text: ArraySlice<UInt8>) -> UInt32? {
    var iterator = text.prefix(4).makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar.value }
    return nil
  }

  static func last(of text: ArraySlice<UInt8>) -> UInt32? {
    var i = text.endIndex
    while i > text.startIndex {
      i -= 1
      if text[i] & 0xC0 != 0x80 { return first(of: text[i...]) }
    }
    return nil
  }
}
