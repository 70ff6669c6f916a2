import Markup

/// Makes a tree of a plain text page, so that both kinds of input go the same way: one `p` a line, or one a paragraph
/// where lines were wrapped at a column.
enum TextPage {
  /// Columns at which mailers and editors wrap: a paragraph whose lines all end between these was wrapped.
  private static let wrapColumns = 50...100

  /// The share of lines of a wrapped text that end near its column.
  private static let wrappedShare = 0.6

  static func tree(of source: [UInt8]) -> Tree {
    var tree = Tree()
    let html = tree.append(element: .html, to: .document)
    let body = tree.append(element: .body, to: html)
    let text = tree.store(source)
    let lines = lines(of: source)
    let isWrapped = isWrapped(lines, source)
    var paragraph: NodeID?
    for line in lines {
      guard !line.isEmpty else {
        paragraph = nil
        continue
      }
      if !isWrapped { paragraph = nil }
      let parent = paragraph ?? tree.append(element: .p, to: body)
      if paragraph != nil { tree.append(text: "\n", to: parent) }
      let range = ByteRange(
        start: text.start + UInt32(line.lowerBound), count: UInt32(line.count))
      tree.append(tree.makeText(at: range), to: parent)
      paragraph = parent
    }
    return tree
  }

  /// Lines without their ends and without blanks around them; an empty range for an empty line.
  private static func lines(of text: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    text.withUnsafeBufferPointer { bytes in
      var i = 0
      while i <= bytes.count {
        while i < bytes.count, bytes[i] != 0x0a, bytes[i] != 0x0d { i += 1 }
        lines.append(Segmenter.trimmed(start..<i, in: text))
        i += 1
        start = i
      }
    }
    return lines
  }

  /// Whether the text was wrapped at a column: paragraphs of several lines stand between empty lines, and most lines that
  /// are not a paragraph's last end near the same column.
  private static func isWrapped(_ lines: [Range<Int>], _ text: [UInt8]) -> Bool {
    var inner: [Int] = []
    for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && !next.isEmpty {
      inner.append(line.count)
    }
    guard inner.count >= 6, lines.contains(where: \.isEmpty) else { return false }
    let longest = inner.sorted()[inner.count * 9 / 10]
    guard wrapColumns.contains(longest) else { return false }
    let near = inner.count { $0 > longest - 18 && $0 <= longest + 8 }
    return Double(near) >= wrappedShare * Double(inner.count)
  }
}
