import Markup

/// A tree in the format of html5lib's tree-construction tests.
struct TreeDump {
  let tree: Tree
  private(set) var lines: [String] = []

  init(_ tree: Tree, below root: NodeID = .document) {
    self.tree = tree
    dumpChildren(of: root)
  }

  // Iterative, since the depth is the page's to choose.
  private mutating func dumpChildren(of root: NodeID) {
    var depth = 0
    var next = tree.firstChild(root)
    while let node = next {
      dump(node, String(repeating: "  ", count: depth))
      if let child = tree.firstChild(node) {
        depth += 1
        next = child
        continue
      }
      var each = node
      while each != root, tree.next(each) == nil, let parent = tree.parent(each) {
        depth -= 1
        each = parent
      }
      next = each == root ? nil : tree.next(each)
    }
  }

  private mutating func dump(_ node: NodeID, _ indent: String) {
    switch tree.kind(node) {
    case .document: break
    case .doctype: lines.append("| \(indent)<!DOCTYPE \(doctype)>")
    case .comment: lines.append("| \(indent)<!-- \(tree.string(tree.text(node))) -->")
    case .text: lines.append("| \(indent)\"\(tree.string(tree.text(node)))\"")
    case .templateContents: lines.append("| \(indent)content")
    case .element:
      lines.append("| \(indent)<\(prefix(node))\(tree.name(tree.tag(node)))>")
      let isForeign = tree.namespace(node) != .html
      let attributes = tree.attributes(node).map { attribute in
        (name(attribute.name, isForeign), tree.string(attribute.value))
      }
      for (name, value) in attributes.sorted(by: {
        $0.0.utf16.lexicographicallyPrecedes($1.0.utf16)
      }) {
        lines.append("| \(indent)  \(name)=\"\(value)\"")
      }
    }
  }

  private func prefix(_ node: NodeID) -> String {
    switch tree.namespace(node) {
    case .html: ""
    case .svg: "svg "
    case .mathML: "math "
    }
  }

  private func name(_ attribute: AttributeName, _ isForeign: Bool) -> String {
    let name = tree.name(attribute)
    let isAdjusted = [
      "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title",
      "xlink:type", "xml:lang", "xml:space", "xmlns:xlink",
    ].contains(name)
    guard isForeign, isAdjusted, let colon = name.firstIndex(of: ":") else { return name }
    return "\(name[..<colon]) \(name[name.index(after: colon)...])"
  }

  private var doctype: String {
    guard let doctype = tree.doctype else { return "" }
    let name = doctype.name.map(tree.string) ?? ""
    guard doctype.publicID != nil || doctype.systemID != nil else { return name }
    let ids = [doctype.publicID, doctype.systemID].map { $0.map(tree.string) ?? "" }
    return "\(name) \"\(ids[0])\" \"\(ids[1])\""
  }
}
