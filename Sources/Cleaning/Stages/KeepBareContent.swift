import Domain
import Markup

/// Keeps all of a fragment that is content and nothing else: an article's own HTML posted again.
///
///     <p>Text with <a href="https://example.org/" rel="noopener nofollow">a link</a>.</p>
///
/// Such a fragment has no head, no `div`, no class, id or style, and each of its links says `noopener nofollow`: there is
/// no furniture around an article in it, so there is nothing to judge, and cleaning it again changes nothing.
struct KeepBareContent: Stage {
  func apply(to document: inout Document) {
    guard document.isMarkup, isBare(document.tree) else { return }
    for index in document.blocks.indices {
      document.judge(index, .body, keeping: true, "a fragment of content alone")
      document.blocks[index].score = 1
    }
    document.titleBlocks = []
    document.isBareContent = true
  }

  private func isBare(_ tree: Tree) -> Bool {
    var node = tree.firstChild(.document)
    while let each = node {
      switch tree.kind(each) {
      case .element:
        guard isBare(each, tree) else { return false }
      case .text: break
      case .document, .doctype, .comment, .templateContents: return false
      }
      node = tree.nextInOrder(each, within: .document)
    }
    return true
  }

  private func isBare(_ node: NodeID, _ tree: Tree) -> Bool {
    let tag = tree.tag(node)
    guard tree.namespace(node) == .html else { return false }
    if tag == .html || tag == .head || tag == .body {
      // The parser makes these where a fragment has none.
      return !isWritten(node, tree) && tree.attributeCount(node) == 0
    }
    guard KeepBareContent.elements.contains(tag) else { return false }
    for attribute in tree.attributes(node)
    where !KeepBareContent.attributes.contains(attribute.name) { return false }
    guard tag == .a else { return true }
    guard let rel = tree.attribute(node, .rel) else { return false }
    return tree.withBytes(rel) { $0.elementsEqual("noopener nofollow".utf8) }
  }

  /// Whether the source has the element's own start tag.
  private func isWritten(_ node: NodeID, _ tree: Tree) -> Bool {
    let name = tree.nameBytes(tree.tag(node))
    let start = Int(tree.source(node).start)
    let end = min(start + 1 + name.count, tree.sourceCount)
    return start < end && tree.bytes[start] == UInt8(ascii: "<")
      && tree.bytes[(start + 1)..<end].elementsEqual(name) { $0 | 0x20 == $1 }
  }

  /// What `Content` is made of.
  private static let elements: Set<Tag> = [
    .a, .abbr, .blockquote, .br, .caption, .cite, .code, .dd, .del, .dfn, .dl, .dt, .em,
    .figcaption,
    .figure, .h1, .h2, .h3, .h4, .h5, .h6, .hr, .img, .ins, .kbd, .li, .mark, .ol, .p, .pre, .q,
    .rp, .rt, .ruby, .s, .samp, .small, .strong, .sub, .sup, .table, .tbody, .td, .tfoot, .th,
    .thead, .time, .tr, .u, .ul, .var,
  ]
  private static let attributes: Set<AttributeName> = [
    .alt, .colspan, .datetime, .height, .href, .rel, .rowspan, .scope, .src, .start, .title, .width,
  ]
}
