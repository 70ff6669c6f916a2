import Markup

/// Elements that scripts write around what stands between them.
///
///     <script>document.write("<div style='display:none'>");</script>
///     …hidden from readers, not from machines…
///     <script>document.write("</div>");</script>
///
/// The first script becomes the element that it writes, with the style that it gives it, and takes in what follows up to the
/// second; what that style hides is then found as everywhere.
enum WrittenElements {
  /// Bytes of a script that does nothing but write a tag.
  private static let longest = 400

  /// Elements made at most: each looks through its siblings for its end.
  private static let most = 64

  static func make(in tree: inout Tree) {
    var made = 0
    var next = tree.firstChild(.document)
    while let node = next, made < most {
      next = tree.nextInOrder(node, within: .document)
      guard tree.isElement(node, .script), let opening = Opening(of: node, in: tree),
        let end = end(of: opening.name, after: node, in: tree)
      else { continue }
      made += 1
      make(opening, at: node, upTo: end, in: &tree)
      next = tree.nextAfterSubtree(node, within: .document)
    }
  }

  /// A start tag that a script writes.
  private struct Opening {
    var name: [UInt8]
    var style: [UInt8]

    init?(of script: NodeID, in tree: Tree) {
      guard let text = WrittenElements.written(script, in: tree),
        let start = text.firstIndex(of: UInt8(ascii: "<")),
        let style = WrittenElements.first("style=", in: text[start...])
      else { return nil }
      name = Array(text[(start + 1)...].prefix { ($0 | 0x20) &- 0x61 < 26 })
      guard
        name.elementsEqual("div".utf8) || name.elementsEqual("span".utf8)
          || name.elementsEqual("p".utf8) || name.elementsEqual("ul".utf8),
        !WrittenElements.ends(name, in: text)
      else { return nil }
      let value = text[style...].drop { $0 == UInt8(ascii: "\\") }
      guard let quote = value.first, quote == 0x22 || quote == 0x27 else { return nil }
      self.style = Array(
        value.dropFirst().prefix { $0 != quote && $0 != UInt8(ascii: "\\") })
    }
  }

  private static func make(
    _ opening: Opening, at script: NodeID, upTo end: NodeID, in tree: inout Tree
  ) {
    while let child = tree.firstChild(script) { tree.detach(child) }
    let tag = tree.intern(tag: String(decoding: opening.name, as: UTF8.self))
    tree.rename(script, to: tag)
    tree.setAttribute(script, .style, to: opening.style)
    while let sibling = tree.next(script), sibling != end { tree.append(sibling, to: script) }
  }

  /// The script among the following siblings that writes the end tag.
  private static func end(of name: [UInt8], after node: NodeID, in tree: Tree) -> NodeID? {
    var sibling = tree.next(node)
    while let each = sibling {
      if tree.isElement(each, .script), let text = written(each, in: tree), ends(name, in: text) {
        return each
      }
      sibling = tree.next(each)
    }
    return nil
  }

  /// The text of a short script that writes into the page.
  private static func written(_ script: NodeID, in tree: Tree) -> ArraySlice<UInt8>? {
    guard let child = tree.firstChild(script), tree.kind(child) == .text else { return nil }
    let range = tree.text(child)
    guard range.count <= longest else { return nil }
    let text = tree.bytes[range.indices]
    return first("document.write", in: text) == nil ? nil : text
  }

  private static func ends(_ name: [UInt8], in text: ArraySlice<UInt8>) -> Bool {
    ["</", "<\\/"].contains { mark in
      first(mark, in: text).map { text[$0...].starts(with: name) } ?? false
    }
  }

  /// Where the text behind the first of some words begins.
  private static func first(_ word: String, in text: ArraySlice<UInt8>) -> Int? {
    let wanted = Array(word.utf8)
    guard text.count >= wanted.count else { return nil }
    return (text.startIndex...text.endIndex - wanted.count).first {
      text[$0] == wanted[0] && text[$0...].starts(with: wanted)
    }.map { $0 + wanted.count }
  }
}
