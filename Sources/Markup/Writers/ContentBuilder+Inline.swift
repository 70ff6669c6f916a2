extension ContentBuilder {
  mutating func pushFormatting(_ node: NodeID, _ tag: Tag) {
    let tag = ContentRole.normal(tag)
    guard !isInChain(tag) else { return }
    var formatting = Formatting(tag: tag, source: node)
    if tag == .a {
      // Most links of a page stand around nothing that is kept, and their addresses need no reading.
      guard region[node].contains(.kept) || holdsImage(node) else { return }
      guard let href = source.attribute(node, .href),
        let address = ContentAddress.link(bytes[href.indices], base: options.base)
      else { return }
      formatting.address = address
    }
    push(formatting)
  }

  private func holdsImage(_ node: NodeID) -> Bool {
    var next = source.nextInOrder(node, within: node)
    while let each = next {
      let tag = source.tag(each)
      if source.kind(each) == .element, ContentRole(tag) == .image || tag == ampImage {
        return true
      }
      next = source.nextInOrder(each, within: node)
    }
    return false
  }

  mutating func push(_ formatting: Formatting) {
    chain.append(formatting)
    isChainChanged = true
  }

  func isInChain(_ tag: Tag) -> Bool {
    for each in chain where each.tag == tag { return true }
    return false
  }

  /// Whether a `ruby` has a base that its readings are for, and nothing but lines in it.
  ///
  /// Readings much longer than their base are prose, and stand as such.
  func isSoundRuby(_ ruby: NodeID) -> Bool {
    guard mode != .pre, !isInChain(.ruby) else { return false }
    var base = 0
    var reading = 0
    var next = source.firstChild(ruby)
    var annotation: NodeID?
    while let node = next {
      next = source.nextInOrder(node, within: ruby)
      if let rt = annotation, !source.contains(rt, node) { annotation = nil }
      switch source.kind(node) {
      case .text:
        guard isKept(node), !source.isBlank(node) else { continue }
        let count = Int(source.text(node).count)
        if annotation == nil { base += count } else { reading += count }
      case .element:
        switch ContentRole(source.tag(node)) {
        case .rubyText: if annotation == nil { annotation = node }
        case .transparent, .formatting: continue
        default: return false
        }
      default: continue
      }
    }
    return base > 0 && reading > 0 && reading <= 40 + base * 8
  }

  func isKept(_ text: NodeID) -> Bool {
    Int(text.index) < kept.count && kept[Int(text.index)]
  }

  mutating func lineBreak() {
    switch mode {
    case .flow:
      breaks += 1
      noBreaks = 0
      if gap == .ideographic { gap = .space }
    case .line: gap = .space
    case .pre: preGap.append(UInt8(ascii: "\n"))
    }
  }

  /// Opens what the next text or image stands in, and writes the gap before it.
  mutating func beginInline() {
    // Two breaks part paragraphs, and so does one before an indentation, as pages of 2005 write it.
    if leaf != nil, leafTag == .p,
      breaks > 1 || breaks == 1 && (gap == .ideographic || noBreaks > 1)
    {
      closeLeaf()
    }
    noBreaks = 0
    let isNew = leaf == nil
    if isNew { openLeaf() }
    let common = isChainChanged ? commonCount() : open.count
    if common < open.count { open.removeSubrange(common...) }
    if isNew {
      if mode == .pre { writeIndentation() }
    } else if mode == .pre {
      if !preGap.isEmpty { write(preGap[...]) }
    } else if breaks > 0 {
      out.append(element: .br, to: open.last?.node ?? leaf ?? .document)
    } else {
      writeGap()
    }
    gap = .none
    breaks = 0
    preGap.removeAll(keepingCapacity: true)
    if isChainChanged { openChain(from: common) }
  }

  private mutating func writeGap() {
    switch gap {
    case .none: break
    case .space: write([0x20])
    case .noBreak: write([0xC2, 0xA0])
    case .ideographic: write([0xE3, 0x80, 0x80])
    }
  }

  /// The white space at the start of `pre` from the start of its first line with text.
  private mutating func writeIndentation() {
    let lastEnd = preGap.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    if lastEnd < preGap.count { write(preGap[lastEnd...]) }
  }

  private mutating func openLeaf() {
    switch leafTag {
    case .caption:
      guard let table = frames[frames.count - 1].node else { return }
      let node = out.makeElement(.caption)
      if let first = out.firstChild(table) {
        out.insert(node, before: first)
      } else {
        out.append(node, to: table)
      }
      leaf = node
    case .dt: leaf = out.append(element: .dt, to: materialise(frames.count - 1))
    default:
      let host = host(forLeaf: true)
      leaf = out.append(element: leafTag, to: host)
    }
    open.removeAll(keepingCapacity: true)
    isChainChanged = true
  }

  /// A heading is bold already.
  private var isStrongLeft: Bool { ContentRole(leafTag) == .heading }

  /// How many of the open elements the chain goes on with.
  private func commonCount() -> Int {
    var count = 0
    for each in chain {
      if each.tag == .strong, isStrongLeft { continue }
      guard count < open.count, open[count].tag == each.tag,
        open[count].source == each.source || !ContentRole.isDistinct(each.tag)
      else { return count }
      count += 1
    }
    return count
  }

  private mutating func openChain(from common: Int) {
    isChainChanged = false
    var place = 0
    for each in chain {
      if each.tag == .strong, isStrongLeft { continue }
      place += 1
      if place <= common { continue }
      var formatting = each
      formatting.node = out.append(
        element: each.tag, to: open.last?.node ?? leaf ?? .document)
      setAttributes(of: formatting)
      open.append(formatting)
    }
  }

  private mutating func setAttributes(of formatting: Formatting) {
    switch formatting.tag {
    case .a:
      out.setAttribute(formatting.node, .href, to: formatting.address)
      out.setAttribute(formatting.node, .rel, to: "noopener nofollow".utf8)
    case .abbr, .dfn: copyLine(.title, of: formatting)
    case .time: copyLine(.datetime, of: formatting)
    default: break
    }
  }

  /// Copies a short attribute, its white space collapsed.
  private mutating func copyLine(_ name: AttributeName, of formatting: Formatting) {
    guard let range = source.attribute(formatting.source, name), range.count < 500 else { return }
    let value = bytes[range.indices].collapsed()
    if !value.isEmpty { out.setAttribute(formatting.node, name, to: value) }
  }

  /// Appends bytes to the text that is open at the walk's place in the output.
  mutating func write(_ text: ArraySlice<UInt8>) {
    ending = Ending(text, after: ending, link: open.last { $0.tag == .a }?.source)
    let parent = open.last?.node ?? leaf ?? .document
    if let last = out.lastChild(parent), out.kind(last) == .text {
      let range = out.text(last)
      if Int(range.end) == out.bytes.count {
        out.bytes.append(contentsOf: text)
        out.replaceText(
          last, with: ByteRange(start: range.start, count: range.count + UInt32(text.count)))
      } else {
        out.replaceText(last, with: Array(out.bytes[range.indices]) + text)
      }
      return
    }
    let start = UInt32(out.bytes.count)
    out.bytes.append(contentsOf: text)
    let node = out.makeText([])
    out.replaceText(node, with: ByteRange(start: start, count: UInt32(text.count)))
    out.append(node, to: parent)
  }
}
