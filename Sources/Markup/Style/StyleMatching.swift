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

/// A rule that holds for an element, by the selector that found it.
struct StyleMatch: Sendable {
  var rule: Int32
  var specificity: UInt32
}

/// Finds the rules that hold for an element, among elements that are entered and left in order.
///
/// - Complexity: per element the selectors that hang at its names, each against the elements above;
///   bounded by `StyleLimits.matchesPerElement` over the page.
struct StyleMatcher {
  private let isCaseless: Bool
  var stack: [StyledElement] = []
  var classes: [UInt64] = []

  /// Rules that hold for the element entered last.
  private(set) var matches: [StyleMatch] = []

  /// Comparisons that are left; what takes as long as several costs as many.
  var budget: Int

  /// Classes of one element that are looked at; a page of people's has some tens.
  private static let maximumClasses = 64

  init(_ tree: Tree, limits: StyleLimits) {
    isCaseless = tree.quirks == .full
    budget = limits.matchesPerElement * tree.nodeCount
  }

  /// Goes down into an element and finds its rules.
  mutating func enter(_ node: NodeID, _ tree: Tree, _ rules: StyleRules) {
    stack.append(element(node, below: stack.last?.filter ?? AncestorFilter(), tree))
    let element = stack[stack.count - 1]
    matches.removeAll(keepingCapacity: true)
    match(rules.unkeyed, tree, rules)
    match(rules.first(at: element.tag), tree, rules)
    if element.id != 0 { match(rules.first(at: element.id), tree, rules) }
    for i in element.classes { match(rules.first(at: classes[i]), tree, rules) }
  }

  /// An element with what it may be named by; its classes are added to `classes`.
  mutating func element(
    _ node: NodeID, below filter: AncestorFilter, _ tree: Tree
  ) -> StyledElement {
    var filter = filter
    let start = classes.count
    var element = StyledElement(
      node: node, tag: StyleHash.tag(tree.tag(node).rawValue), classes: start..<start,
      filter: filter)
    filter.insert(element.tag)
    for i in tree.attributeIndices(node) {
      let attribute = tree.allAttributes[i]
      if attribute.name == .id {
        element.id = idKey(attribute.value.indices, tree)
        filter.insert(element.id)
      } else if attribute.name == .class {
        addClasses(attribute.value.indices, tree, to: &filter)
      }
    }
    element.classes = start..<classes.count
    element.filter = filter
    return element
  }

  mutating func leave() {
    guard let element = stack.popLast() else { return }
    classes.removeSubrange(element.classes.lowerBound...)
  }

  private func idKey(_ range: Range<Int>, _ tree: Tree) -> UInt64 {
    var hash = StyleHash.empty
    for i in range {
      hash = StyleHash.adding(isCaseless ? tree.bytes[i].lowered : tree.bytes[i], to: hash)
    }
    return StyleHash.id(hash)
  }

  private mutating func addClasses(
    _ range: Range<Int>, _ tree: Tree, to filter: inout AncestorFilter
  ) {
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

  private mutating func match(_ head: Int32, _ tree: Tree, _ rules: StyleRules) {
    guard head >= 0 else { return }
    let filter = stack[stack.count - 1].filter
    var number = head
    while number >= 0, budget > 0 {
      let at = Int(number)
      number = rules.selectors[at].next
      budget -= 1
      guard filter.mayContain(rules.selectors[at].ancestors),
        rules.selectors[at].hasSiblings
          ? selectsBySiblings(rules.selectors[at].compounds, tree, rules)
          : selects(rules.selectors[at].compounds, tree, rules)
      else { continue }
      matches.append(
        StyleMatch(rule: rules.selectors[at].rule, specificity: rules.selectors[at].specificity))
    }
  }

  /// Whether compounds hold for the element entered last and those above it.
  ///
  /// The nearest ancestor for each run of compounds that `>` ties together is as good as any
  /// farther one, so that only the last such run is ever tried again.
  private mutating func selects(_ compounds: Range<Int>, _ tree: Tree, _ rules: StyleRules) -> Bool
  {
    var compound = compounds.upperBound - 1
    var at = stack.count - 1
    guard holds(compound, at, tree, rules) else { return false }
    var retry: (compound: Int, at: Int)?
    while compound > compounds.lowerBound {
      if rules.compounds[compound].combinator == .child {
        if at > 0, holds(compound - 1, at - 1, tree, rules) {
          compound -= 1
          at -= 1
          continue
        }
        guard let last = retry else { return false }
        (compound, at) = last
      }
      at -= 1
      while at >= 0, budget > 0, !holds(compound - 1, at, tree, rules) { at -= 1 }
      if at < 0 || budget <= 0 { return false }
      retry = (compound, at)
      compound -= 1
    }
    return true
  }

  mutating func holds(_ compound: Int, _ at: Int, _ tree: Tree, _ rules: StyleRules) -> Bool {
    for i in rules.compounds[compound].parts {
      if !holds(rules.parts[i], at, tree, rules) { return false }
    }
    return true
  }

  @inline(__always)
  private mutating func holds(
    _ part: SimpleSelector, _ at: Int, _ tree: Tree, _ rules: StyleRules
  ) -> Bool {
    budget -= 1
    let isTrue =
      switch part.kind {
      case .tag: part.key == stack[at].tag
      case .id: part.key == stack[at].id
      case .className: hasClass(part.key, stack[at].classes)
      case .attribute: hasAttribute(part, stack[at].node, tree, rules)
      case .root: at == 0
      case .empty: tree.firstChild(stack[at].node) == nil
      case .place: isPlaced(SiblingPlace(bits: part.key), stack[at].node, tree)
      case .anyOf: holdsAny(of: part.value, at, tree, rules)
      case .has: has(part, at, tree, rules)
      }
    return isTrue != part.isNegated
  }

  mutating func holdsAny(
    of alternatives: Range<Int>, _ at: Int, _ tree: Tree, _ rules: StyleRules
  ) -> Bool {
    for alternative in rules.alternatives[alternatives] {
      var isTrue = true
      for part in rules.inner[alternative] where isTrue { isTrue = holds(part, at, tree, rules) }
      if isTrue { return true }
    }
    return false
  }

  private mutating func hasClass(_ key: UInt64, _ range: Range<Int>) -> Bool {
    for i in range where classes[i] == key { return true }
    budget -= range.count / 8
    return false
  }

  private mutating func hasAttribute(
    _ part: SimpleSelector, _ node: NodeID, _ tree: Tree, _ rules: StyleRules
  ) -> Bool {
    let name = AttributeName(rawValue: UInt32(truncatingIfNeeded: part.key))
    budget -= tree.attributeCount(node) / 16
    guard let range = tree.attribute(node, name)?.indices else { return false }
    var comparison = AttributeComparison(tree.bytes, range, part, values: rules.values)
    let holds = comparison.holds()
    budget -= (range.count + comparison.repeats) / 16
    return holds
  }
}
