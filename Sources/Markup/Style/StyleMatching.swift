/// An element on the way down, as far as selectors ask.
struct StyledElement: Sendable {
  var node: NodeID
  var tag: UInt64
  var id: UInt64 = 0

  /// Its classes, in `StyleMatcher.classes`.
  var classes: Range<Int>

  /// Everything that it and the elements above it may be named by.
  var filter: AncestorFilter
}

/// Finds the rules that hold for an element, among elements that are entered and left in order.
///
/// - Complexity: per element the selectors that hang at its names, each against the elements above;
///   bounded by `StyleLimits.matchesPerElement` over the page.
struct StyleMatcher {
  private let tree: Tree
  private let rules: StyleRules
  private let isCaseless: Bool
  private(set) var stack: [StyledElement] = []
  private var classes: [UInt64] = []

  /// Comparisons that are left.
  private(set) var budget: Int

  /// Classes of one element that are looked at; a page of people's has some tens.
  private static let maximumClasses = 64

  init(_ tree: Tree, _ rules: StyleRules, limits: StyleLimits) {
    self.tree = tree
    self.rules = rules
    isCaseless = tree.quirks == .full
    budget = limits.matchesPerElement * tree.nodeCount
  }

  mutating func enter(_ node: NodeID) {
    var filter = stack.last?.filter ?? AncestorFilter()
    let start = classes.count
    var element = StyledElement(
      node: node, tag: StyleHash.tag(tree.tag(node).rawValue), classes: start..<start,
      filter: filter)
    filter.insert(element.tag)
    if let value = tree.attribute(node, .id) {
      element.id = StyleHash.id(StyleHash.of(tree.bytes[value.indices], isCaseless: isCaseless))
      filter.insert(element.id)
    }
    if let value = tree.attribute(node, .class) { addClasses(value.indices, to: &filter) }
    element.classes = start..<classes.count
    element.filter = filter
    stack.append(element)
  }

  private mutating func addClasses(_ range: Range<Int>, to filter: inout AncestorFilter) {
    var hash = StyleHash.empty
    var isInWord = false
    var left = StyleMatcher.maximumClasses
    for i in range {
      let byte = tree.bytes[i]
      if byte > 0x20 {
        hash = StyleHash.adding(isCaseless ? byte.lowered : byte, to: hash)
        isInWord = true
      } else if isInWord {
        addClass(hash, to: &filter)
        hash = StyleHash.empty
        isInWord = false
        left -= 1
        if left == 0 { return }
      }
    }
    if isInWord { addClass(hash, to: &filter) }
  }

  private mutating func addClass(_ hash: UInt64, to filter: inout AncestorFilter) {
    let key = StyleHash.className(hash)
    classes.append(key)
    filter.insert(key)
  }

  mutating func leave() {
    guard let element = stack.popLast() else { return }
    classes.removeSubrange(element.classes.lowerBound...)
  }

  /// Calls `body` with each selector that selects the element entered last.
  mutating func forEachMatch(_ body: (ComplexSelector) -> Void) {
    guard let element = stack.last else { return }
    match(rules.unkeyed, body)
    match(rules.first(at: element.tag), body)
    if element.id != 0 { match(rules.first(at: element.id), body) }
    for i in element.classes { match(rules.first(at: classes[i]), body) }
  }

  private mutating func match(_ head: Int32, _ body: (ComplexSelector) -> Void) {
    var number = head
    while number >= 0, budget > 0 {
      let selector = rules.selectors[Int(number)]
      budget -= 1
      if stack[stack.count - 1].filter.mayContain(selector.ancestors), selects(selector.compounds) {
        body(selector)
      }
      number = selector.next
    }
  }

  /// Whether compounds hold for the element entered last and those above it.
  ///
  /// The nearest ancestor for each run of compounds that `>` ties together is as good as any
  /// farther one, so that only the last such run is ever tried again.
  private mutating func selects(_ compounds: Range<Int>) -> Bool {
    var compound = compounds.upperBound - 1
    var at = stack.count - 1
    guard holds(compound, at) else { return false }
    var retry: (compound: Int, at: Int)?
    while compound > compounds.lowerBound {
      if rules.compounds[compound].isChild {
        if at > 0, holds(compound - 1, at - 1) {
          compound -= 1
          at -= 1
          continue
        }
        guard let last = retry else { return false }
        (compound, at) = last
      }
      at -= 1
      while at >= 0, !holds(compound - 1, at) { at -= 1 }
      if at < 0 { return false }
      retry = (compound, at)
      compound -= 1
    }
    return true
  }

  private mutating func holds(_ compound: Int, _ at: Int) -> Bool {
    let element = stack[at]
    for i in rules.compounds[compound].parts {
      budget -= 1
      let part = rules.parts[i]
      let isTrue =
        switch part.kind {
        case .tag: part.key == element.tag
        case .id: part.key == element.id
        case .className: hasClass(part.key, element.classes)
        case .attribute: hasAttribute(part, element.node)
        case .root: at == 0
        }
      if isTrue == part.isNegated { return false }
    }
    return true
  }

  private mutating func hasClass(_ key: UInt64, _ range: Range<Int>) -> Bool {
    for i in range where classes[i] == key { return true }
    budget -= range.count / 8
    return false
  }

  private mutating func hasAttribute(_ part: SimpleSelector, _ node: NodeID) -> Bool {
    let name = AttributeName(rawValue: UInt32(truncatingIfNeeded: part.key))
    guard let range = tree.attribute(node, name)?.indices else { return false }
    budget -= range.count / 16
    return AttributeComparison(
      bytes: tree.bytes, value: range, wanted: rules.values, part: part
    ).holds
  }
}
