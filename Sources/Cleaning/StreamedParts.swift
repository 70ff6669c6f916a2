import Markup

/// Puts the parts of a page that came late where they belong, as React's scripts do in a browser.
///
///     <!--$?--><template id="B:0"></template>Loading …<!--/$-->
///     …
///     <div hidden id="S:0"><p>The article.</p></div><script>$RC("B:0","S:0")</script>
///
/// A server that streams a page sends what takes long hidden at its end, under the number of the place that waits for it,
/// and a script moves it: without the script the article is hidden text behind the footer. Places and parts have the same
/// number, so no script need be read. Source: react-dom, `ReactFizzServer.js` and `ReactDOMFizzInstructionSetShared.js`.
struct StreamedParts {
  /// Parts that are moved, and siblings of a place that are looked at: bounds against hostile pages.
  private static let mostParts = 1_000
  private static let mostSiblings = 10_000

  /// Bytes of the longest name.
  private static let longestName = 64

  static func putInPlace(in tree: inout Tree) {
    guard let body = tree.body else { return }
    var parts: [[UInt8]: NodeID] = [:]
    var child = tree.firstChild(body)
    while let node = child, parts.count < mostParts {
      child = tree.next(node)
      guard tree.kind(node) == .element, tree.attributeCount(node) > 1,
        tree.attribute(node, .hidden) != nil,
        let name = key(of: node, UInt8(ascii: "S"), tree), parts[name] == nil
      else { continue }
      parts[name] = node
    }
    guard !parts.isEmpty else { return }
    for (place, name, isBoundary) in places(in: tree) {
      guard let part = parts[name], !tree.contains(part, place) else { continue }
      parts[name] = nil
      move(part, to: place, isBoundary: isBoundary, in: &tree)
    }
  }

  /// What parts and places have in common: the name without its letter, which stands before the last colon.
  ///
  ///     S:1f    a part                B:1f    what waits, with a text for as long
  ///                                   P:1f    a gap
  private static func key(of node: NodeID, _ letter: UInt8, _ tree: Tree) -> [UInt8]? {
    guard let id = tree.attribute(node, .id) else { return nil }
    return tree.withBytes(id) { name in
      guard name.count <= longestName, let colon = name.lastIndex(of: UInt8(ascii: ":")),
        colon > 0, name[colon - 1] == letter, colon + 1 < name.count,
        name[(colon + 1)...].allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x61 < 6 })
      else { return nil }
      return Array(name[..<(colon - 1)]) + name[colon...]
    }
  }

  private static func places(in tree: Tree) -> [(node: NodeID, key: [UInt8], isBoundary: Bool)] {
    var found: [(node: NodeID, key: [UInt8], isBoundary: Bool)] = []
    var next = tree.firstChild(.document)
    while let node = next {
      next = tree.nextInOrder(node, within: .document)
      guard tree.isElement(node, .template) else { continue }
      if let key = key(of: node, UInt8(ascii: "B"), tree) {
        found.append((node, key, true))
      } else if let key = key(of: node, UInt8(ascii: "P"), tree) {
        found.append((node, key, false))
      }
    }
    return found
  }

  /// Puts the children of a part in place of a template and of what stands there until they come.
  private static func move(
    _ part: NodeID, to place: NodeID, isBoundary: Bool, in tree: inout Tree
  ) {
    // Who strips a page of its comments leaves no end of what stands there: then it stays.
    if isBoundary, let end = endOfBoundary(behind: place, in: tree) {
      while let waiting = tree.next(place), waiting != end { tree.detach(waiting) }
    }
    while let child = tree.firstChild(part) { tree.insert(child, before: place) }
    tree.detach(part)
    tree.detach(place)
  }

  /// The comment that ends the boundary which a place begins.
  private static func endOfBoundary(behind place: NodeID, in tree: Tree) -> NodeID? {
    var depth = 0
    var sibling = tree.next(place)
    for _ in 0..<mostSiblings {
      guard let node = sibling else { return nil }
      sibling = tree.next(node)
      guard tree.kind(node) == .comment else { continue }
      let (opens, closes) = tree.withBytes(tree.text(node)) { text in
        (text.first == UInt8(ascii: "$") && text.count <= 2, text.elementsEqual("/$".utf8))
      }
      if opens { depth += 1 }
      if closes {
        if depth == 0 { return node }
        depth -= 1
      }
    }
    return nil
  }
}
