/// Goes down a tree and notes for each element what hides its text.
struct VisibilityWalk {
  private var matcher: StyleMatcher
  private var style = ElementStyle()
  private var inline: [Declaration] = []
  private var frames: [Frame] = []
  private let limits: StyleLimits

  private(set) var marks: [UInt16] = []
  private(set) var hidings: [Visibility.Hiding] = []
  private(set) var roots: [(node: NodeID, cause: Visibility.Cause)] = []
  private var numbers: [Int64: UInt16] = [:]
  private var ignored: Set<UInt32> = []

  /// What an element hands to those below it: marks by how they are handed down, and colours.
  private struct Frame {
    /// Hides all that is below.
    var box: UInt16 = 0
    /// Each is taken back by an element that declares its property anew.
    var visibility: UInt16 = 0
    var fontSize: UInt16 = 0
    var textIndent: UInt16 = 0
    var lineHeight: UInt16 = 0
    var sameColor: UInt16 = 0
    var color: UInt32 = 0
    var background: UInt32 = 0
    /// The background that the element's own markup gives it, 0 for none.
    var ownBackground: UInt32 = 0

    var mark: UInt16 {
      box != 0
        ? box
        : visibility != 0
          ? visibility
          : fontSize != 0
            ? fontSize : textIndent != 0 ? textIndent : lineHeight != 0 ? lineHeight : sameColor
    }
  }

  init(_ tree: Tree, limits: StyleLimits) {
    self.limits = limits
    matcher = StyleMatcher(tree, limits: limits)
  }

  var isOutOfBudget: Bool { matcher.budget <= 0 }

  /// Walks the tree; what the elements of these numbers hide by themselves does not count.
  mutating func run(_ tree: Tree, _ sheets: PageStyles, ignoring: Set<UInt32>) {
    ignored = ignoring
    matcher = StyleMatcher(tree, limits: limits)
    marks.removeAll(keepingCapacity: true)
    hidings.removeAll()
    roots.removeAll()
    numbers.removeAll()
    frames = [Frame(background: sheets.canvas)]
    var next = tree.firstChild(.document)
    while let node = next {
      if tree.kind(node) == .element {
        enter(node, tree, sheets)
        if let child = tree.firstChild(node), tree.kind(child) != .templateContents {
          next = child
          continue
        }
        leave()
      }
      next = following(node, tree)
    }
  }

  /// The node after a node and all below it; leaves the elements that end on the way.
  private mutating func following(_ node: NodeID, _ tree: Tree) -> NodeID? {
    var each = node
    while true {
      if let next = tree.next(each) { return next }
      guard let parent = tree.parent(each), parent != .document else { return nil }
      leave()
      each = parent
    }
  }

  private mutating func leave() {
    frames.removeLast()
    matcher.leave()
  }

  private mutating func enter(_ node: NodeID, _ tree: Tree, _ sheets: PageStyles) {
    let parent = frames[frames.count - 1]
    var frame = parent
    frame.ownBackground = 0
    style.reset()
    if !sheets.rules.isEmpty {
      matcher.enter(node, tree, sheets.rules)
      takeRules(sheets.rules)
    }
    if tree.attributeCount(node) > 0 { takeAttributes(node, tree, sheets) }
    if tree.tag(node) == .dialog, tree.attribute(node, .open) == nil {
      style.takeAttribute(.display, Declaration.hides)
    }
    if style.declared != 0 { apply(node, tree, sheets, to: &frame) }
    if tree.tag(node) == .a, style.declared & StyleProperty.color.bit == 0 {
      // A link has the browser's own colour.
      frame.color = 0
      frame.sameColor = 0
    }
    if frame.box == 0, !ignored.contains(node.index), isOutOfReach(node, tree) {
      frame.box = number(.ariaHidden, ElementStyle.ownMarkup, sheets.rules)
    }
    frames.append(frame)
    let mark = frame.mark
    guard mark != 0 else { return }
    if marks.isEmpty { marks = [UInt16](repeating: 0, count: tree.nodeCount) }
    marks[Int(node.index)] = mark
    if parent.mark == 0 { roots.append((node, hidings[Int(mark) - 1].cause)) }
  }

  /// Whether an element is kept from those who do not see it, by `aria-hidden` or `inert`.
  private func isOutOfReach(_ node: NodeID, _ tree: Tree) -> Bool {
    if let hidden = tree.attribute(node, .ariaHidden) {
      return StyleCursor(tree.bytes, hidden.indices).matches(hidden.indices, "true")
    }
    return tree.attribute(node, .inert) != nil
  }

  private mutating func takeRules(_ rules: StyleRules) {
    for match in matcher.matches where matcher.budget > 0 {
      let declarations = rules.rules[Int(match.rule)].declarations
      // A rule of people's has a few.
      matcher.budget -= declarations.count / 4
      for i in declarations {
        style.take(
          rules.declarations[i], specificity: match.specificity, rule: match.rule)
      }
    }
  }

  private mutating func takeAttributes(_ node: NodeID, _ tree: Tree, _ sheets: PageStyles) {
    if tree.attribute(node, .hidden) != nil || tree.attribute(node, .popover) != nil {
      style.takeAttribute(.display, Declaration.hides)
    }
    takeColors(node, tree)
    guard let range = tree.attribute(node, .style) else { return }
    inline.removeAll(keepingCapacity: true)
    DeclarationReader.read(tree.bytes, range.indices, sheets.variables, into: &inline)
    for declaration in inline { style.takeInline(declaration) }
  }

  /// `bgcolor`, `body text`, `font color`.
  private mutating func takeColors(_ node: NodeID, _ tree: Tree) {
    switch tree.tag(node) {
    case .body, .table, .tr, .td, .th:
      if let value = tree.attribute(node, .bgcolor) {
        var cursor = StyleCursor(tree.bytes, value.indices)
        style.takeAttribute(.background, cursor.legacyColor())
      }
      guard tree.tag(node) == .body, let value = tree.attribute(node, .text) else { return }
      var cursor = StyleCursor(tree.bytes, value.indices)
      style.takeAttribute(.color, cursor.legacyColor())
    case .font:
      guard let value = tree.attribute(node, .color) else { return }
      var cursor = StyleCursor(tree.bytes, value.indices)
      style.takeAttribute(.color, cursor.legacyColor())
    default: break
    }
  }

  private mutating func apply(
    _ node: NodeID, _ tree: Tree, _ sheets: PageStyles, to frame: inout Frame
  ) {
    let isIgnored = ignored.contains(node.index)
    func handed(_ property: StyleProperty, _ cause: Visibility.Cause, _ mark: inout UInt16) {
      guard let value = style.value(property), value != Declaration.inherits else { return }
      mark =
        value == Declaration.hides && !isIgnored
        ? number(cause, style.rule(property), sheets.rules) : 0
    }
    handed(.visibility, .visibility, &frame.visibility)
    handed(.fontSize, .fontSize, &frame.fontSize)
    handed(.textIndent, .textIndent, &frame.textIndent)
    if let height = style.value(.lineHeight), height != Declaration.inherits {
      // Lines without a height lie upon each other, and out of a box that cuts off what overflows.
      frame.lineHeight =
        height == Declaration.hides && style.hides(.overflow) && !isIgnored
        ? number(.size, style.rule(.lineHeight), sheets.rules) : 0
    }
    if style.declared & StyleProperty.colors != 0 {
      // What has a name may get another background from a sheet.
      let isNamed = tree.attribute(node, .class) != nil || tree.attribute(node, .id) != nil
      let behind = isNamed ? 0 : frames[frames.count - 1].ownBackground
      applyColors(isIgnored, on: behind, sheets, &frame)
    }
    guard frame.box == 0, !isIgnored, let (cause, rule) = boxHiding(node, tree) else { return }
    frame.box = number(cause, rule, sheets.rules)
  }

  /// What takes the whole element out of sight.
  private func boxHiding(_ node: NodeID, _ tree: Tree) -> (Visibility.Cause, Int32)? {
    if style.hides(.display) {
      let rule = style.rule(.display)
      let isAttribute = rule == ElementStyle.ownMarkup && tree.attribute(node, .hidden) != nil
      return (isAttribute ? .hiddenAttribute : .display, rule)
    }
    if style.hides(.opacity) { return (.opacity, style.rule(.opacity)) }
    if style.hides(.clip) { return (.clip, style.rule(.clip)) }
    if style.hides(.clipPath) { return (.clip, style.rule(.clipPath)) }
    if style.hides(.mask) { return (.clip, style.rule(.mask)) }
    if style.hides(.left) { return (.offScreen, style.rule(.left)) }
    if style.hides(.right) { return (.offScreen, style.rule(.right)) }
    if style.hides(.bottom) { return (.offScreen, style.rule(.bottom)) }
    if style.hides(.translate) { return (.offScreen, style.rule(.translate)) }
    if style.hides(.transform) { return (.transform, style.rule(.transform)) }
    if style.hides(.scale) { return (.transform, style.rule(.scale)) }
    if style.hides(.filter) { return (.opacity, style.rule(.filter)) }
    if style.hides(.stacking) { return (.stacking, style.rule(.stacking)) }
    if style.hides(.spacing) { return (.offScreen, style.rule(.spacing)) }
    if style.hides(.top) { return (.offScreen, style.rule(.top)) }
    if style.hides(.marginLeft) { return (.offScreen, style.rule(.marginLeft)) }
    if style.hides(.marginTop) { return (.offScreen, style.rule(.marginTop)) }
    guard style.hides(.overflow), !style.hides(.padding) else { return nil }
    if style.hides(.width) { return (.size, style.rule(.width)) }
    if style.hides(.height) { return (.size, style.rule(.height)) }
    if style.hides(.maxWidth) { return (.size, style.rule(.maxWidth)) }
    if style.hides(.maxHeight) { return (.size, style.rule(.maxHeight)) }
    return nil
  }

  /// Text in the colour of what is behind it.
  ///
  /// Where a sheet outside the page may say otherwise, or colours are not followed, both must be declared by the element.
  ///
  /// - Parameter behind: the background that the markup of the parent gives it, 0 where that cannot be what is seen.
  private mutating func applyColors(
    _ isIgnored: Bool, on behind: UInt32, _ sheets: PageStyles, _ frame: inout Frame
  ) {
    let color = style.value(.color)
    var background = style.value(.background)
    if let color, color != Declaration.inherits { frame.color = color }
    let isOfText = background == Declaration.ofText
    if isOfText { background = frame.color & Declaration.opaque != 0 ? frame.color : 0 }
    if let background, background != Declaration.inherits { frame.background = background }
    // Letters that a gradient shows through are transparent too: beside a background nothing is known.
    let isTransparent = frame.color == Declaration.hides && background == nil && !isIgnored
    // Only what one element declares can be said of variables, which others may set anew.
    let isOwn = color.map { own in
      background.map { Declaration.isSameColor(own, $0) }
        ?? (behind & Declaration.variable == 0 && style.rule(.color) == ElementStyle.ownMarkup
          && Declaration.isSameColor(own, behind))
    }
    if let background, style.rule(.background) == ElementStyle.ownMarkup {
      frame.ownBackground = background
    }
    let isSame =
      isTransparent
      || !isIgnored
        && (isOwn == true || isOfText
          || frame.color & Declaration.opaque != 0 && frame.color & Declaration.variable == 0
            && frame.color == frame.background && sheets.comparesColors
            && !sheets.hasOutsideSheets
          || color != nil && frame.background == sheets.canvas
            && Declaration.isSameColor(frame.color, sheets.canvas))
    let declaring = color == nil ? StyleProperty.background : .color
    frame.sameColor = isSame ? number(.color, style.rule(declaring), sheets.rules) : 0
  }

  /// The number of a hiding, the last one where there are more than numbers.
  private mutating func number(
    _ cause: Visibility.Cause, _ rule: Int32, _ rules: StyleRules
  ) -> UInt16 {
    let key = Int64(rule) << 8 | Int64(cause.rawValue)
    if let number = numbers[key] { return number }
    if hidings.count < Int(UInt16.max) {
      let source = rule == ElementStyle.ownMarkup ? nil : rules.rules[Int(rule)].source
      hidings.append(Visibility.Hiding(cause: cause, rule: source))
    }
    let number = UInt16(hidings.count)
    numbers[key] = number
    return number
  }
}
