/// A number of an attribute.
enum Digits {
  /// The leading digits as a number, as "rules for parsing non-negative integers" has it.
  static func value(in text: ArraySlice<UInt8>, atMost most: Int) -> Int? {
    var value: Int?
    for byte in text.trimmed() {
      guard case 0x30...0x39 = byte else { break }
      value = (value ?? 0) * 10 + Int(byte - 0x30)
      if let value, value > most { return nil }
    }
    return value
  }
}

extension Collection<UInt8> {
  /// Whether the bytes are this word, in ASCII letters of any case; `word` is in small ones.
  func matches(_ word: String) -> Bool {
    guard count == word.utf8.count else { return false }
    return zip(self, word.utf8).allSatisfy { $0.lowered == $1 }
  }

  /// Whether a style attribute says this, whatever its case and blanks; `wanted` has neither.
  func containsDeclaration(_ wanted: String) -> Bool {
    let pattern = Array(wanted.utf8)
    var matched = 0
    for byte in self where !byte.isBlank {
      if byte.lowered == pattern[matched] {
        matched += 1
        if matched == pattern.count { return true }
      } else {
        matched = byte.lowered == pattern[0] ? 1 : 0
      }
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  /// The text without the white space at its ends.
  func trimmed() -> ArraySlice<UInt8> {
    var result = self
    while let first = result.first, first <= 0x20 { result.removeFirst() }
    while let last = result.last, last <= 0x20 { result.removeLast() }
    return result
  }

  /// The text with white space and controls collapsed to a blank, none at its ends.
  func collapsed() -> [UInt8] {
    var result: [UInt8] = []
    var isGap = false
    for byte in self {
      if byte <= 0x20 {
        isGap = !result.isEmpty
        continue
      }
      if isGap { result.append(0x20) }
      isGap = false
      result.append(byte)
    }
    return result
  }
}

extension Array<UInt8> {
  /// At most so many bytes, and no part of a character.
  func prefixOfCharacters(_ most: Int) -> ArraySlice<UInt8> {
    guard count > most else { return self[...] }
    var end = most
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return self[..<end]
  }
}

extension ArraySlice<UInt8> {
  /// Whether a style attribute sets one of these properties to a length of so many pixels at most.
  func declaresLength(of properties: [String], atMost most: Int) -> Bool {
    for declaration in split(separator: UInt8(ascii: ";")) {
      guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = declaration[..<colon].trimmed()
      guard properties.contains(where: { name.matches($0) }) else { continue }
      let value = declaration[(colon + 1)...].trimmed()
      guard let number = Digits.value(in: value, atMost: 10_000) else { continue }
      let unit = value.drop { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
      if unit.prefix(2).matches("px") || unit.isEmpty, number <= most { return true }
      if unit.prefix(2).matches("em"), number * 16 <= most { return true }
    }
    return false
  }
}
