import Markup

// One input of libFuzzer: the first byte says how the rest is parsed. What must hold of any tree is
// checked; the sanitisers and Swift's own checks find the rest.

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let mode = start[0]
  let input = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  var options = ParseOptions()
  options.isScriptingOn = mode & 1 != 0
  if mode & 2 != 0 {
    options.maximumDepth = 20
    options.maximumNodes = 200
    options.maximumAttributes = 4
    options.maximumNameLength = 12
    options.maximumFormattingElements = 3
  }
  var tree: Tree
  if mode & 4 != 0 {
    let contexts: [Tag] = [.body, .table, .select, .template, .tr, .svg, .title, .frameset]
    let isForeign = mode & 0x40 != 0
    tree = Tree(
      parsingFragment: input, context: contexts[Int(mode >> 3) & 7],
      namespace: isForeign ? .svg : .html, options: options)
  } else if mode & 8 != 0 {
    // A sheet and the same as a style attribute, so that mutants need not stay within markup.
    let text = String(decoding: input, as: UTF8.self)
    let page = "<!doctype html><style>\(text)</style><div class=a id=b><p class='c d' style='\(text)'>t"
    tree = Tree(parsing: Array(page.utf8), options: options)
  } else {
    tree = Tree(parsing: input, options: options)
  }
  check(tree, options)
  let measures = TreeMeasures(tree)
  let visibility = Visibility(tree)
  precondition(measures[.document].linkedUnits <= measures[.document].units)
  for root in visibility.roots { precondition(visibility.isHidden(root)) }
  let html = tree.innerHTML(.document)
  if mode & 0x80 != 0 { edit(&tree, mode) }
  check(tree, options)
  // What was written can be read again.
  check(Tree(parsing: Array(html), options: options), options)
  return 0
}

/// Every node hangs where its links say, no deeper than the bound, its ranges within the bytes.
private func check(_ tree: Tree, _ options: ParseOptions) {
  var depth = 0
  var seen = 0
  var next: NodeID? = tree.firstChild(.document)
  var parent = NodeID.document
  while let node = next {
    seen += 1
    precondition(seen <= tree.nodeCount)
    precondition(tree.parent(node) == parent)
    precondition(Int(tree.text(node).end) <= tree.bytes.count)
    precondition(Int(tree.source(node).end) <= tree.sourceCount)
    for attribute in tree.attributes(node) {
      precondition(Int(attribute.value.end) <= tree.bytes.count)
    }
    if let child = tree.firstChild(node) {
      precondition(tree.previous(child) == nil)
      depth += 1
      // Each template brings a node of its own between it and what it holds.
      precondition(depth <= 2 * options.maximumDepth + 2)
      parent = node
      next = child
      continue
    }
    var each = node
    while true {
      if let sibling = tree.next(each) {
        precondition(tree.previous(sibling) == each)
        next = sibling
        break
      }
      precondition(tree.lastChild(parent) == each)
      guard parent != .document, let up = tree.parent(parent) else {
        next = nil
        break
      }
      each = parent
      parent = up
      depth -= 1
    }
  }
}

/// A few edits, by numbers that the mode gives.
private func edit(_ tree: inout Tree, _ mode: UInt8) {
  var nodes: [NodeID] = []
  var next = tree.firstChild(.document)
  while let node = next, nodes.count < 64 {
    nodes.append(node)
    next = tree.nextInOrder(node, within: .document)
  }
  for (i, node) in nodes.enumerated() where tree.kind(node) == .element {
    switch (i + Int(mode)) % 5 {
    case 0: tree.unwrap(node)
    case 1: tree.detach(node)
    case 2: tree.rename(node, to: .section)
    case 3: tree.setAttribute(node, .class, to: "x \(i)".utf8)
    default: tree.removeAttribute(node, .class)
    }
  }
  _ = TreeMeasures(tree)
  _ = Visibility(tree)
}
