/// Reads the style sheets of a page for the rules that bear on hiding: first all declarations, then the selectors of
/// rules that matter.
///
/// Source: CSS Syntax 3 §5 (qualified rules, at-rules, blocks), CSS Conditional 3, CSS Nesting 1. `@media` is taken
/// where `MediaQuery` says so; `@supports` and `@layer` are taken, `@scope` as a rule around its rules, others are not.
struct StyleSheetReader {
  private(set) var rules = StyleRules()
  private(set) var exceeded: [Limit] = []
  private(set) var variables = StyleVariables()
  private let isCaseless: Bool
  private let limits: StyleLimits
  private var readBytes = 0

  /// The bits of the properties that some rule hides by.
  private var hiding: UInt32 = 0
  private var colors: Set<UInt32> = []
  private var backgrounds: Set<UInt32> = []

  /// Whether a sheet gives anything a background that is not white.
  private(set) var hasBackgrounds = false

  /// Ids or classes of elements that scripts hide, and the scripts.
  private var scripted: [(name: Range<Int>, isClass: Bool, source: Range<Int>)] = []

  /// The selectors of rules that others stand within.
  private var outer: [Int32: [SelectorReader.Found]] = [:]

  /// Blocks within each other: deeper ones are passed over, as no sheet of people has them.
  private static let maximumNesting = 16

  init(isCaseless: Bool, limits: StyleLimits) {
    self.isCaseless = isCaseless
    self.limits = limits
  }

  /// Adds the rules of one sheet, which stands in a range of the tree's bytes.
  mutating func read(_ bytes: [UInt8], _ range: Range<Int>) {
    let room = limits.maximumBytes - readBytes
    if range.count > room { note(.styleBytes) }
    let end = range.lowerBound + min(range.count, max(room, 0))
    readBytes += range.count
    var cursor = StyleCursor(bytes, range.lowerBound..<end)
    var depth = 0
    while true {
      cursor.skipBlanks()
      if cursor.isAtEnd { return }
      switch cursor.current {
      case UInt8(ascii: "}"):
        cursor.position += 1
        depth = max(0, depth - 1)
      case UInt8(ascii: "@"):
        if readScope(&cursor) { continue }
        if enters(&cursor, depth) { depth += 1 }
      case UInt8(ascii: "<"), UInt8(ascii: "-"):
        skipCommentMark(&cursor)
      default:
        guard readRule(&cursor) else { return }
      }
    }
  }

  /// `<!--` and `-->` around a sheet are passed over.
  private mutating func skipCommentMark(_ cursor: inout StyleCursor) {
    let here = cursor.position..<cursor.end
    if cursor.starts(here, with: "<!--") {
      cursor.position += 4
    } else if cursor.starts(here, with: "-->") {
      cursor.position += 3
    } else if !readRule(&cursor) {
      cursor.position = cursor.end
    }
  }

  /// Reads `@scope (.card) { … }` as a rule around those in it; one with a lower end is left to be stepped over.
  private mutating func readScope(_ cursor: inout StyleCursor) -> Bool {
    var ahead = cursor
    ahead.position += 1
    guard ahead.matches(ahead.name(), "scope") else { return false }
    ahead.skipBlanks()
    guard ahead.current == UInt8(ascii: "(") else { return false }
    let start = ahead.position + 1
    ahead.position = start
    // No farther than an at-rule is stepped over, lest each reads the rest of the sheet.
    ahead.skip(to: UInt8(ascii: ")"), or: UInt8(ascii: "{"), or: UInt8(ascii: ";"))
    let prelude = start..<ahead.position
    ahead.position += 1
    ahead.skipBlanks()
    guard ahead.current == UInt8(ascii: "{") else { return false }
    cursor.position = ahead.position
    readBlock(
      &cursor, StyleRules.Rule(declarations: 0..<0, properties: 0, source: ByteRange(prelude)), 0)
    return true
  }

  /// Steps over an at-rule, or into its block where its rules hold.
  private func enters(_ cursor: inout StyleCursor, _ depth: Int) -> Bool {
    cursor.position += 1
    let start = cursor.position
    cursor.skip(to: UInt8(ascii: "{"), or: UInt8(ascii: ";"))
    guard cursor.current == UInt8(ascii: "{") else {
      cursor.position += 1
      return false
    }
    var prelude = cursor.part(from: start)
    guard isMet(&prelude), depth < StyleSheetReader.maximumNesting else {
      cursor.skipBlock()
      return false
    }
    cursor.position += 1
    return true
  }

  /// Reads one rule; false where the sheet ends within it.
  private mutating func readRule(_ cursor: inout StyleCursor) -> Bool {
    let start = cursor.position
    cursor.skip(to: UInt8(ascii: "{"), or: UInt8(ascii: "}"))
    guard cursor.current == UInt8(ascii: "{") else { return !cursor.isAtEnd }
    readBlock(
      &cursor,
      StyleRules.Rule(
        declarations: 0..<0, properties: 0, source: ByteRange(start..<cursor.position)), 0)
    return true
  }

  /// Reads the block of a rule, and the rules within it after it.
  private mutating func readBlock(
    _ cursor: inout StyleCursor, _ given: StyleRules.Rule, _ depth: Int
  ) {
    var rule = given
    let first = rules.declarations.count
    let nested = DeclarationReader.readBlock(&cursor, &variables, into: &rules.declarations)
    rule.declarations = first..<rules.declarations.count
    guard !rule.declarations.isEmpty || !nested.isEmpty else { return }
    let number = Int32(rules.rules.count)
    rules.rules.append(rule)
    guard depth < StyleSheetReader.maximumNesting else { return }
    for each in nested {
      var inner = StyleCursor(cursor.bytes, each.block)
      var rule = StyleRules.Rule(
        declarations: 0..<0, properties: 0, source: ByteRange(each.prelude), parent: number)
      if inner.bytes[each.prelude.lowerBound] == UInt8(ascii: "@") {
        var prelude = StyleCursor(inner.bytes, each.prelude)
        prelude.position += 1
        guard isMet(&prelude) else { continue }
        rule.isParents = true
      }
      readBlock(&inner, rule, depth + 1)
    }
  }

  /// Whether the rules of an at-rule hold, after its `@`.
  private func isMet(_ prelude: inout StyleCursor) -> Bool {
    let name = prelude.name()
    return prelude.matches(name, "media")
      ? MediaQuery.isMet(prelude.bytes, prelude.position..<prelude.end)
      : prelude.matches(name, "supports") || prelude.matches(name, "layer")
  }

  /// Finds what declarations do whose values are variables', once all sheets are read, and sums up what rules declare.
  private mutating func settle(_ bytes: [UInt8]) {
    for number in rules.rules.indices {
      var properties: UInt32 = 0
      for i in rules.rules[number].declarations {
        if rules.declarations[i].value & Declaration.deferred != 0 {
          rules.declarations[i].value = DeclarationReader.resolved(
            rules.declarations[i], bytes, variables)
        }
        let declaration = rules.declarations[i]
        properties |= declaration.isImportant ? .max : declaration.property.bit
        note(declaration)
      }
      rules.rules[number].properties = properties
    }
  }

  private mutating func note(_ declaration: Declaration) {
    if declaration.property == .background, declaration.value != Declaration.inherits,
      !Declaration.isSameColor(declaration.value, Declaration.white)
    {
      hasBackgrounds = true
    }
    switch declaration.property {
    // One variable colours text here and boxes there on most pages that have any.
    case _
    where declaration.property.bit & StyleProperty.colors != 0
      && declaration.value & Declaration.variable != 0:
      break
    case .color where declaration.value & Declaration.opaque != 0:
      colors.insert(declaration.value)
    case .background where declaration.value & Declaration.opaque != 0:
      backgrounds.insert(declaration.value)
    default: if declaration.value == Declaration.hides { hiding |= declaration.property.bit }
    }
  }

  /// Whether some text has the colour of some background, as far as sheets say.
  var hasEqualColors: Bool { !colors.isDisjoint(with: backgrounds) }

  /// Whether some text is as white as a page is that says nothing of backgrounds.
  var hasWhiteText: Bool {
    colors.contains { Declaration.isSameColor($0, Declaration.white) }
  }

  /// Notes that a script hides the element of an id, or those of a class.
  mutating func hide(_ name: Range<Int>, isClass: Bool, by script: Range<Int>) {
    if scripted.count < StyleSheetReader.maximumScripts {
      scripted.append((name, isClass, script))
    }
  }

  private static let maximumScripts = 256

  /// Ends the reading of sheets: what values their variables have, and what they hide by.
  mutating func close(_ bytes: [UInt8]) { settle(bytes) }

  /// Reads the selectors of the rules that can make a difference to what is hidden.
  ///
  /// A property that no sheet hides by is of no interest, unless a rule is to overrule elements'
  /// own styles. Most rules of most pages are read no further.
  ///
  /// - Parameter wanted: the bits of properties that matter for what the page's attributes say.
  mutating func readSelectors(_ bytes: [UInt8], _ names: NameTable, wanted more: UInt32) {
    var wanted = more | hiding | StyleProperty.overflow.bit
    if !scripted.isEmpty { wanted |= StyleProperty.display.bit }
    if wanted & StyleProperty.sizes != 0 { wanted |= StyleProperty.padding.bit }
    for number in rules.rules.indices where rules.rules[number].properties & wanted != 0 {
      for found in selectors(of: Int32(number), bytes, names) {
        // One selector hangs at several keys, and those of a rule around others hold for each of them.
        guard rules.selectors.count < limits.maximumSelectors else {
          note(.styleSelectors)
          break
        }
        rules.add(
          ComplexSelector(
            compounds: found.compounds, rule: Int32(number), specificity: found.specificity))
      }
      if exceeded.contains(.styleSelectors) { break }
    }
    addScripted(bytes)
  }

  /// The selectors of a rule, within those of the rules around it.
  private mutating func selectors(
    of number: Int32, _ bytes: [UInt8], _ names: NameTable
  ) -> [SelectorReader.Found] {
    let rule = rules.rules[Int(number)]
    var parents: [SelectorReader.Found]?
    if rule.parent >= 0 {
      let known = outer[rule.parent] ?? selectors(of: rule.parent, bytes, names)
      outer[rule.parent] = known
      if rule.isParents || known.isEmpty { return known }
      parents = known
    }
    var reader = SelectorReader(bytes, rule.source.indices, isCaseless: isCaseless)
    let (found, limit) = reader.read(below: parents, into: &rules, names, limits: limits)
    if let limit { note(limit) }
    return found
  }

  /// A rule of an id or a class for what each script hides, which nothing in a sheet overrules.
  private mutating func addScripted(_ bytes: [UInt8]) {
    for (name, isClass, source) in scripted {
      let declaration = rules.declarations.count
      rules.declarations.append(
        Declaration(property: .display, isImportant: true, value: Declaration.hides))
      let part = rules.parts.count
      let hash = StyleHash.of(bytes[name], isCaseless: isCaseless)
      rules.parts.append(
        isClass
          ? SimpleSelector(kind: .className, key: StyleHash.className(hash))
          : SimpleSelector(kind: .id, key: StyleHash.id(hash)))
      let compound = rules.compounds.count
      rules.compounds.append(CompoundSelector(parts: part..<part + 1))
      rules.rules.append(
        StyleRules.Rule(
          declarations: declaration..<declaration + 1, properties: StyleProperty.display.bit,
          source: ByteRange(source)))
      rules.add(
        ComplexSelector(
          compounds: compound..<compound + 1, rule: Int32(rules.rules.count - 1),
          specificity: 1 << 16))
    }
  }

  private mutating func note(_ limit: Limit) {
    if !exceeded.contains(limit) { exceeded.append(limit) }
  }
}
