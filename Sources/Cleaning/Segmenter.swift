import Markup

/// What segmentation made of a tree.
struct Segmentation {
  var text: [UInt8] = []
  var blocks: [PageBlock] = []

  /// For each node of the tree, the block its text is part of, or -1.
  var owner: [Int32] = []

  /// The block-level elements, each after the one around it; the root is the first.
  var containers: [Container] = []

  /// Whether the page had more blocks than were wanted, so that its end is missing.
  var isCut = false
}

/// A block-level element, as the search for the body sees it.
struct Container {
  var node: NodeID

  /// The place of the one around it among the containers; -1 of the root.
  var parent: Int32

  /// Hash of its tag and of the words of its names: equal where a template repeats.
  ///
  /// Half a word each, since a page may be nothing but elements.
  var signature: UInt32

  /// Hash of its tag and of the first word of its names.
  var kin: UInt32
}

/// Cuts a tree into blocks: runs of text between the borders that block-level elements, rules and double line breaks
/// draw.
///
/// - Complexity: linear in the size of the tree, without recursion.
struct Segmenter {
  private let tree: Tree
  private let words: WordWeights
  private let visibility: Visibility
  private var result = Segmentation()

  /// Blocks that any page may have; what it has of text allows more.
  private let maximumBlocks: Int

  /// The block being gathered.
  private var start = 0
  private var isOpen = false
  private var offset = 0
  private var blockContext = BlockContext()
  private var place: Int32 = 0
  private var linkedBytes = 0
  private var links = 0
  private var breaks = 0
  private var needsBlank = false
  private var textNodes: [NodeID] = []

  /// Hidden text inside the block being gathered: a block of its own, behind it.
  private var aside: [UInt8] = []
  private var asideNodes: [NodeID] = []
  private var asideContext = BlockContext()

  /// Elements on the way down, with what each hands its children.
  private struct Frame {
    var node: NodeID
    var context: BlockContext
    var place: Int32
    var isBlock: Bool
  }

  private var frames: [Frame] = []

  /// Bytes of text that allow one block more: lines of books and paragraphs allow for themselves.
  static let bytesPerBlock = 64

  /// Blocks of the tree below `root`, and whose text each text node is.
  ///
  /// A block takes a kilobyte in all, its measures, its verdict and its places in the model counted: where a page has more
  /// blocks than `maximumBlocks` and one for each `bytesPerBlock` bytes of their text, the rest of it is left out.
  static func segment(
    _ tree: Tree, below root: NodeID, words: WordWeights, visibility: Visibility,
    maximumBlocks: Int = .max
  ) -> Segmentation {
    var segmenter = Segmenter(
      tree: tree, words: words, visibility: visibility, maximumBlocks: maximumBlocks)
    segmenter.walk(from: root)
    return segmenter.result
  }

  private init(tree: Tree, words: WordWeights, visibility: Visibility, maximumBlocks: Int) {
    self.maximumBlocks = maximumBlocks
    self.tree = tree
    self.words = words
    self.visibility = visibility
    result.owner = [Int32](repeating: -1, count: tree.nodeCount)
    result.text.reserveCapacity(tree.bytes.count / 4)
    // Room that is not used costs nothing; growing holds a page of nothing but elements twice.
    result.containers.reserveCapacity(tree.nodeCount)
  }

  private mutating func walk(from root: NodeID) {
    var context = BlockContext()
    if tree.attributeCount(root) > 0 {
      _ = context.take(attributesOf: root, in: tree, words: words)
    }
    context.take(hidingOf: root, visibility)
    frames = [Frame(node: root, context: context, place: 0, isBlock: true)]
    result.containers.append(Container(node: root, parent: -1, signature: 0, kin: 0))
    var next = tree.firstChild(root)
    while let node = next, !result.isCut {
      if enter(node), let child = tree.firstChild(node) {
        next = child
        continue
      }
      next = following(node, below: root)
    }
    flush()
  }

  /// The node after `node` and all below it; closes the elements that end on the way.
  private mutating func following(_ node: NodeID, below root: NodeID) -> NodeID? {
    var node = node
    while true {
      if let frame = frames.last, frame.node == node, frames.count > 1 { leave() }
      if let sibling = tree.next(node) { return sibling }
      guard let parent = tree.parent(node), parent != root else { return nil }
      node = parent
    }
  }

  /// Takes a node in; whether to go on to its children.
  private mutating func enter(_ node: NodeID) -> Bool {
    switch tree.kind(node) {
    case .text:
      append(node)
      return false
    case .element: break
    default: return false
    }
    let tag = tree.tag(node)
    let kind = ElementKind.of(tag, isHTML: tree.namespace(node) == .html)
    switch kind {
    case .skipped: return false
    case .lineBreak:
      breaks += 1
      needsBlank = true
      if breaks >= 2 || isHeadline { flush() }
      return false
    case .rule:
      flush()
      return false
    case .block, .inline:
      let parent = frames[frames.count - 1]
      var context = parent.context
      context.depth += 1
      context.wordsDistance += 1
      context.take(tag: tag)
      var names = NameSum()
      if tree.attributeCount(node) > 0 {
        names = context.take(attributesOf: node, in: tree, words: words)
      }
      context.take(hidingOf: node, visibility)
      let isBlock = kind == .block
      if isBlock { flush() }
      if tag == .a, tree.attribute(node, .href) != nil {
        context.ancestors.insert(.link)
        if isOpen || !isBlock { links += 1 }
      }
      var place = parent.place
      if isBlock {
        place = Int32(result.containers.count)
        result.containers.append(
          Container(
            node: node, parent: parent.place,
            signature: RepeatedStructure.signature(tag: tag, names: names.signature),
            kin: RepeatedStructure.signature(tag: tag, names: UInt64(names.first))))
      }
      frames.append(Frame(node: node, context: context, place: place, isBlock: isBlock))
      return true
    }
  }

  private mutating func leave() {
    guard let frame = frames.popLast() else { return }
    if frame.isBlock { flush() }
  }

  private mutating func append(_ node: NodeID) {
    // `<br>&nbsp;<br>` is an empty line.
    if breaks > 0, tree.withBytes(tree.text(node), { Segmenter.isBlank($0) }) {
      needsBlank = true
      return
    }
    let frame = frames[frames.count - 1]
    let isHidden = frame.context.ancestors.contains(.hidden)
    if isOpen, isHidden != blockContext.ancestors.contains(.hidden) {
      if isHidden { return setAside(node, frame.context) }
      // The line began with hidden text.
      if hasText(node) { flush() }
    }
    let before = result.text.count
    let pending = needsBlank
    var blank = needsBlank
    var wrote = false
    tree.withBytes(tree.text(node)) { bytes in
      var i = 0
      while i < bytes.count {
        if bytes[i] <= 0x20 {
          blank = true
          i += 1
          continue
        }
        // Words with one blank between them are copied at once; most texts are nothing else.
        let first = i
        i += 1
        while i < bytes.count,
          bytes[i] > 0x20 || bytes[i] == 0x20 && i + 1 < bytes.count && bytes[i + 1] > 0x20
        {
          i += 1
        }
        if blank, result.text.count > start { result.text.append(0x20) }
        blank = false
        wrote = true
        result.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[first..<i]))
      }
    }
    guard wrote else {
      needsBlank = pending || blank
      return
    }
    needsBlank = blank
    breaks = 0
    if !isOpen {
      isOpen = true
      blockContext = frame.context
      place = frame.place
      offset = Int(tree.source(node).start)
    }
    textNodes.append(node)
    if frame.context.ancestors.contains(.link) { linkedBytes += result.text.count - before }
  }

  /// Whether the line so far is one bold text in Han characters, a headline's length: what follows its break is another line,
  /// as `<b>石桥修好了</b><br>2023-04-18 来源：县报`.
  private var isHeadline: Bool {
    guard isOpen, textNodes.count == 1, result.blocks.count < Segmenter.firstBlocks,
      Segmenter.headlineBytes.contains(result.text.count - start), result.text[start] >= 0xE3,
      let parent = tree.parent(textNodes[0])
    else { return false }
    return tree.isElement(parent, .b) || tree.isElement(parent, .strong)
  }

  /// Bytes of such a headline, and blocks of a page among which it stands.
  private static let headlineBytes = 18...150
  private static let firstBlocks = 16

  private func hasText(_ node: NodeID) -> Bool {
    tree.withBytes(tree.text(node)) { $0.contains { $0 > 0x20 } }
  }

  private mutating func setAside(_ node: NodeID, _ context: BlockContext) {
    guard hasText(node) else { return }
    if asideNodes.isEmpty { asideContext = context }
    tree.withBytes(tree.text(node)) { aside.append(contentsOf: $0) }
    asideNodes.append(node)
  }

  /// Makes a block of the text that was set aside.
  private mutating func closeAside() {
    guard !asideNodes.isEmpty else { return }
    let start = result.text.count
    result.text += aside
    let range = Segmenter.trimmed(start..<result.text.count, in: result.text)
    let measure = result.text.withUnsafeBufferPointer {
      TextMeasure(UnsafeBufferPointer(rebasing: $0[range]))
    }
    for node in asideNodes { result.owner[node.slot] = Int32(result.blocks.count) }
    result.blocks.append(
      PageBlock(
        text: range, container: result.containers[Int(place)].node, place: place,
        offset: Int(tree.source(asideNodes[0]).start), measure: measure, context: asideContext,
        isAside: true))
    aside.removeAll(keepingCapacity: true)
    asideNodes.removeAll(keepingCapacity: true)
  }

  /// Whether a text is blanks alone, those of no-break and of ideographic width with them.
  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var i = 0
    while i < bytes.count {
      if bytes[i] <= 0x20 {
        i += 1
      } else if bytes[i] == 0xc2, i + 1 < bytes.count, bytes[i + 1] == 0xa0 {
        i += 2
      } else if bytes[i...].starts(with: "\u{3000}") {
        i += 3
      } else {
        return false
      }
    }
    return true
  }

  /// Ends the block being gathered.
  private mutating func flush() {
    breaks = 0
    needsBlank = false
    guard isOpen else {
      links = 0
      return
    }
    defer {
      closeAside()
      isOpen = false
      start = result.text.count
      linkedBytes = 0
      links = 0
      textNodes.removeAll(keepingCapacity: true)
    }
    let range = Segmenter.trimmed(start..<result.text.count, in: result.text)
    guard !range.isEmpty else { return }
    guard result.blocks.count - range.lowerBound / Segmenter.bytesPerBlock < maximumBlocks else {
      result.isCut = true
      return
    }
    let measure = result.text.withUnsafeBufferPointer {
      TextMeasure(UnsafeBufferPointer(rebasing: $0[range]))
    }
    let index = Int32(result.blocks.count)
    for node in textNodes { result.owner[node.slot] = index }
    result.blocks.append(
      PageBlock(
        text: range, container: result.containers[Int(place)].node, place: place, offset: offset,
        measure: measure, linkedBytes: min(linkedBytes, range.count), links: links,
        context: blockContext))
  }

  /// The range without blanks of any width at its ends.
  static func trimmed(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      if text[low] <= 0x20 {
        low += 1
      } else if low + 1 < high, text[low] == 0xc2, text[low + 1] == 0xa0 {
        low += 2
      } else if low + 2 < high, isWideBlank(text[low], text[low + 1], text[low + 2]) {
        low += 3
      } else {
        break
      }
    }
    while high > low {
      if text[high - 1] <= 0x20 {
        high -= 1
      } else if high - 1 > low, text[high - 2] == 0xc2, text[high - 1] == 0xa0 {
        high -= 2
      } else if high - 2 > low, isWideBlank(text[high - 3], text[high - 2], text[high - 1]) {
        high -= 3
      } else {
        break
      }
    }
    return low..<high
  }

  /// U+3000, U+2000 to U+200F and U+FEFF.
  private static func isWideBlank(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
    a == 0xe3 && b == 0x80 && c == 0x80 || a == 0xe2 && b == 0x80 && c <= 0x8f
      || a == 0xef && b == 0xbb && c == 0xbf
  }
}
