/// What is below a node: sums over its subtree.
///
/// Text is what a browser may show: of `script`, `style`, `head`, templates and their like nothing
/// counts. Lengths are in the units of `TextMeasure`. Numbers stop at the greatest they can hold.
public struct SubtreeMeasure: Hashable, Sendable {
  public internal(set) var letters: UInt32 = 0
  public internal(set) var digits: UInt32 = 0
  public internal(set) var han: UInt32 = 0
  public internal(set) var kana: UInt32 = 0
  public internal(set) var hangul: UInt32 = 0

  /// Words of scripts that part them; one that an element's border cuts counts twice.
  public internal(set) var words: UInt32 = 0

  /// Marks that end a sentence, and `, ; :` with their like.
  public internal(set) var enders: UInt32 = 0
  public internal(set) var commas: UInt32 = 0

  /// Units of text in links, and how many links.
  public internal(set) var linkedUnits: UInt32 = 0
  public internal(set) var links: UInt32 = 0

  /// Elements below.
  public internal(set) var elements: UInt32 = 0

  /// Child elements, and how many of them have the tag of the element before them.
  public internal(set) var children: UInt16 = 0
  public internal(set) var alike: UInt16 = 0

  /// Elements below each other, at most.
  public internal(set) var height: UInt16 = 0

  /// A letter or digit is one, a Han, kana or Hangul character two.
  public var units: UInt32 {
    letters &+ digits &+ 2 &* (han &+ kana &+ hangul)
  }

  public var unlinkedUnits: UInt32 { units > linkedUnits ? units - linkedUnits : 0 }

  /// The share of units in links, 0 to 1.
  public var linkDensity: Float { units == 0 ? 0 : Float(linkedUnits) / Float(units) }

  /// How much the children are like a list: the share of them that repeat the tag before them.
  public var listLikeness: Float {
    children < 2 ? 0 : Float(alike) / Float(children - 1)
  }

  @inline(__always)
  mutating func add(_ text: TextMeasure, isLinked: Bool) {
    letters &+= UInt32(truncatingIfNeeded: text.letters)
    digits &+= UInt32(truncatingIfNeeded: text.digits)
    han &+= UInt32(truncatingIfNeeded: text.han)
    kana &+= UInt32(truncatingIfNeeded: text.kana)
    hangul &+= UInt32(truncatingIfNeeded: text.hangul)
    words &+= UInt32(truncatingIfNeeded: text.words)
    enders &+= UInt32(truncatingIfNeeded: text.enders)
    commas &+= UInt32(truncatingIfNeeded: text.commas)
    if isLinked { linkedUnits &+= UInt32(truncatingIfNeeded: text.units) }
  }

  @inline(__always)
  mutating func add(child: SubtreeMeasure) {
    letters &+= child.letters
    digits &+= child.digits
    han &+= child.han
    kana &+= child.kana
    hangul &+= child.hangul
    words &+= child.words
    enders &+= child.enders
    commas &+= child.commas
    linkedUnits &+= child.linkedUnits
    links &+= child.links
    elements &+= child.elements &+ 1
    if children < .max { children += 1 }
    height = max(height, child.height < .max ? child.height + 1 : .max)
  }
}

/// The measures of every element of a tree.
///
///     let measures = TreeMeasures(tree)
///     let density = measures[element].linkDensity
///
/// They are of the tree as it was then: edits do not reach them.
public struct TreeMeasures: Sendable {
  private var records: [SubtreeMeasure]

  /// The measures of an element or the document; of other nodes, and of those that came later, zeros.
  public subscript(node: NodeID) -> SubtreeMeasure {
    Int(node.index) < records.count ? records[Int(node.index)] : SubtreeMeasure()
  }

  /// Measures a tree from the leaves up.
  ///
  /// - Complexity: linear, without recursion.
  public init(_ tree: Tree) {
    records = [SubtreeMeasure](repeating: SubtreeMeasure(), count: tree.nodeCount)
    var links = 0
    var next = tree.firstChild(.document)
    while let node = next {
      if descends(into: node, tree, &links), let child = tree.firstChild(node) {
        next = child
        continue
      }
      next = following(node, tree, &links)
    }
  }

  /// Whether what is below a node counts; measures texts on the way.
  private mutating func descends(into node: NodeID, _ tree: Tree, _ links: inout Int) -> Bool {
    switch tree.kind(node) {
    case .text:
      guard let parent = tree.parent(node) else { return false }
      let measure = tree.withBytes(tree.text(node)) { TextMeasure($0) }
      records[Int(parent.index)].add(measure, isLinked: links > 0)
      return false
    case .element: break
    case .document, .doctype, .comment, .templateContents: return false
    }
    let tag = tree.tag(node)
    if ElementKind.of(tag, isHTML: tree.namespace(node) == .html) == .skipped { return false }
    if TreeMeasures.isLink(node, tree) {
      links += 1
      records[Int(node.index)].links = 1
    }
    return true
  }

  private static func isLink(_ node: NodeID, _ tree: Tree) -> Bool {
    tree.isElement(node, .a) && tree.attribute(node, .href) != nil
  }

  /// The node after a node and all below it; adds what ends on the way to what is around it.
  private mutating func following(_ node: NodeID, _ tree: Tree, _ links: inout Int) -> NodeID? {
    var each = node
    while true {
      if tree.kind(each) == .element { close(each, tree, &links) }
      if let next = tree.next(each) { return next }
      guard let parent = tree.parent(each), parent != .document else { return nil }
      each = parent
    }
  }

  private mutating func close(_ node: NodeID, _ tree: Tree, _ links: inout Int) {
    guard let parent = tree.parent(node) else { return }
    if links > 0, records[Int(node.index)].links > 0, TreeMeasures.isLink(node, tree) { links -= 1 }
    var before = tree.previous(node)
    while let each = before, tree.kind(each) != .element { before = tree.previous(each) }
    records[Int(parent.index)].add(child: records[Int(node.index)])
    if let before, tree.tag(before) == tree.tag(node), records[Int(parent.index)].alike < .max {
      records[Int(parent.index)].alike += 1
    }
  }
}
