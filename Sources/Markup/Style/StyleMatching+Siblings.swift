/// What is asked of the siblings of an element.
extension StyleMatcher {
  /// Whether an element stands at a place among its siblings; each that is passed costs a comparison.
  mutating func isPlaced(_ place: SiblingPlace, _ node: NodeID, _ tree: Tree) -> Bool {
    var before = 0
    var next = place.isFromEnd ? tree.next(node) : tree.previous(node)
    while let each = next, budget > 0 {
      budget -= 1
      if tree.kind(each) == .element, !place.isOfType || tree.tag(each) == tree.tag(node) {
        before += 1
      }
      next = place.isFromEnd ? tree.next(each) : tree.previous(each)
    }
    return place.holds(before: before)
  }

  /// Whether compounds with `+` or `~` among them hold for the element entered last.
  ///
  /// Every way is tried, which the budget bounds.
  mutating func selectsBySiblings(
    _ compounds: Range<Int>, _ tree: Tree, _ rules: StyleRules
  ) -> Bool {
    let last = compounds.upperBound - 1
    return holds(last, stack.count - 1, tree, rules)
      && leads(from: last, to: compounds.lowerBound, stack.count - 1, tree, rules)
  }

  /// Whether the compounds before one hold for elements that stand as they ask to the one at a place of the stack.
  private mutating func leads(
    from compound: Int, to first: Int, _ at: Int, _ tree: Tree, _ rules: StyleRules
  ) -> Bool {
    guard compound > first else { return true }
    guard budget > 0 else { return false }
    switch rules.compounds[compound].combinator {
    case .child:
      return at > 0 && holds(compound - 1, at - 1, tree, rules)
        && leads(from: compound - 1, to: first, at - 1, tree, rules)
    case .descendant:
      for above in stride(from: at - 1, through: 0, by: -1)
      where holds(compound - 1, above, tree, rules)
        && leads(from: compound - 1, to: first, above, tree, rules)
      {
        return true
      }
      return false
    case .next, .subsequent:
      let isNext = rules.compounds[compound].combinator == .next
      let own = stack[at]
      var sibling = tree.previous(own.node)
      while let each = sibling, budget > 0 {
        sibling = tree.previous(each)
        // Its names are read anew each time, and may be long.
        budget -= 1
        for i in tree.attributeIndices(each) {
          budget -= Int(tree.allAttributes[i].value.count) / 16
        }
        guard tree.kind(each) == .element else { continue }
        // The sibling stands in for the element, for as long as it is asked about.
        let classCount = classes.count
        stack[at] = element(each, below: own.filter, tree)
        let isFound =
          holds(compound - 1, at, tree, rules)
          && leads(from: compound - 1, to: first, at, tree, rules)
        stack[at] = own
        classes.removeSubrange(classCount...)
        if isFound { return true }
        if isNext { return false }
      }
      return false
    }
  }

  /// Whether an element has one that `:has` asks for: below it, or behind it among its siblings; each that is looked at
  /// costs a comparison.
  mutating func has(
    _ part: SimpleSelector, _ at: Int, _ tree: Tree, _ rules: StyleRules
  ) -> Bool {
    let own = stack[at]
    let combinator = Combinator(rawValue: UInt8(truncatingIfNeeded: part.key)) ?? .descendant
    let isBelow = combinator == .descendant || combinator == .child
    var next = isBelow ? tree.firstChild(own.node) : tree.next(own.node)
    while let each = next, budget > 0 {
      next =
        combinator == .descendant ? tree.nextInOrder(each, within: own.node) : tree.next(each)
      budget -= 1
      guard tree.kind(each) == .element else { continue }
      // The other element stands in for this one, for as long as it is asked about.
      let classCount = classes.count
      stack[at] = element(each, below: own.filter, tree)
      let isFound = holdsAny(of: part.value, at, tree, rules)
      stack[at] = own
      classes.removeSubrange(classCount...)
      if isFound { return true }
      if combinator == .next { return false }
    }
    return false
  }
}
