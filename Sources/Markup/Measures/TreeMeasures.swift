/// How much text is below each element of a tree, in the units of `TextMeasure`.
///
///     let measures = TreeMeasures(tree)
///     let own = measures[element].unlinkedUnits
///
/// Text is what a browser may show: of `script`, `style`, `head`, templates and their like nothing counts. The sums are of the
/// tree as it was then: edits do not reach them.
public struct TreeMeasures: Sendable {
  /// Sums over a subtree.
  public struct Sum: Hashable, Sendable {
    public var units: UInt32 = 0
    public var linkedUnits: UInt32 = 0

    public var unlinkedUnits: UInt32 { units > linkedUnits ? units - linkedUnits : 0 }
  }

  private var sums: [Sum]

  /// The measures of an element or the document; of other nodes, and of those that came later, zeros.
  public subscript(node: NodeID) -> Sum {
    Int(node.index) < sums.count ? sums[Int(node.index)] : Sum()
  }

  /// Measures a tree from the leaves up.
  ///
  /// - Complexity: linear, without recursion.
  public init(_ tree: Tree) {
    sums = [Sum](repeating: Sum(), count: tree.nodeCount)
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
      let units = UInt32(
        truncatingIfNeeded: tree.withBytes(tree.text(node)) { TextMeasure.units(of: $0) })
      sums[Int(parent.index)].units &+= units
      if links > 0 { sums[Int(parent.index)].linkedUnits &+= units }
      return false
    case .element:
      if TreeMeasures.isLink(node, tree) { links += 1 }
      return ElementKind.of(tree.tag(node), isHTML: tree.namespace(node) == .html) != .skipped
    case .document, .doctype, .comment, .templateContents: return false
    }
  }

  private static func isLink(_ node: NodeID, _ tree: Tree) -> Bool {
    tree.isElement(node, .a) && tree.attribute(node, .href) != nil
  }

  /// The node after a node and all below it; adds what ends on the way to what is around it.
  private mutating func following(_ node: NodeID, _ tree: Tree, _ links: inout Int) -> NodeID? {
    var each = node
    while true {
      if tree.kind(each) == .element, let parent = tree.parent(each) {
        if TreeMeasures.isLink(each, tree) { links -= 1 }
        sums[Int(parent.index)].units &+= sums[Int(each.index)].units
        sums[Int(parent.index)].linkedUnits &+= sums[Int(each.index)].linkedUnits
      }
      if let next = tree.next(each) { return next }
      guard let parent = tree.parent(each), parent != .document else { return nil }
      each = parent
    }
  }
}
