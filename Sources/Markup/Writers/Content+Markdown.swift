extension Content {
  /// The content as CommonMark with GFM's tables and `~~`, which reads back to the same text.
  ///
  /// What Markdown has no form for (`sub`, `mark`, `dl`) is its text; emphasis whose marks a parser
  /// would not take as such, for the letters around them, is left out.
  public func markdown() -> [UInt8] {
    var writer = MarkdownWriter(tree: tree)
    writer.blocks(of: root)
    return writer.out
  }
}

/// Writes the blocks of clean content; its recursion is as deep as content is, which is bounded.
struct MarkdownWriter {
  let tree: Tree
  var out: [UInt8] = []
  /// What each further line of the open containers starts with.
  private var prefix: [UInt8] = []
  /// Bytes of prefixes that may still be written, below zero for none: a line in 48 quotes has 96 of them.
  ///
  /// Past the bound what follows stands in no container.
  private var prefixLeft: Int
  /// Whether the next block starts on the line of its item's mark.
  private var isOnMarkLine = true
  /// The walk is in a table's cell or a heading: all of it is one line.
  var isOneLine = false
  var isInCell = false
  /// The last byte is an emphasis's closing mark.
  var endsWithMark = false

  init(tree: Tree) {
    self.tree = tree
    prefixLeft = 65_536 + 2 * tree.bytes.count
    out.reserveCapacity(tree.bytes.count + tree.bytes.count / 4)
  }

  mutating func blocks(of parent: NodeID, isTight: Bool = false) {
    var previous: Tag?
    var isAlternate = false
    var next = tree.firstChild(parent)
    while let node = next {
      next = tree.next(node)
      let tag = tree.tag(node)
      if tree.kind(node) == .text || isInline(tag) {
        startBlock(isTight: isTight)
        var last = node
        while let each = next, tree.kind(each) == .text || isInline(tree.tag(each)) {
          last = each
          next = tree.next(each)
        }
        inlines(from: node, through: last)
        previous = nil
        continue
      }
      isAlternate = previous == tag && !isAlternate
      block(node, tag, isAlternate: isAlternate, isTight: isTight && canInterrupt(node, tag))
      previous = tag
    }
  }

  /// Whether a list may follow a line of text with no blank line between.
  private func canInterrupt(_ node: NodeID, _ tag: Tag) -> Bool {
    tag == .ul || tag == .ol && tree.attribute(node, .start) == nil
  }

  private func isInline(_ tag: Tag) -> Bool {
    switch ContentRole(tag) {
    case .formatting, .ruby, .rubyText, .lineBreak, .image: true
    default: false
    }
  }

  private mutating func block(_ node: NodeID, _ tag: Tag, isAlternate: Bool, isTight: Bool) {
    switch tag {
    case .ul, .ol: list(node, tag, isAlternate: isAlternate, isTight: isTight)
    case .blockquote:
      startBlock(isTight: false)
      nest("> ", continuing: "> ") { $0.blocks(of: node) }
    case .pre:
      let text = plainText(of: node)
      // A fence is closed where the prefix ends, and code is written as it is: all of its lines have the prefix, or none.
      if prefixLeft < prefix.count * (text.count { $0 == 0x0A } + 4), !prefix.isEmpty {
        prefixLeft = -1
        isOnMarkLine = false
      }
      startBlock(isTight: false)
      fence(text)
    case .hr:
      startBlock(isTight: false)
      out += "***".utf8
    case .table: table(node)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      startBlock(isTight: false)
      // The tags of headings are numbered in their order.
      for _ in 0...(tag.rawValue - Tag.h1.rawValue) { out.append(UInt8(ascii: "#")) }
      out.append(0x20)
      let wasOneLine = isOneLine
      isOneLine = true
      inlines(of: node)
      isOneLine = wasOneLine
    case .p, .dt:
      startBlock(isTight: isTight)
      inlines(of: node)
    default: blocks(of: node)
    }
  }

  private mutating func startBlock(isTight: Bool) {
    endsWithMark = false
    if isOnMarkLine {
      isOnMarkLine = false
      return
    }
    if !isTight {
      newLine()
      while out.last == 0x20 { out.removeLast() }
    }
    newLine()
  }

  mutating func newLine() {
    out.append(UInt8(ascii: "\n"))
    guard prefixLeft >= 0 else { return }
    prefixLeft -= prefix.count
    out += prefix
  }

  private mutating func nest(
    _ mark: String, continuing indent: String, _ body: (inout MarkdownWriter) -> Void
  ) {
    let count = prefix.count
    if prefixLeft >= 0 {
      out += mark.utf8
      prefix += indent.utf8
    }
    isOnMarkLine = true
    body(&self)
    isOnMarkLine = false
    prefix.removeSubrange(count...)
  }

  private mutating func list(_ list: NodeID, _ tag: Tag, isAlternate: Bool, isTight: Bool) {
    var number = 1
    if let start = tree.attribute(list, .start) {
      number = Digits.value(in: tree.bytes[start.indices], atMost: 999_999_999) ?? 1
    }
    let isTightInside = isTightList(list)
    var isFirst = true
    var next = tree.firstChild(list)
    while let item = next {
      next = tree.next(item)
      startBlock(isTight: isFirst ? isTight : isTightInside)
      isFirst = false
      let mark =
        tag == .ul ? (isAlternate ? "* " : "- ") : "\(number)\(isAlternate ? ")" : ".") "
      number = min(number + 1, 999_999_999)
      nest(mark, continuing: String(repeating: " ", count: mark.utf8.count)) {
        $0.blocks(of: item, isTight: isTightInside)
      }
    }
  }

  private func isTightList(_ list: NodeID) -> Bool {
    var next = tree.firstChild(list)
    while let item = next {
      next = tree.next(item)
      var child = tree.firstChild(item)
      while let each = child {
        let tag = tree.tag(each)
        let isText = tree.kind(each) == .text || isInline(tag)
        guard isText || canInterrupt(each, tag) else { return false }
        child = tree.next(each)
      }
    }
    return true
  }

  /// A fence longer than any in the text (CommonMark 4.5).
  private mutating func fence(_ text: [UInt8]) {
    var longest = 2
    var run = 0
    for byte in text {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let mark = [UInt8](repeating: UInt8(ascii: "`"), count: longest + 1)
    out += mark
    newLine()
    for byte in text {
      if byte == UInt8(ascii: "\n") { newLine() } else { out.append(byte) }
    }
    newLine()
    out += mark
  }

  /// The text of a node without readings of `ruby`.
  func plainText(of root: NodeID) -> [UInt8] {
    var text: [UInt8] = []
    var next = tree.firstChild(root)
    while let node = next {
      let tag = tree.tag(node)
      if tag == .rt || tag == .rp {
        next = tree.nextAfterSubtree(node, within: root)
        continue
      }
      if tree.kind(node) == .text { text += tree.bytes[tree.text(node).indices] }
      if tag == .br { text.append(0x20) }
      next = tree.nextInOrder(node, within: root)
    }
    return text
  }
}

extension MarkdownWriter {
  private mutating func table(_ table: NodeID) {
    let rows = rows(of: table)
    if let caption = tree.firstChild(table), tree.tag(caption) == .caption {
      startBlock(isTight: false)
      inlines(of: caption)
    }
    startBlock(isTight: false)
    let wasOneLine = isOneLine
    isOneLine = true
    isInCell = true
    let width = rows.map(width).max() ?? 1
    let hasHeader = rows.first.map(isHeader) ?? false
    if hasHeader, let first = rows.first {
      row(first, width: width)
    } else {
      out += "|".utf8
      for _ in 0..<width { out += "  |".utf8 }
    }
    newLine()
    out += "|".utf8
    for _ in 0..<width { out += " --- |".utf8 }
    // A shorter row is filled up by the reader (GFM 4.10), so that the table's size stays linear.
    for each in rows.dropFirst(hasHeader ? 1 : 0) {
      newLine()
      row(each, width: 0)
    }
    isOneLine = wasOneLine
    isInCell = false
  }

  private func rows(of table: NodeID) -> [NodeID] {
    var rows: [NodeID] = []
    var next = tree.firstChild(table)
    while let section = next {
      next = tree.next(section)
      guard tree.tag(section) != .caption else { continue }
      var row = tree.firstChild(section)
      while let each = row {
        rows.append(each)
        row = tree.next(each)
      }
    }
    return rows
  }

  private func span(of cell: NodeID) -> Int {
    guard let range = tree.attribute(cell, .colspan) else { return 1 }
    return Digits.value(in: tree.bytes[range.indices], atMost: 1_000) ?? 1
  }

  private func width(of row: NodeID) -> Int {
    var width = 0
    var next = tree.firstChild(row)
    while let cell = next {
      width += span(of: cell)
      next = tree.next(cell)
    }
    return width
  }

  private func isHeader(_ row: NodeID) -> Bool {
    if let section = tree.parent(row), tree.tag(section) == .thead { return true }
    var next = tree.firstChild(row)
    while let cell = next {
      if tree.tag(cell) != .th { return false }
      next = tree.next(cell)
    }
    return true
  }

  private mutating func row(_ row: NodeID, width: Int) {
    out.append(UInt8(ascii: "|"))
    var written = 0
    var next = tree.firstChild(row)
    while let cell = next {
      next = tree.next(cell)
      out.append(0x20)
      endsWithMark = false
      line(of: cell)
      out += " |".utf8
      let span = span(of: cell)
      for _ in 1..<max(2, span) where span > 1 { out += "  |".utf8 }
      written += span
    }
    while written < width {
      out += "  |".utf8
      written += 1
    }
  }

  /// A cell's blocks, a blank apart.
  private mutating func line(of parent: NodeID) {
    var isFirst = true
    var next = tree.firstChild(parent)
    while let node = next {
      next = tree.next(node)
      if tree.kind(node) == .text || isInline(tree.tag(node)) {
        var last = node
        while let each = next, tree.kind(each) == .text || isInline(tree.tag(each)) {
          last = each
          next = tree.next(each)
        }
        if !isFirst { out.append(0x20) }
        inlines(from: node, through: last)
      } else if tree.tag(node) != .hr {
        if !isFirst { out.append(0x20) }
        line(of: node)
      }
      isFirst = false
    }
  }
}
