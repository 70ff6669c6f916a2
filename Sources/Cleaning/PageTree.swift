import Markup

/// Parses pages, also those that a browser would show empty, and those that scripts put together.
enum PageTree {
  /// Bytes from which on an open title is no title but the page.
  private static let longestTitle = 4096

  /// The tree of a page in UTF-8.
  static func parse(_ source: consuming [UInt8]) -> Tree {
    var tree = Tree(parsing: source, options: ParseOptions())
    if let title = openTitle(of: tree) {
      var bytes = Array(tree.bytes[..<tree.sourceCount])
      // The name of the tag becomes one whose content is read as markup: `<title>` to `<span >`.
      bytes.replaceSubrange(title..<title + 5, with: "span ".utf8)
      tree = Tree(parsing: bytes, options: ParseOptions())
    }
    WrittenElements.make(in: &tree)
    StreamedParts.putInPlace(in: &tree)
    return tree
  }

  /// Where the name of a `title` stands that nothing closes, so that it swallowed the page.
  private static func openTitle(of tree: Tree) -> Int? {
    var node = tree.head.flatMap { tree.lastChild($0) }
    while let each = node, tree.kind(each) != .element { node = tree.previous(each) }
    guard let title = node, tree.isElement(title, .title), let text = tree.firstChild(title),
      Int(tree.text(text).count) > longestTitle
    else { return nil }
    let start = Int(tree.source(title).start)
    let name = "title".utf8
    guard start + 6 <= tree.sourceCount, tree.bytes[start] == UInt8(ascii: "<"),
      zip(tree.bytes[start + 1..<start + 6], name).allSatisfy({ $0 | 0x20 == $1 })
    else { return nil }
    return start + 1
  }
}
