import Markup

/// Drops what was kept of a page that is no article: a bare list of links, or a form to log in.
///
/// Where nothing else is there the model keeps the likeliest blocks, which are these.
struct DropListsAndForms: Stage {
  /// Shares of the bytes inside links, of what was kept and of all that the page shows, from which on there is nothing but
  /// links: a listing of goods whose cards are links has more around it.
  private static let barest = 0.97
  private static let barestPage = 0.9

  /// Fewer links are a teaser, or a text that is a link itself.
  private static let leastLinks = 5

  /// Bytes of a link in the mean, as headlines have; cards of goods and of jobs that are links say more.
  private static let longestLink = 100

  /// Units of a form to log in with its small print; a longer one is a page that is all in one form.
  private static let longestForm = 800

  func apply(to document: inout Document) {
    guard document.isMarkup, !document.isBareContent else { return }
    // Headings stand over lists and forms as over articles.
    let kept = document.blocks.indices.filter {
      document.blocks[$0].isKept && document.blocks[$0].context.headingLevel == 0
    }
    guard !kept.isEmpty else { return }
    if isBareList(kept, document) {
      drop("a bare list of links", from: &document)
    } else if isLogin(kept, document) {
      drop("a form to log in", from: &document)
    }
  }

  private func drop(_ rule: StaticString, from document: inout Document) {
    for index in document.blocks.indices where document.blocks[index].isKept {
      document.judge(index, .boilerplate, keeping: false, rule)
    }
  }

  private func isBareList(_ kept: [Int], _ document: Document) -> Bool {
    let links = kept.reduce(0) { $0 + document.blocks[$1].links }
    let shown = document.blocks.indices.filter {
      let context = document.blocks[$0].context
      return context.headingLevel == 0 && !context.ancestors.contains(.hidden)
    }
    let bytes = kept.reduce(0) { $0 + document.blocks[$1].text.count }
    return links >= DropListsAndForms.leastLinks
      && bytes <= links * DropListsAndForms.longestLink
      && isLinked(kept, document, by: DropListsAndForms.barest)
      && isLinked(shown, document, by: DropListsAndForms.barestPage)
  }

  private func isLinked(_ blocks: [Int], _ document: Document, by share: Double) -> Bool {
    var (bytes, linked) = (0, 0)
    for index in blocks {
      bytes += document.blocks[index].text.count
      linked += document.blocks[index].linkedBytes
    }
    return Double(linked) >= share * Double(bytes)
  }

  /// Whether all that was kept stands in a form that asks for a password.
  private func isLogin(_ kept: [Int], _ document: Document) -> Bool {
    func units(_ blocks: some Sequence<Int>) -> Int {
      blocks.reduce(0) { $0 + document.blocks[$1].measure.units }
    }
    guard units(kept) <= DropListsAndForms.longestForm, let form = loginForm(document.tree) else {
      return false
    }
    let inside = document.blocks.indices.filter {
      document.tree.contains(form, document.blocks[$0].container)
    }
    return units(inside) <= DropListsAndForms.longestForm && Set(kept).isSubset(of: inside)
  }

  /// The first form with a field for a password.
  private func loginForm(_ tree: Tree) -> NodeID? {
    var node = tree.firstChild(.document)
    while let each = node {
      if tree.isElement(each, .input), asksForPassword(each, tree) {
        var form = tree.parent(each)
        while let one = form, !tree.isElement(one, .form) { form = tree.parent(one) }
        return form
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
