extension SelectorReader {
  /// Alternatives of `:is`, `:where`, `:not` and `:has` within each other.
  private static let deepest = 4

  /// Pseudo-classes of one element's place among its siblings, without arguments.
  private static let places: [(StaticString, [SiblingPlace])] = [
    ("first-child", [.first()]),
    ("last-child", [.first(isFromEnd: true)]),
    ("only-child", [.first(), .first(isFromEnd: true)]),
    ("first-of-type", [.first(isOfType: true)]),
    ("last-of-type", [.first(isFromEnd: true, isOfType: true)]),
    ("only-of-type", [.first(isOfType: true), .first(isFromEnd: true, isOfType: true)]),
  ]

  /// Those that count with `An+B`.
  private static let counts: [(StaticString, isFromEnd: Bool, isOfType: Bool)] = [
    ("nth-child", false, false), ("nth-last-child", true, false),
    ("nth-of-type", false, true), ("nth-last-of-type", true, true),
  ]

  /// Reads a pseudo-class; false for one that is not understood, or that only a living page has (`:hover`).
  mutating func readPseudo(
    into rules: inout StyleRules, _ specificity: inout UInt32, _ names: NameTable
  ) -> Bool {
    cursor.position += 1
    let word = cursor.name()
    if cursor.matches(word, "root") {
      specificity &+= 1 << 8
      rules.parts.append(SimpleSelector(kind: .root, key: 0))
      return true
    }
    if cursor.matches(word, "empty") {
      specificity &+= 1 << 8
      rules.parts.append(SimpleSelector(kind: .empty, key: 0))
      return true
    }
    if let (_, places) = Self.places.first(where: { cursor.matches(word, $0.0) }) {
      specificity &+= 1 << 8
      for place in places { rules.parts.append(SimpleSelector(kind: .place, key: place.bits)) }
      return true
    }
    guard cursor.current == UInt8(ascii: "(") else { return false }
    cursor.position += 1
    if let count = Self.counts.first(where: { cursor.matches(word, $0.0) }) {
      guard var place = SiblingPlace.read(&cursor) else { return false }
      (place.isFromEnd, place.isOfType) = (count.isFromEnd, count.isOfType)
      cursor.skipBlanks()
      guard cursor.current == UInt8(ascii: ")") else { return false }
      cursor.position += 1
      specificity &+= 1 << 8
      rules.parts.append(SimpleSelector(kind: .place, key: place.bits))
      return true
    }
    if cursor.matches(word, "has") {
      cursor.skipBlanks()
      // All alternatives are asked for in one place, as nearly all selectors have but one.
      let combinator = readCombinator()
      var weight: UInt32 = 0
      guard
        var part = readAlternatives(isStrict: true, isAlone: false, into: &rules, &weight, names)
      else { return false }
      part.kind = .has
      part.key = UInt64(combinator.rawValue)
      specificity &+= weight
      rules.parts.append(part)
      return true
    }
    let isNegated = cursor.matches(word, "not")
    let isWeightless = cursor.matches(word, "where")
    guard isNegated || isWeightless || cursor.matches(word, "is") || cursor.matches(word, "matches")
    else { return false }
    var weight: UInt32 = 0
    guard var part = readAlternatives(isStrict: isNegated, into: &rules, &weight, names) else {
      return false
    }
    part.isNegated = isNegated
    if !isWeightless { specificity &+= weight }
    rules.parts.append(part)
    return true
  }

  /// The alternatives up to the closing bracket, as one condition.
  ///
  /// Of those that are not understood a strict list makes nothing, a forgiving one is read without.
  ///
  /// - Parameter isAlone: whether one condition alone may stand for the list of it.
  private mutating func readAlternatives(
    isStrict: Bool, isAlone: Bool = true, into rules: inout StyleRules, _ weight: inout UInt32,
    _ names: NameTable
  ) -> SimpleSelector? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return nil }
    var found: [Range<Int>] = []
    while true {
      cursor.skipBlanks()
      let start = rules.parts.count
      var own: UInt32 = 0
      var isKnown = true
      var isEmpty = true
      while isKnown, let known = readPart(into: &rules, &own, names) {
        isKnown = known
        isEmpty = false
      }
      let parts = Array(rules.parts[start...])
      rules.parts.removeSubrange(start...)
      cursor.skipBlanks()
      let isWhole =
        isKnown && !isEmpty
        && (cursor.current == UInt8(ascii: ",") || cursor.current == UInt8(ascii: ")"))
      if isWhole {
        found.append(rules.inner.count..<rules.inner.count + parts.count)
        rules.inner += parts
        weight = max(weight, own)
      } else {
        if isStrict { return nil }
        cursor.skip(to: UInt8(ascii: ","), or: UInt8(ascii: ")"))
      }
      if cursor.isAtEnd { return nil }
      let isLast = cursor.current == UInt8(ascii: ")")
      cursor.position += 1
      if isLast { break }
    }
    guard !found.isEmpty else { return nil }
    // One condition alone is what it is.
    if isAlone, found.count == 1, found[0].count == 1, !rules.inner[found[0].lowerBound].isNegated {
      return rules.inner[found[0].lowerBound]
    }
    let first = rules.alternatives.count
    rules.alternatives += found
    return SimpleSelector(
      kind: .anyOf, key: 0, value: first..<rules.alternatives.count)
  }
}
