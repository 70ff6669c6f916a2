import Markup

/// Drops what was kept of a page that is no article: a bare list of links, or a form to log in.
///
/// Where nothing else is there the model keeps the likeliest blocks, which are these.
struct DropListsAndForms: Stage {
  /// Share of the kept bytes inside links from which on there is nothing but links.
  ///
  /// Of 2,533 pages of public sets, listings among them, the greatest is 0.96.
  private static let barest = 0.97

  /// Fewer links are a teaser, or a text that is a link itself.
  private static let leastLinks = 5

  /// A form to log in with its small print; more is a text that has a form beside it.
  private static let longestForm = 800

  func apply(to document: inout Document) {
    guard document.isMarkup, !document.isBareContent else { return }
    let kept = document.blocks.indices.filter { document.blocks[$0].isKept }
    guard !kept.isEmpty else { return }
    if isBareList(kept, document) {
      drop(kept, of: &document, "a bare list of links")
    } else if isLogin(kept, document) {
      drop(kept, of: &document, "a form to log in")
    }
  }

  private func drop(_ kept: [Int], of document: inout Document, _ rule: StaticString) {
    for index in kept { document.judge(index, .boilerplate, keeping: false, rule) }
  }

  private func isBareList(_ kept: [Int], _ document: Document) -> Bool {
    var (bytes, linked, links) = (0, 0, 0)
    for index in kept {
      bytes += document.blocks[index].text.count
      linked += document.blocks[index].linkedBytes
      links += document.blocks[index].links
    }
    return links >= DropListsAndForms.leastLinks
      && Double(linked) >= DropListsAndForms.barest * Double(bytes)
  }

  /// Whether all that was kept stands in or beside a form that asks for a password.
  private func isLogin(_ kept: [Int], _ document: Document) -> Bool {
    let units = kept.reduce(0) { $0 + document.blocks[$1].measure.units }
    guard units <= DropListsAndForms.longestForm, let form = loginForm(document.tree) else {
      return false
    }
    return kept.allSatisfy { document.tree.contains(form, document.blocks[$0].container) }
  }

  /// What holds the first form with a password, headline and small print: the element around it, but for the body.
  private func loginForm(_ tree: Tree) -> NodeID? {
    var node = tree.firstChild(.document)
    while let each = node {
      if tree.isElement(each, .input), asksForPassword(each, tree) {
        var form = tree.parent(each)
        while let one = form, !tree.isElement(one, .form) { form = tree.parent(one) }
        guard let form, let around = tree.parent(form) else { return form }
        return tree.isElement(around, .body) ? form : around
      }
      node = tree.nextInOrder(each, within: .document)
    }
    return nil
  }

  private func asksForPassword(_ input: NodeID, _ tree: Tree) -> Bool {
    guard let type = tree.attribute(input, .type) else { return false }
    return tree.withBytes(type) { $0.elementsEqual("password".utf8) { $0 | 0x20 == $1 } }
  }
}
