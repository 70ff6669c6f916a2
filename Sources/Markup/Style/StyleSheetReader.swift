/// Reads the style sheets of a page for the rules that bear on hiding.
///
/// Source: CSS Syntax 3 §5 (qualified rules, at-rules, blocks), CSS Conditional 3. `@media` is taken
/// where `MediaQuery` says so; `@supports` and `@layer` are taken, other at-rules are not.
struct StyleSheetReader {
  private(set) var rules = StyleRules()
  private(set) var exceeded: [Limit] = []
  private let names: NameTable
  private let isCaseless: Bool
  private let limits: StyleLimits
  private var readBytes = 0

  /// Blocks within each other: deeper ones are passed over, as no sheet of people has them.
  private static let maximumNesting = 16

  init(names: NameTable, isCaseless: Bool, limits: StyleLimits) {
    self.names = names
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

  /// Reads one rule; false where the sheet ends within it or the rules are too many.
  private mutating func readRule(_ cursor: inout StyleCursor) -> Bool {
    let start = cursor.position
    cursor.skip(to: UInt8(ascii: "{"), or: UInt8(ascii: "}"))
    guard cursor.current == UInt8(ascii: "{") else { return !cursor.isAtEnd }
    let selectors = start..<cursor.position
    cursor.skipBlock()
    let first = rules.declarations.count
    // An unclosed block holds what it holds: the position is one past its end then too.
    DeclarationReader.read(
      cursor.bytes, selectors.upperBound + 1..<max(selectors.upperBound + 1, cursor.position - 1),
      into: &rules.declarations)
    guard rules.declarations.count > first else { return true }
    if rules.selectors.count >= limits.maximumSelectors {
      note(.styleSelectors)
      return false
    }
    rules.rules.append(
      StyleRules.Rule(
        declarations: first..<rules.declarations.count, source: ByteRange(selectors)))
    var reader = SelectorReader(cursor.bytes, selectors, names: names, isCaseless: isCaseless)
    reader.read(for: Int32(rules.rules.count - 1), into: &rules, limits: limits).map { note($0) }
    return true
  }

  private mutating func note(_ limit: Limit) {
    if !exceeded.contains(limit) { exceeded.append(limit) }
  }
}
