/// Builds the clean tree of the kept texts in one walk over the page.
///
/// Two stacks say where the walk stands: `frames`, the containers (lists, quotes, cells …) that the
/// output has open, and `chain`, the formatting elements above the walk. A *leaf* (`p`, a heading,
/// `pre` …) is opened where a text arrives, with the chain inside it, and closed at each boundary of
/// blocks: so blocks are never within formatting, and what would be empty is never made.
struct ContentBuilder {
  /// Containers within each other; deeper ones are unwrapped.
  ///
  /// A leaf adds at most a formatting
  /// element of each tag, so that the output stays far below a parser's bound of depth.
  static let deepest = 48

  let source: Tree
  let bytes: [UInt8]
  let root: NodeID
  let kept: [Bool]
  let options: ContentOptions
  let region: KeptRegion
  /// AMP's image element, where the page has any.
  let ampImage: Tag?
  var out = Tree()

  struct Frame {
    enum Kind: UInt8 {
      case root, quote, list, item, definitions, detail, figure, figureCaption
      case table, tableSection, row, cell
    }
    var kind: Kind
    var source: NodeID
    var tag: Tag
    /// The element of the output, nil until something stands in it.
    var node: NodeID?
    /// A `hr` stands after the last block, if another block follows.
    var hasRule = false
    /// The item that was made for what stands in a list without one.
    var implicitItem: NodeID?
    var hasCaption = false
  }
  var frames: [Frame]

  /// How white space counts where the walk stands: a flow of blocks, a line, text as it is.
  enum Mode: UInt8 { case flow, line, pre }
  var mode = Mode.flow

  /// The open leaf, nil where the next text opens one.
  var leaf: NodeID?
  /// The tag that the next leaf has, and the element of the page it stands for (nil: none, a `p`).
  var leafTag = Tag.p
  var leafSource: NodeID?

  struct Formatting {
    var tag: Tag
    var source: NodeID
    var address: [UInt8] = []
    /// The element of the output; only in `open`.
    var node: NodeID = .document
  }
  /// The formatting elements above the walk, outermost first, each tag at most once.
  var chain: [Formatting] = []
  /// The elements of the output that are open in the leaf.
  var open: [Formatting] = []
  var isChainChanged = true

  enum Gap: UInt8 { case none, space, noBreak, ideographic }
  /// The white space since the last text of the leaf; it is written when more follows.
  var gap = Gap.none
  /// The `br` since the last text of the leaf.
  var breaks = 0
  /// The U+00A0 since the last text or `br`: several indent a paragraph.
  var noBreaks = 0
  /// The same within `pre`, byte for byte.
  var preGap: [UInt8] = []

  /// Kept texts that the walk has met.
  var keptMet = 0
  /// How the text that was written last ended, nothing at the start of a leaf and behind an image.
  var ending = Ending()
  var lastImage: [UInt8] = []
  var isTextSinceImage = false

  init(source: Tree, root: NodeID, kept: [Bool], options: ContentOptions) {
    self.source = source
    bytes = source.bytes
    self.root = root
    self.kept = kept
    self.options = options
    region = KeptRegion(of: source, below: root, kept: kept, excluded: options.excluded)
    ampImage = source.tag(named: "amp-img")
    frames = [Frame(kind: .root, source: root, tag: .body, node: .document)]
    // Kept text is at most the page's; half of it is a common article.
    out.bytes.reserveCapacity(source.sourceCount / 2)
    // Room that is not used costs nothing; growing holds an article of tiny elements twice.
    out.nodes.reserveCapacity(source.nodeCount)
  }

  mutating func build() -> Content {
    // A text as the root is its own content.
    if source.kind(root) == .text { text(root) }
    var next = source.firstChild(root)
    while let node = next {
      if enter(node), let child = source.firstChild(node) {
        next = child
        continue
      }
      var each = node
      while true {
        leave(each)
        if let sibling = source.next(each) {
          next = sibling
          break
        }
        guard let up = source.parent(each), up != root else {
          next = nil
          break
        }
        each = up
      }
    }
    closeLeaf()
    return Content(tree: out)
  }

  /// Ends what runs on in a line: the leaf in a flow, a word or line in other modes.
  mutating func boundary() {
    switch mode {
    case .flow: closeLeaf()
    case .line: gap = .space
    case .pre: if !preGap.contains(UInt8(ascii: "\n")) { preGap.append(UInt8(ascii: "\n")) }
    }
  }

  mutating func closeLeaf() {
    leaf = nil
    open.removeAll(keepingCapacity: true)
    isChainChanged = true
    gap = .none
    breaks = 0
    noBreaks = 0
    ending = Ending()
    preGap.removeAll(keepingCapacity: true)
  }
}

extension ContentBuilder {
  /// Meets a node; false where what is below it is left out.
  private mutating func enter(_ node: NodeID) -> Bool {
    switch source.kind(node) {
    case .text:
      text(node)
      return false
    case .comment, .doctype, .document, .templateContents: return false
    case .element: break
    }
    let index = Int(node.index)
    if index < options.excluded.count, options.excluded[index] { return false }
    let tag = source.tag(node)
    switch source.namespace(node) {
    case .svg: return false
    case .mathML: return tag != .annotation && tag != .annotationXml
    case .html: break
    }
    return enter(node, tag, ContentRole(tag))
  }

  private mutating func enter(_ node: NodeID, _ tag: Tag, _ role: ContentRole) -> Bool {
    switch role {
    case .skipped: return false
    case .transparent:
      if tag == ampImage {
        image(node)
        return false
      }
      if tag == .button {
        // A button in code copies it.
        if mode == .pre { return false }
        partWords()
      }
      if tag == .span, isShownAsBlock(node) { boundary() }
    case .block: boundary()
    case .formatting: pushFormatting(node, tag)
    case .ruby: if isSoundRuby(node) { push(Formatting(tag: .ruby, source: node)) }
    case .rubyText:
      if isInChain(.ruby), !isInChain(.rt), !isInChain(.rp) {
        push(Formatting(tag: tag, source: node))
      }
    case .heading: enterLeaf(node, tag, if: isSoundHeading(node), mode: .line)
    case .pre: enterLeaf(node, .pre, if: true, mode: .pre)
    case .lineBreak: lineBreak()
    case .rule:
      boundary()
      if mode == .flow { frames[frames.count - 1].hasRule = true }
    case .image:
      image(node)
      return false
    case .quote, .list, .item, .definitions, .term, .detail, .figure, .figureCaption, .table,
      .tableSection, .row, .cell, .caption:
      enterContainer(node, tag, role)
    }
    return true
  }

  private mutating func leave(_ node: NodeID) {
    guard source.kind(node) == .element else { return }
    if leafSource == node {
      closeLeaf()
      leafSource = nil
      leafTag = .p
      mode = .flow
      return
    }
    if chain.count > 0, chain[chain.count - 1].source == node {
      chain.removeLast()
      isChainChanged = true
      return
    }
    if frames[frames.count - 1].source == node {
      leaveFrame()
      return
    }
    guard source.namespace(node) == .html else { return }
    let role = ContentRole(source.tag(node))
    switch role {
    case .transparent:
      if source.tag(node) == .button { partWords() }
      if source.tag(node) == .span, isShownAsBlock(node) { boundary() }
    case .skipped, .formatting, .ruby, .rubyText, .lineBreak, .rule, .image: break
    case .block, .heading, .pre, .quote, .list, .item, .definitions, .term, .detail, .figure,
      .figureCaption, .table, .tableSection, .row, .cell, .caption:
      boundary()
    }
  }

  mutating func enterLeaf(_ node: NodeID, _ tag: Tag, if isSound: Bool, mode: Mode) {
    boundary()
    guard self.mode == .flow, isSound else { return }
    leafSource = node
    leafTag = tag
    self.mode = mode
  }

  /// A heading that holds lists or paragraphs is one that was never closed; one of an image alone heads nothing.
  private func isSoundHeading(_ node: NodeID) -> Bool {
    region[node].isDisjoint(with: [.structure, .paragraphs]) && region[node].contains(.kept)
  }

  private func isShownAsBlock(_ span: NodeID) -> Bool {
    guard let style = source.attribute(span, .style) else { return false }
    return source.withBytes(style) { $0.containsDeclaration("display:block") }
  }
}
