extension Content {
  /// The text with one line per block: a paragraph, an item, a heading, a row, a line of `pre`.
  ///
  /// A `br` in a block is a blank (nothing between Han), U+00A0 is a blank, the cells of a row are
  /// a blank apart, readings of `ruby` are left out.
  public func text() -> [UInt8] {
    var writer = TextWriter(tree: tree)
    writer.write(below: root)
    return writer.out
  }

  /// The text of a node in one line.
  func line(of node: NodeID) -> String {
    var writer = TextWriter(tree: tree)
    writer.lineDepth = 1
    writer.write(below: node)
    return String(decoding: writer.out, as: UTF8.self)
  }
}

/// Writes the text of clean content.
struct TextWriter {
  let tree: Tree
  private(set) var out: [UInt8] = []
  /// What stands between the last text and the next.
  private var gap = Gap.none
  /// Rows and captions that the walk is in: blocks there are parts of a line.
  var lineDepth = 0

  /// Whether the last text is one of `pre`.
  private var endsVerbatim = false

  private enum Gap: UInt8 { case none, lineBreak, blank, lineEnd }

  init(tree: Tree) {
    self.tree = tree
    out.reserveCapacity(tree.bytes.count + tree.bytes.count / 8)
  }

  mutating func write(below root: NodeID) {
    var next = tree.firstChild(root)
    while let node = next {
      if enter(node), let child = tree.firstChild(node) {
        next = child
        continue
      }
      var each = node
      while true {
        leave(each)
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
    trimLine()
  }

  private mutating func enter(_ node: NodeID) -> Bool {
    if tree.kind(node) == .text {
      text(tree.text(node), isVerbatim: isVerbatim(node))
      return false
    }
    switch tree.tag(node) {
    case .rt, .rp, .img: return false
    case .br: ask(.lineBreak)
    case .tr:
      ask(lineDepth > 0 ? .blank : .lineEnd)
      lineDepth += 1
    default: if isBlock(tree.tag(node)) { boundary() }
    }
    return true
  }

  private mutating func leave(_ node: NodeID) {
    guard tree.kind(node) == .element else { return }
    let tag = tree.tag(node)
    if tag == .tr {
      lineDepth -= 1
      boundary()
    } else if isBlock(tag) {
      boundary()
    }
  }

  private mutating func boundary() { ask(lineDepth > 0 ? .blank : .lineEnd) }

  private mutating func ask(_ wanted: Gap) {
    if wanted.rawValue > gap.rawValue { gap = wanted }
  }

  private func isBlock(_ tag: Tag) -> Bool {
    switch ContentRole(tag) {
    case .transparent, .formatting, .ruby, .rubyText, .image, .lineBreak, .skipped: false
    default: true
    }
  }

  private func isVerbatim(_ text: NodeID) -> Bool {
    guard lineDepth == 0 else { return false }
    var up = tree.parent(text)
    while let each = up, ContentRole(tree.tag(each)) == .formatting { up = tree.parent(each) }
    return up.map { tree.isElement($0, .pre) } ?? false
  }

  private mutating func text(_ range: ByteRange, isVerbatim: Bool) {
    guard !range.isEmpty else { return }
    let bytes = tree.bytes
    let end = Int(range.end)
    var start = Int(range.start)
    // A blank at the edge of a line is what an image beside it has left.
    if !isVerbatim, out.isEmpty || gap == .lineEnd || gap == .none && out.last == 0x0A {
      while start < end, bytes[start] == 0x20 { start += 1 }
      guard start < end else { return }
    }
    // Only text that a transformation of the client's own has put there starts with a blank line.
    writeGap(before: bytes[start..<end])
    endsVerbatim = isVerbatim
    var i = start
    while i < end {
      // A line end, and the lead of U+00A0.
      i = bytes.plainEnd(from: i, to: end) { $0 != 0xC2 && $0 != 0x0A }
      guard i < end else { break }
      if bytes[i] == 0xC2, i + 1 < end, bytes[i + 1] == 0xA0 {
        out.append(contentsOf: bytes[start..<i])
        out.append(0x20)
        i += 2
        start = i
      } else if bytes[i] == 0x0A, !isVerbatim {
        out.append(contentsOf: bytes[start..<i])
        out.append(0x20)
        i += 1
        start = i
      } else {
        i += 1
      }
    }
    out.append(contentsOf: bytes[start..<end])
  }

  /// Takes blanks from the end of a line that is no line of `pre`.
  private mutating func trimLine() {
    guard !endsVerbatim else { return }
    while out.last == 0x20 { out.removeLast() }
  }

  private mutating func writeGap(before text: ArraySlice<UInt8>) {
    if !out.isEmpty {
      switch gap {
      case .none: break
      case .lineBreak:
        if !(EastAsian.endsWide(out[...]) && EastAsian.startsWide(text)) { out.append(0x20) }
      case .blank: out.append(0x20)
      case .lineEnd:
        trimLine()
        out.append(0x0A)
      }
    }
    gap = .none
  }
}

/// Characters that are written without blanks between words: Han, kana, their punctuation.
enum EastAsian {
  static func startsWide(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first >= 0xE2, text.count >= 3 else { return false }
    let i = text.startIndex
    return isWide(text[i..<i + 3])
  }

  static func endsWide(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count >= 3, let last = text.last, last & 0xC0 == 0x80 else { return false }
    var i = text.endIndex - 1
    while i > text.startIndex, text[i] & 0xC0 == 0x80 { i -= 1 }
    guard text.endIndex - i >= 3 else { return false }
    return isWide(text[i..<i + 3])
  }

  /// Whether a character is one, by the first bytes of its UTF-8.
  ///
  /// U+2E80 to U+9FFF, U+F900 to U+FAFF, U+FF00 to U+FFEF and the planes 2 and 3. Hangul has blanks between words.
  private static func isWide(_ lead: ArraySlice<UInt8>) -> Bool {
    let second = lead[lead.startIndex + 1]
    switch lead[lead.startIndex] {
    case 0xE2: return second >= 0xBA
    case 0xE3...0xE9: return true
    case 0xEF: return (0xA4...0xAB).contains(second) || (0xBC...0xBF).contains(second)
    case 0xF0: return second >= 0xA0
    default: return false
    }
  }
}
