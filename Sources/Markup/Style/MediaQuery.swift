/// Whether rules under a media query reach the reader of an article: a screen of a desk.
///
/// Source: Media Queries 4, reduced to types and widths; any other condition is not met.
enum MediaQuery {
  /// CSS pixels of the window that conditions and shares of it are measured against.
  ///
  /// The commonest widths of desktop windows lie between 1280 and 1920.
  static let width = 1280.0
  static let height = 800.0

  /// Whether some query of a list is met.
  static func isMet(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var cursor = StyleCursor(bytes, range)
    cursor.skipBlanks()
    if cursor.isAtEnd { return true }
    while !cursor.isAtEnd {
      let start = cursor.position
      cursor.skip(to: UInt8(ascii: ","), or: UInt8(ascii: ","))
      if isOneMet(cursor.part(from: start)) { return true }
      cursor.position += 1
    }
    return false
  }

  private static func isOneMet(_ query: StyleCursor) -> Bool {
    var cursor = query
    var isFirst = true
    while true {
      cursor.skipBlanks()
      if cursor.isAtEnd { return !isFirst }
      isFirst = false
      if cursor.current == UInt8(ascii: "(") {
        let start = cursor.position + 1
        cursor.position = start
        cursor.skip(to: UInt8(ascii: ")"), or: UInt8(ascii: ")"))
        guard isConditionMet(cursor.part(from: start)) else {
          return false
        }
        cursor.position += 1
        continue
      }
      let word = cursor.name()
      guard
        cursor.matches(word, "screen") || cursor.matches(word, "all")
          || cursor.matches(word, "only") || cursor.matches(word, "and")
      else { return false }
    }
  }

  /// `min-width: 40em`, `max-width: 600px`.
  private static func isConditionMet(_ condition: StyleCursor) -> Bool {
    var cursor = condition
    cursor.skipBlanks()
    let name = cursor.name()
    cursor.skipBlanks()
    guard cursor.current == UInt8(ascii: ":") else { return false }
    cursor.position += 1
    cursor.skipBlanks()
    guard let length = cursor.length() else { return false }
    if cursor.matches(name, "min-width") { return length.pixels(of: width) <= width }
    if cursor.matches(name, "max-width") { return length.pixels(of: width) >= width }
    return false
  }
}
