/// Reads the style sheets of a page for the rules that bear on hiding: first all declarations, then the selectors of
/// rules that matter.
///
/// Source: CSS Syntax 3 §5 (qualified rules, at-rules, blocks), CSS Conditional 3. `@media` is taken
/// where `MediaQuery` says so; `@supports` and `@layer` are taken, other at-rules are not.
struct StyleSheetReader {
  private(set) var rules = StyleRules()
  private(set) var exceeded: [Limit] = []
  private let isCaseless: Bool
  private let limits: StyleLimits
  private var readBytes = 0

  /// The bits of the properties that some rule hides by.
  private var hiding: UInt32 = 0
  private var colors: Set<UInt32> = []
  private var backgrounds: Set<UInt32> = []

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

  /// Steps over an at-rule, or into its block where its rules hold.
  private func enters(_ cursor: inout StyleCursor, _ depth: Int) -> Bool {
    cursor.position += 1
    let name = cursor.name()
    let prelude = cursor.position
    cursor.skip(to: UInt8(ascii: "{"), or: UInt8(ascii: ";"))
    guard cursor.current == UInt8(ascii: "{") else {
      cursor.position += 1
      return false
    }
    let holds =
      cursor.matches(name, "media")
      ? MediaQuery.isMet(cursor.bytes, prelude..<cursor.position)
      : cursor.matches(name, "supports") || cursor.matches(name, "layer")
    guard holds, depth < StyleSheetReader.maximumNesting else {
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
    let selectors = start..<cursor.position
    let first = rules.declarations.count
    DeclarationReader.readBlock(&cursor, into: &rules.declarations)
    guard rules.declarations.count > first else { return true }
    var properties: UInt32 = 0
    for declaration in rules.declarations[first...] {
      properties |= declaration.isImportant ? .max : declaration.property.bit
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
    rules.rules.append(
      StyleRules.Rule(
        declarations: first..<rules.declarations.count, properties: properties,
        source: ByteRange(selectors)))
    return true
  }

  /// Whether some text has the colour of some background, as far as sheets say.
  var hasEqualColors: Bool { !colors.isDisjoint(with: backgrounds) }

  /// Reads the selectors of the rules that can make a difference to what is hidden.
  ///
  /// A property that no sheet hides by is of no interest, unless a rule is to overrule elements'
  /// own styles. Most rules of most pages are read no further.
  ///
  /// - Parameter wanted: the bits of properties that matter for what the page's attributes say.
  mutating func readSelectors(_ bytes: [UInt8], _ names: NameTable, wanted more: UInt32) {
    var wanted = more | hiding | StyleProperty.overflow.bit
    if wanted & StyleProperty.sizes != 0 { wanted |= StyleProperty.padding.bit }
    for number in rules.rules.indices where rules.rules[number].properties & wanted != 0 {
      var reader = SelectorReader(
        bytes, rules.rules[number].source.indices, isCaseless: isCaseless)
      if let limit = reader.read(for: Int32(number), into: &rules, names, limits: limits) {
        note(limit)
        if limit == .styleSelectors { return }
      }
    }
  }

  private mutating func note(_ limit: Limit) {
    if !exceeded.contains(limit) { exceeded.append(limit) }
  }
}
