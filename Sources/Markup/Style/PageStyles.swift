/// The style sheets of a page.
struct PageStyles: Sendable {
  var rules: StyleRules

  /// Custom properties that have one value on the page.
  var variables: StyleVariables
  var exceeded: [Limit]

  /// Whether the page also has sheets that are not in it.
  var hasOutsideSheets = false

  /// Whether colours are followed down the tree: the sheets or the attributes of old pages give text and what is behind
  /// it one colour.
  var comparesColors = false

  /// The colour that the page has by itself: white, where no sheet and no attribute says that anything behind text may be
  /// otherwise; else 0, for unknown.
  ///
  /// Source: the HTML standard §15.3.1 leaves it to the browser; all of them have white.
  var canvas: UInt32 = 0

  /// Reads the `style` elements of a tree, in document order.
  ///
  /// Those in `noscript` count, since nothing here runs scripts.
  init(_ tree: Tree, limits: StyleLimits) {
    var reader = StyleSheetReader(isCaseless: tree.quirks == .full, limits: limits)
    var wanted: UInt32 = 0
    let attribute = Array("background".utf8)
    let image = tree.names.number(of: attribute.span)
    var hasImages = false
    var next = tree.firstChild(.document)
    while let node = next {
      if tree.kind(node) == .templateContents {
        next = tree.nextAfterSubtree(node, within: .document)
        continue
      }
      next = tree.nextInOrder(node, within: .document)
      guard tree.kind(node) == .element, tree.namespace(node) == .html else { continue }
      for i in tree.attributeIndices(node) {
        let name = tree.allAttributes[i].name
        if name == .bgcolor { comparesColors = true }
        if name.rawValue == image { hasImages = true }
        // Which any sheet's display overrules.
        if name == .hidden || name == .popover { wanted |= StyleProperty.display.bit }
      }
      if tree.tag(node) == .style {
        if PageStyles.isRead(node, in: tree), let text = tree.firstChild(node) {
          reader.read(tree.bytes, tree.text(text).indices)
        }
      } else if tree.tag(node) == .script, let text = tree.firstChild(node) {
        let source = tree.text(text).indices
        guard let script = ScriptedStyle(tree.bytes, source) else { continue }
        if let id = script.id { reader.hide(id, isClass: script.isClass, by: source) }
        if let sheet = script.sheet { reader.read(tree.bytes, sheet) }
      } else if tree.tag(node) == .link, let rel = tree.attribute(node, .rel) {
        let cursor = StyleCursor(tree.bytes, rel.indices)
        if cursor.matches(rel.indices, "stylesheet") { hasOutsideSheets = true }
      }
    }
    reader.close(tree.bytes)
    if !hasOutsideSheets, !hasImages, !reader.hasBackgrounds { canvas = Declaration.white }
    if reader.hasEqualColors || canvas != 0 && reader.hasWhiteText { comparesColors = true }
    if comparesColors { wanted |= StyleProperty.colors }
    reader.readSelectors(tree.bytes, tree.names, wanted: wanted)
    rules = reader.rules
    variables = reader.variables
    exceeded = reader.exceeded
  }

  /// Whether a `style` element holds CSS for a screen.
  private static func isRead(_ node: NodeID, in tree: Tree) -> Bool {
    if let type = tree.attribute(node, .type), !type.isEmpty {
      guard StyleCursor(tree.bytes, type.indices).matches(type.indices, "text/css") else {
        return false
      }
    }
    guard let media = tree.attribute(node, .media) else { return true }
    return MediaQuery.isMet(tree.bytes, media.indices)
  }
}
