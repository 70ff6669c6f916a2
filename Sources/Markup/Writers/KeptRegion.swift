/// What stands below each element of a page, found bottom-up before content is built.
struct KeptRegion {
  struct Holdings: OptionSet {
    let rawValue: UInt8
    static let kept = Holdings(rawValue: 1)
    static let dropped = Holdings(rawValue: 2)
    static let table = Holdings(rawValue: 4)
    static let figure = Holdings(rawValue: 8)
    /// A list, a table, a heading or the like: more than a heading can hold.
    static let structure = Holdings(rawValue: 16)
    static let paragraph = Holdings(rawValue: 32)
    static let paragraphs = Holdings(rawValue: 64)
  }

  private(set) var holdings: [Holdings]

  /// The kept texts that hold more than white space.
  private(set) var keptCount = 0

  init(of tree: Tree, below root: NodeID, kept: [Bool], excluded: [Bool]) {
    holdings = [Holdings](repeating: [], count: tree.nodeCount)
    var next = tree.firstChild(root)
    while let node = next {
      switch tree.kind(node) {
      case .text:
        next = tree.nextAfterSubtree(node, within: root)
        if tree.isBlank(node) { continue }
        let isKept = Int(node.index) < kept.count && kept[Int(node.index)]
        if isKept { keptCount += 1 }
        mark(isKept ? .kept : .dropped, above: node, in: tree, upTo: root)
      case .element:
        let role = ContentRole(tree.tag(node))
        let isExcluded = Int(node.index) < excluded.count && excluded[Int(node.index)]
        if role == .skipped || isExcluded || tree.namespace(node) == .svg {
          next = tree.nextAfterSubtree(node, within: root)
          continue
        }
        note(role, tree.tag(node), of: node, in: tree, upTo: root)
        next = tree.nextInOrder(node, within: root)
      case .comment, .doctype, .document, .templateContents:
        next = tree.nextAfterSubtree(node, within: root)
      }
    }
  }

  subscript(node: NodeID) -> Holdings { holdings[Int(node.index)] }

  private mutating func note(
    _ role: ContentRole, _ tag: Tag, of node: NodeID, in tree: Tree, upTo root: NodeID
  ) {
    switch role {
    case .table: mark([.table, .structure], above: node, in: tree, upTo: root)
    case .figure: mark([.figure, .structure], above: node, in: tree, upTo: root)
    case .heading, .pre, .quote, .list, .definitions, .rule:
      mark(.structure, above: node, in: tree, upTo: root)
    case .block where tag == .p: markParagraph(above: node, in: tree, upTo: root)
    default: break
    }
  }

  // Both climbs stop where a bit is set already, so that each node is met once for each bit.
  private mutating func mark(
    _ bits: Holdings, above node: NodeID, in tree: Tree, upTo root: NodeID
  ) {
    var each = node
    while each != root, let up = tree.parent(each),
      !holdings[Int(up.index)].isSuperset(of: bits)
    {
      holdings[Int(up.index)].formUnion(bits)
      each = up
    }
  }

  private mutating func markParagraph(above node: NodeID, in tree: Tree, upTo root: NodeID) {
    var each = node
    while each != root, let up = tree.parent(each) {
      let before = holdings[Int(up.index)]
      if before.contains(.paragraphs) { return }
      holdings[Int(up.index)].insert(before.contains(.paragraph) ? .paragraphs : .paragraph)
      each = up
    }
  }
}

extension Tree {
  /// Whether a text holds nothing but ASCII white space.
  func isBlank(_ text: NodeID) -> Bool {
    for i in self.text(text).indices where !bytes[i].isBlank { return false }
    return true
  }
}

extension UInt8 {
  /// ASCII whitespace of the Infra standard.
  @inline(__always)
  var isBlank: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }
}
