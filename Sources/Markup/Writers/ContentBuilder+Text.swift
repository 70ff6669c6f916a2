extension ContentBuilder {
  /// Writes a kept text; of one that is not, the white space at its edges counts.
  mutating func text(_ node: NodeID) {
    let range = source.text(node).indices
    guard isKept(node) else { return skip(range) }
    if isPermalink(node, range) {
      keptMet += 1
      return
    }
    if mode == .pre { return preText(range) }
    let text = bytes
    var i = range.lowerBound
    let end = range.upperBound
    var isWritten = false
    while i < end {
      let start = i
      i = Self.run(in: text, from: i, to: end)
      if i > start {
        if !isWritten, gap == .none, breaks == 0, isNewWord(text[start..<i]) { gap = .space }
        if !isWritten || gap != .none { beginInline() }
        write(text[start..<i])
        isWritten = true
      }
      guard i < end else { break }
      switch text[i] {
      case 0xC2:
        if text[i + 1] == 0xA0 {
          gap = gap == .none ? .noBreak : max(gap, .space)
          noBreaks += 1
        }
        i += 2
      case 0xE2:
        if text[i + 2] != 0x8B { gap = max(gap, .space) }
        i += 3
      case 0xE3:
        gap = .ideographic
        i += 3
      case 0xEF: i += 3
      case let byte:
        if byte.isBlank { gap = gap == .ideographic ? gap : .space }
        i += 1
      }
    }
    if isWritten {
      keptMet += 1
      isTextSinceImage = true
    }
  }

  /// Whether a text is the sign of a link to its own heading, as documentation sets them: `<a href="#tea">¶</a>`.
  private func isPermalink(_ node: NodeID, _ range: Range<Int>) -> Bool {
    guard range.count <= Self.longestPermalink, let link = source.parent(node),
      source.isElement(link, .a), let href = source.attribute(link, .href),
      bytes[href.indices].contains(UInt8(ascii: "#"))
    else { return false }
    let sign = bytes[range].trimmed()
    return Self.permalinks.contains { sign.elementsEqual($0.utf8) }
  }

  private static let longestPermalink = 8

  /// Source: Sphinx, MkDocs and Docusaurus (¶, #), and generators of static sites (§, 🔗).
  private static let permalinks: [String] = ["#", "§", "¶", "🔗"]

  private func max(_ a: Gap, _ b: Gap) -> Gap {
    a == .ideographic || b == .ideographic ? .ideographic : .space
  }

  private mutating func skip(_ range: Range<Int>) {
    guard let first = range.first, let last = range.last else { return }
    guard bytes[first].isBlank || bytes[last].isBlank else { return }
    guard mode == .pre else {
      if gap != .ideographic { gap = .space }
      return
    }
    let isBlank = bytes[range].allSatisfy { $0.isBlank }
    preGap += isBlank ? bytes[range] : [0x20]
  }

  private mutating func preText(_ range: Range<Int>) {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, bytes[lower].isBlank { lower += 1 }
    preGap.appendLines(of: bytes[range.lowerBound..<lower])
    guard lower < upper else { return }
    while bytes[upper - 1].isBlank { upper -= 1 }
    var text: [UInt8] = []
    text.appendLines(of: bytes[lower..<upper])
    if !text.isEmpty {
      beginInline()
      write(text[...])
      keptMet += 1
      isTextSinceImage = true
    }
    preGap.appendLines(of: bytes[upper..<range.upperBound])
  }
}

extension ContentBuilder {
  /// The end of the bytes that are written as they are: up to white space but a blank between
  /// words, a control, or a character that has no width (U+00AD, U+200B, U+FEFF).
  @inline(__always)
  private static func run(in text: [UInt8], from start: Int, to end: Int) -> Int {
    text.withUnsafeBufferPointer { text in
      var i = start
      while i < end {
        // Below 0x80 nine in ten bytes of a page are letters; the table is for leads of sequences.
        switch text[i] {
        case 0x20 where i > start && i + 1 < end && text[i + 1] > 0x20 && text[i + 1] < 0x80: i += 2
        case 0...0x20: return i
        case 0xC2:
          if text[i + 1] == 0xA0 || text[i + 1] == 0xAD { return i }
          i += 2
        case 0xE2:
          if text[i + 1] == 0x80,
            text[i + 2] == 0x8B && !isSoutheastAsian(text, before: i, start)
              || text[i + 2] == 0xA8 || text[i + 2] == 0xA9
          {
            return i
          }
          i += 3
        case 0xE3:
          if text[i + 1] == 0x80, text[i + 2] == 0x80 { return i }
          i += 3
        case 0xEF:
          if text[i + 1] == 0xBB, text[i + 2] == 0xBF { return i }
          i += 3
        // Most of Chinese, Japanese and Korean text.
        case 0xE4...0xEE: i += 3
        default: i += 1
        }
      }
      return end
    }
  }

  /// Thai, Lao, Khmer and Burmese mark their words with U+200B: U+0E00 to U+0EFF, U+1000 to U+1FFF.
  private static func isSoutheastAsian(
    _ text: UnsafeBufferPointer<UInt8>, before i: Int, _ start: Int
  ) -> Bool {
    i - start >= 3 && (text[i - 3] == 0xE1 || text[i - 3] == 0xE0)
  }
}

extension [UInt8] {
  /// Appends a text of `pre`: carriage returns become line ends, other controls go.
  fileprivate mutating func appendLines(of text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case 0x0D: append(0x0A)
      case 0x09, 0x0A, 0x20...: append(byte)
      default: continue
      }
    }
  }
}
