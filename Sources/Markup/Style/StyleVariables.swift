/// The custom properties that a page's sheets declare, as far as each has one value.
///
/// `:root{--h:none} .k{display:var(--h)}` hides `.k`. Values are handed down a page in truth; one that is declared once
/// is taken for all of it, and one that is declared in several ways (themes) is not known.
///
/// Source: CSS Custom Properties for Cascading Variables 1 §3.
struct StyleVariables: Sendable {
  /// Where each value stands; an empty range for one of several values.
  private var values: [UInt32: Range<Int>] = [:]

  /// More are the tokens of a design system, which hide nothing.
  private static let most = 4_096

  /// Variables within each other.
  private static let deepest = 8

  /// Bytes of a value that is read: each declaration that names the variable reads it anew.
  private static let longest = 256

  mutating func declare(_ name: UInt32, _ value: Range<Int>, in bytes: [UInt8]) {
    let value = value.count > Self.longest ? 0..<0 : value
    guard let known = values[name] else {
      if values.count < Self.most { values[name] = value }
      return
    }
    if !bytes[known].elementsEqual(bytes[value]) { values[name] = 0..<0 }
  }

  /// The text that `var(--name, fallback)`, which begins at a place, stands for; nil where it is not known.
  ///
  /// - Parameter own: variables of the element itself, which come first.
  func value(
    at start: Int, in bytes: [UInt8], own: StyleVariables? = nil
  ) -> Range<Int>? {
    var start = start
    for _ in 0..<Self.deepest {
      var cursor = StyleCursor(bytes, start..<min(start + Self.longest, bytes.count))
      guard Self.isVariable(&cursor) else { return nil }
      let hash = Self.hash(of: cursor.name(), in: bytes)
      cursor.skipBlanks()
      var found: Range<Int>
      if let value = own?.values[hash] ?? values[hash] {
        guard !value.isEmpty else { return nil }
        found = value
      } else {
        guard cursor.current == UInt8(ascii: ",") else { return nil }
        cursor.position += 1
        cursor.skipBlanks()
        let first = cursor.position
        cursor.skip(to: UInt8(ascii: ")"), or: UInt8(ascii: ";"))
        found = first..<cursor.position
      }
      var value = StyleCursor(bytes, found)
      value.skipBlanks()
      found = value.position..<found.upperBound
      guard Self.isVariable(&value) else { return found }
      start = found.lowerBound
    }
    return nil
  }

  static func hash(of name: Range<Int>, in bytes: [UInt8]) -> UInt32 {
    bytes[name].reduce(NameTable.emptyHash) { NameTable.hash($0, adding: $1.lowered) }
  }

  /// Steps over `var(` where it stands here.
  static func isVariable(_ cursor: inout StyleCursor) -> Bool {
    guard cursor.starts(cursor.position..<cursor.end, with: "var(") else { return false }
    cursor.position += 4
    cursor.skipBlanks()
    return true
  }
}
