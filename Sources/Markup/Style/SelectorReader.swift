/// Reads a list of selectors.
///
/// Types, classes, ids, attributes, places among siblings, `:is`, `:where`, `:not` and `:has` of such, `:root`, all four
/// combinators, and `&` where rules stand within each other. A selector with anything else in it (`:hover`, `::before`)
/// selects nothing here, and neither does one whose type or attribute the tree has never met.
///
/// Source: Selectors 4, specificity §17; CSS Nesting 1 §3.
struct SelectorReader {
  var cursor: StyleCursor
  private let isCaseless: Bool

  /// How many lists of alternatives are open.
  var depth = 0

  /// A selector that was read: its compounds in `StyleRules.compounds`.
  struct Found {
    var compounds: Range<Int>
    var specificity: UInt32
  }

  init(_ bytes: [UInt8], _ range: Range<Int>, isCaseless: Bool) {
    cursor = StyleCursor(bytes, range)
    self.isCaseless = isCaseless
  }

  /// The selectors of the list.
  ///
  /// - Parameter parents: those of the rule around, nil where there is none.
  /// - Returns: the selectors, and the limit that left something out.
  mutating func read(
    below parents: [Found]?, into rules: inout StyleRules, _ names: NameTable, limits: StyleLimits
  ) -> (found: [Found], exceeded: Limit?) {
    var found: [Found] = []
    var exceeded: Limit?
    while !cursor.isAtEnd {
      if rules.selectors.count + found.count >= limits.maximumSelectors
        || rules.nestings >= Self.mostNested
      {
        return (found, .styleSelectors)
      }
      let start = cursor.position
      cursor.skip(to: UInt8(ascii: ","), or: UInt8(ascii: ","))
      var list = cursor
      list.position += 1
      if cursor.position - start > limits.maximumSelectorLength {
        exceeded = .selectorLength
      } else {
        cursor = cursor.part(from: start)
        readOne(below: parents, into: &rules, names, &found)
      }
      cursor = list
    }
    return (found, exceeded)
  }

  private mutating func readOne(
    below parents: [Found]?, into rules: inout StyleRules, _ names: NameTable,
    _ found: inout [Found]
  ) {
    let compounds = rules.compounds.count
    let parts = rules.parts.count
    var specificity: UInt32 = 0
    guard
      readCompounds(isNested: parents != nil, into: &rules, &specificity, names),
      rules.compounds.count > compounds
    else {
      rules.compounds.removeSubrange(compounds...)
      rules.parts.removeSubrange(parts...)
      return
    }
    guard let parents else {
      found.append(
        Found(compounds: compounds..<rules.compounds.count, specificity: specificity))
      return
    }
    let chain = Array(rules.compounds[compounds...])
    rules.compounds.removeSubrange(compounds...)
    // `& + &` names two elements of the rule around, which nobody hides text by.
    guard chain.count(where: \.isNesting) <= 1 else { return }
    rules.nestings += parents.count
    guard rules.nestings < Self.mostNested else { return }
    for parent in parents
    where parent.compounds.count + chain.count <= Self.mostCompounds
      && max(rules.compounds.count, rules.parts.count) < Self.mostNested
    {
      found.append(
        Found(
          compounds: rules.nest(chain, in: parent.compounds),
          specificity: specificity &+ parent.specificity))
    }
  }

  /// Compounds of one selector that rules within each other make, and the most of anything that they make together: three
  /// rules with 40 selectors each, within each other, make 64,000.
  private static let mostCompounds = 32
  private static let mostNested = 200_000

  private mutating func readCompounds(
    isNested: Bool, into rules: inout StyleRules, _ specificity: inout UInt32, _ names: NameTable
  ) -> Bool {
    cursor.skipBlanks()
    var combinator = isNested ? readCombinator() : .descendant
    while !cursor.isAtEnd {
      let start = rules.parts.count
      var isEmpty = true
      let isNesting = isNested && cursor.current == UInt8(ascii: "&")
      if isNesting {
        cursor.position += 1
        isEmpty = false
      }
      while let isKnown = readPart(into: &rules, &specificity, names) {
        guard isKnown else { return false }
        isEmpty = false
      }
      guard !isEmpty else { return false }
      rules.compounds.append(
        CompoundSelector(
          parts: start..<rules.parts.count, combinator: combinator, isNesting: isNesting))
      cursor.skipBlanks()
      combinator = readCombinator()
      if combinator != .descendant, cursor.isAtEnd { return false }
    }
    return true
  }

  /// The combinator here, blanks alone being one.
  mutating func readCombinator() -> Combinator {
    let combinator: Combinator
    switch cursor.current {
    case UInt8(ascii: ">"): combinator = .child
    case UInt8(ascii: "+"): combinator = .next
    case UInt8(ascii: "~"): combinator = .subsequent
    default: return .descendant
    }
    cursor.position += 1
    cursor.skipBlanks()
    return combinator
  }

  /// Reads one condition: nil where none begins, false for one that is not understood.
  mutating func readPart(
    into rules: inout StyleRules, _ specificity: inout UInt32, _ names: NameTable
  ) -> Bool? {
    switch cursor.current {
    case UInt8(ascii: "*"):
      cursor.position += 1
      // A namespace follows.
      return cursor.current != UInt8(ascii: "|")
    case UInt8(ascii: "#"):
      cursor.position += 1
      guard let hash = nameHash() else { return false }
      specificity &+= 1 << 16
      rules.parts.append(SimpleSelector(kind: .id, key: StyleHash.id(hash)))
      return true
    case UInt8(ascii: "."):
      cursor.position += 1
      guard let hash = nameHash() else { return false }
      specificity &+= 1 << 8
      rules.parts.append(SimpleSelector(kind: .className, key: StyleHash.className(hash)))
      return true
    case UInt8(ascii: "["): return readAttribute(into: &rules, &specificity, names)
    case UInt8(ascii: ":"): return readPseudo(into: &rules, &specificity, names)
    case UInt8(ascii: ">"), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "&"),
      UInt8(ascii: ","), UInt8(ascii: ")"):
      return nil
    default:
      if cursor.current <= 0x20 { return nil }
      guard let number = nameNumber(names), cursor.current != UInt8(ascii: "|") else {
        return false
      }
      specificity &+= 1
      rules.parts.append(SimpleSelector(kind: .tag, key: StyleHash.tag(number)))
      return true
    }
  }

  private mutating func readAttribute(
    into rules: inout StyleRules, _ specificity: inout UInt32, _ names: NameTable
  ) -> Bool {
    cursor.position += 1
    cursor.skipBlanks()
    guard let number = nameNumber(names) else { return false }
    var part = SimpleSelector(kind: .attribute, key: UInt64(number))
    cursor.skipBlanks()
    if cursor.current != UInt8(ascii: "]") {
      guard let comparison = readComparison() else { return false }
      part.comparison = comparison
      cursor.skipBlanks()
      guard let value = readValue() else { return false }
      part.value = rules.values.count..<rules.values.count + value.count
      rules.values += value
      cursor.skipBlanks()
      part.isCaseless = cursor.current.lowered == UInt8(ascii: "i")
      if StyleCursor.isNameByte(cursor.current) { cursor.position += 1 }
      cursor.skipBlanks()
    }
    guard cursor.current == UInt8(ascii: "]") else { return false }
    cursor.position += 1
    specificity &+= 1 << 8
    rules.parts.append(part)
    return true
  }

  /// The hash of the name of a class or id here, nil where none begins.
  private mutating func nameHash() -> UInt64? {
    let start = cursor.position
    var hash = StyleHash.empty
    while cursor.position < cursor.end, StyleCursor.isNameByte(cursor.bytes[cursor.position]) {
      let byte = cursor.bytes[cursor.position]
      hash = StyleHash.adding(isCaseless ? byte.lowered : byte, to: hash)
      cursor.position += 1
    }
    if cursor.current == UInt8(ascii: "\\") {
      cursor.position = start
      return cursor.unescapedName().map { StyleHash.of($0, isCaseless: isCaseless) }
    }
    return cursor.position == start ? nil : hash
  }

  /// The number of the name of a type or attribute here, nil where the tree does not know it.
  private mutating func nameNumber(_ names: NameTable) -> UInt32? {
    let start = cursor.position
    let range = cursor.name()
    if cursor.current == UInt8(ascii: "\\") {
      cursor.position = start
      return cursor.unescapedName().flatMap { names.number(of: $0.span) }
    }
    return range.isEmpty ? nil : names.number(of: cursor.bytes.span.extracting(range))
  }

  private mutating func readComparison() -> SimpleSelector.Comparison? {
    let comparison: SimpleSelector.Comparison
    switch cursor.current {
    case UInt8(ascii: "="):
      cursor.position += 1
      return .equals
    case UInt8(ascii: "~"): comparison = .hasWord
    case UInt8(ascii: "|"): comparison = .hasLanguage
    case UInt8(ascii: "^"): comparison = .starts
    case UInt8(ascii: "$"): comparison = .ends
    case UInt8(ascii: "*"): comparison = .contains
    default: return nil
    }
    guard cursor.following == UInt8(ascii: "=") else { return nil }
    cursor.position += 2
    return comparison
  }

  private mutating func readValue() -> [UInt8]? {
    let quote = cursor.current
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return cursor.unescapedName()
    }
    let start = cursor.position + 1
    cursor.skipString()
    guard cursor.position > start, cursor.bytes[cursor.position - 1] == quote else { return nil }
    return Array(cursor.bytes[start..<cursor.position - 1])
  }
}
