/// The tree construction of the HTML standard: tokens in, nodes out, one file for each mode.
///
/// Source: HTML standard, section 13.2.6.
struct TreeConstruction {
  var tokenizer: Tokenizer
  let options: ParseOptions
  private let mostNodes: Int
  var nodes = [Node(.document)]
  var open = StackOfOpenElements()
  var formatting: [FormattingEntry] = []
  /// Tags of elements past the depth limit: in the tree, but not in the stack.
  var overDeep: [Tag] = []
  var mode = InsertionMode.initial
  var originalMode = InsertionMode.initial
  var templateModes: [InsertionMode] = []
  var head = NodeID.absent
  var form = NodeID.absent
  var isFramesetOK = true
  var isFosterParenting = false
  var ignoresNewline = false
  var isStopped = false
  var pendingTableText: [ByteRange] = []
  /// Texts beside the one they continue, joined at the end.
  var splitTexts: [UInt32] = []
  var doctype: Doctype?
  var quirks = QuirksMode.none
  /// The element a fragment is parsed in.
  var context: (tag: Tag, namespace: Namespace)?

  /// A context that is a form stands for one without being a node.
  static let contextForm = NodeID.absent - 1

  init(_ source: [UInt8], options: ParseOptions) {
    tokenizer = Tokenizer(source, options: options)
    self.options = options
    mostNodes = min(options.maximumNodes, options.freeNodes + source.count / 4)
    nodes.reserveCapacity(source.count / 32 + 8)
    tokenizer.attributes.reserveCapacity(source.count / 64)
  }

  mutating func run() {
    while !isStopped {
      if tokenizer.names.remembered > options.maximumNames { forgetNames() }
      tokenizer.next()
      if nodes.count >= mostNodes {
        tokenizer.note(.nodes)
        tokenizer.token.kind = .endOfFile
      }
      if ignoresNewline {
        ignoresNewline = false
        if tokenizer.token.kind == .characters, dropLeadingNewline() { continue }
      }
      dispatch()
    }
  }

  /// Forgets the page's names but for those that an end tag may still name.
  private mutating func forgetNames() {
    tokenizer.note(.names)
    tokenizer.names.forget(
      keeping: open.items.map(\.tag.rawValue)
        + overDeep.suffix(TreeConstruction.overDeepReach).map(\.rawValue))
  }

  /// Drops the newline right after `<pre>`; true where nothing else was in the token.
  private mutating func dropLeadingNewline() -> Bool {
    let text = tokenizer.token.text
    guard tokenizer.byte(text.start) == 0x0A else { return false }
    tokenizer.token.text = ByteRange(start: text.start + 1, count: text.count - 1)
    return text.count == 1
  }

  /// "Tree construction dispatcher".
  mutating func dispatch() {
    if isForeign { foreignContent() } else { process(in: mode) }
  }

  /// Processes the current token by the rules of a mode; also "reprocess" and "using the rules for".
  mutating func process(in mode: InsertionMode) {
    switch mode {
    case .inBody: inBody()
    case .initial: initial()
    case .beforeHTML: beforeHTML()
    case .beforeHead: beforeHead()
    case .inHead: inHead()
    case .inHeadNoscript: inHeadNoscript()
    case .afterHead: afterHead()
    case .text: text()
    case .inTable: inTable()
    case .inTableText: inTableText()
    case .inCaption: inCaption()
    case .inColumnGroup: inColumnGroup()
    case .inTableBody: inTableBody()
    case .inRow: inRow()
    case .inCell: inCell()
    case .inTemplate: inTemplate()
    case .afterBody: afterBody()
    case .inFrameset: inFrameset()
    case .afterFrameset: afterFrameset()
    case .afterAfterBody: afterAfterBody()
    case .afterAfterFrameset: afterAfterFrameset()
    }
  }

  mutating func reprocess(in mode: InsertionMode) {
    self.mode = mode
    dispatch()
  }

  var token: Token { tokenizer.token }

  /// Cuts the leading whitespace off the current characters; false where none are left.
  ///
  /// The range of the whitespace goes to `body`.
  mutating func takeWhitespace(_ body: (inout Self, ByteRange) -> Void) -> Bool {
    let text = tokenizer.token.text
    var count: UInt32 = 0
    while count < text.count, tokenizer.byte(text.start + count).isHTMLWhitespace { count += 1 }
    if count > 0 {
      body(&self, ByteRange(start: text.start, count: count))
      tokenizer.token.text = ByteRange(start: text.start + count, count: text.count - count)
    }
    return count < text.count
  }

  func isWhitespace(_ text: ByteRange) -> Bool {
    var i = text.start
    while i < text.end, tokenizer.byte(i).isHTMLWhitespace { i += 1 }
    return i == text.end
  }

  func isEnd(_ tag: Tag) -> Bool { token.kind == .endTag && token.tag == tag }
}

extension Tokenizer {
  /// The byte at an index of the arena to be.
  @inline(__always)
  func byte(_ index: UInt32) -> UInt8 {
    let i = Int(index)
    return i < source.count ? source[i] : decoded[i - source.count]
  }

  func equal(_ one: ByteRange, _ other: ByteRange) -> Bool {
    guard one.count == other.count else { return false }
    for i in 0..<one.count where byte(one.start + i) != byte(other.start + i) { return false }
    return true
  }

  /// Whether a text is this one (in lower case), ASCII case aside.
  func equals(_ range: ByteRange, _ text: StaticString) -> Bool {
    guard Int(range.count) == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { byte(range.start + UInt32($0)).lowered == wanted[$0] }
    }
  }

  func hasPrefix(_ range: ByteRange, _ text: StaticString) -> Bool {
    let length = UInt32(text.utf8CodeUnitCount)
    return range.count >= length && equals(ByteRange(start: range.start, count: length), text)
  }
}
