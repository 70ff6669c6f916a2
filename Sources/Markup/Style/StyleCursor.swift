/// A place in a text of CSS, with the steps that its readers share.
///
/// Source: CSS Syntax 3 §4, reduced: names, numbers, strings, comments and brackets.
struct StyleCursor {
  let bytes: [UInt8]
  var position: Int
  var end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  /// The part of the text that ends here, from a place on.
  func part(from start: Int) -> StyleCursor {
    let end = min(position, end)
    return StyleCursor(bytes, min(start, end)..<end)
  }

  @inline(__always) var isAtEnd: Bool { position >= end }

  /// The byte here, 0 at the end.
  @inline(__always) var current: UInt8 { position < end ? bytes[position] : 0 }

  /// The byte after this one, 0 at the end.
  @inline(__always) var following: UInt8 { position + 1 < end ? bytes[position + 1] : 0 }

  /// Steps over blanks and comments.
  @inline(__always)
  mutating func skipBlanks() {
    while position < end {
      if bytes[position] <= 0x20 {
        position += 1
      } else if bytes[position] == UInt8(ascii: "/"), following == UInt8(ascii: "*") {
        skipComment()
      } else {
        return
      }
    }
  }

  /// Steps over the comment that begins here; one that never ends takes the rest.
  mutating func skipComment() {
    position += 2
    while position < end {
      position = bytes.span.first(UInt8(ascii: "*"), from: position, to: end) + 1
      if position < end, bytes[position] == UInt8(ascii: "/") {
        position += 1
        return
      }
    }
    position = end
  }

  /// Steps over the string that begins here; an unescaped newline ends it too.
  mutating func skipString() {
    let quote = current
    position += 1
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == quote || byte == 0x0A { return }
      if byte == UInt8(ascii: "\\") { position += 1 }
    }
    position = min(position, end)
  }

  /// Steps to the first of the stops outside strings, comments and brackets, or to the end.
  ///
  /// A closing bracket without an opening one is passed over.
  mutating func skip(to stop: UInt8, or other: UInt8) { skip(to: stop, or: other, or: other) }

  mutating func skip(to stop: UInt8, or other: UInt8, or third: UInt8) {
    var depth = 0
    while position < end {
      // Most bytes of a sheet are those of names and numbers.
      var i = position
      while i < end, StyleCursor.isNameByte(bytes[i]) || bytes[i] == 0x20 { i += 1 }
      position = i
      guard i < end else { break }
      let byte = bytes[i]
      if depth == 0, byte == stop || byte == other || byte == third { return }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString()
      case UInt8(ascii: "\\"): position += 2
      case UInt8(ascii: "/") where following == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        position += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth > 0 { depth -= 1 }
        position += 1
      default: position += 1
      }
    }
    position = min(position, end)
  }

  /// Steps over the block that begins here; one that never ends takes the rest.
  mutating func skipBlock() {
    position += 1
    skip(to: UInt8(ascii: "}"), or: UInt8(ascii: "}"))
    position += 1
  }

  @inline(__always)
  static func isNameByte(_ byte: UInt8) -> Bool {
    // A bit for each byte: most bytes of a sheet come here, and five comparisons take twice as long.
    byte >= 0x80 || (byte < 64 ? nameBits.0 : nameBits.1) >> UInt64(byte & 63) & 1 != 0
  }

  /// `-` and the digits; letters and `_`.
  private static var nameBits: (UInt64, UInt64) {
    @inline(__always) get { (0x03FF_2000_0000_0000, 0x07FF_FFFE_87FF_FFFE) }
  }

  /// Steps behind the bracket of the next function, and the blanks there; nil, at the end, where none is left.
  ///
  /// - Returns: the function's name.
  mutating func nextFunction() -> Range<Int>? {
    while !isAtEnd {
      skipBlanks()
      let name = name()
      if current == UInt8(ascii: "(") {
        position += 1
        skipBlanks()
        return name
      }
      if name.isEmpty { position += 1 }
    }
    return nil
  }

  /// The range of the name here, without escapes; empty where none begins.
  @inline(__always)
  mutating func name() -> Range<Int> {
    let start = position
    while position < end, StyleCursor.isNameByte(bytes[position]) { position += 1 }
    return start..<position
  }

  /// The name here, its escapes undone; nil where none begins.
  mutating func unescapedName() -> [UInt8]? {
    var result: [UInt8] = []
    while position < end {
      if StyleCursor.isNameByte(bytes[position]) {
        result.append(bytes[position])
        position += 1
      } else if bytes[position] == UInt8(ascii: "\\"), following > 0x20 {
        position += 1
        appendEscaped(to: &result)
      } else {
        break
      }
    }
    return result.isEmpty ? nil : result
  }

  /// "Consume an escaped code point", after the backslash.
  private mutating func appendEscaped(to result: inout [UInt8]) {
    var value: UInt32 = 0
    var digits = 0
    while digits < 6, position < end, let digit = StyleCursor.hexadecimal(bytes[position]) {
      value = value << 4 | UInt32(digit)
      position += 1
      digits += 1
    }
    if digits == 0 {
      result.append(bytes[position])
      position += 1
      return
    }
    if position < end, bytes[position] <= 0x20 { position += 1 }
    let scalar = value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  @inline(__always)
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    if byte &- 0x30 < 10 { return byte - 0x30 }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : nil
  }

  /// Whether the bytes of a range are this word (lower-case ASCII), whatever their case.
  func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { wanted in
      for (i, byte) in wanted.enumerated() where bytes[range.lowerBound + i].lowered != byte {
        return false
      }
      return true
    }
  }

  /// Whether the bytes of a range begin with this word (lower-case ASCII), whatever their case.
  func starts(_ range: Range<Int>, with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    return range.count >= count
      && matches(range.lowerBound..<range.lowerBound + count, word)
  }

  /// Whether they end with this word, whatever their case.
  func ends(_ range: Range<Int>, with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    return range.count >= count
      && matches(range.upperBound - count..<range.upperBound, word)
  }
}
