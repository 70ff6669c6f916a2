/// One or two code points that a character reference stands for.
struct CharacterReference: Hashable {
  /// The bytes of the reference in the source, from the ampersand on.
  var length: Int
  var first: UInt32
  /// 0 where there is no second.
  var second: UInt32 = 0
}

extension CharacterReference {
  /// The reference whose ampersand stands at `start`; nil where the ampersand is text.
  ///
  /// Source: HTML standard, "Character reference state" and the states after it.
  static func read(
    _ source: Span<UInt8>, at start: Int, inAttribute: Bool
  ) -> CharacterReference? {
    let next = start + 1
    guard next < source.count else { return nil }
    if source[next] == UInt8(ascii: "#") { return numeric(source, at: start) }
    guard source[next].isAlphanumeric else { return nil }
    return named(source, at: start, inAttribute: inAttribute)
  }

  private static func numeric(_ source: Span<UInt8>, at start: Int) -> CharacterReference? {
    var i = start + 2
    let isHex = i < source.count && source[i] | 0x20 == UInt8(ascii: "x")
    if isHex { i += 1 }
    let digits = i
    var value: UInt32 = 0
    while i < source.count, let digit = source[i].digit(hex: isHex) {
      // Saturates beyond Unicode: what follows the last valid code point is all the same.
      if value <= 0x10FFFF { value = value * (isHex ? 16 : 10) + digit }
      i += 1
    }
    guard i > digits else { return nil }
    if i < source.count, source[i] == UInt8(ascii: ";") { i += 1 }
    return CharacterReference(length: i - start, first: codePoint(value))
  }

  /// "Numeric character reference end state".
  private static func codePoint(_ value: UInt32) -> UInt32 {
    switch value {
    case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
    case 0x80...0x9F: windows1252[Int(value - 0x80)]
    default: value
    }
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func named(
    _ source: Span<UInt8>, at start: Int, inAttribute: Bool
  ) -> CharacterReference? {
    let table = NamedReferences.shared
    let name = start + 1
    let limit = min(source.count, name + NamedReferences.longestName)
    var end = name
    while end < limit, source[end].isAlphanumeric { end += 1 }

    if end < source.count, source[end] == UInt8(ascii: ";"),
      let entry = table.entry(source, name..<end)
    {
      return CharacterReference(
        length: end + 1 - start, first: entry.first, second: entry.second)
    }
    end = min(end, name + NamedReferences.longestBareName)
    while end > name + 1 {
      if let entry = table.entry(source, name..<end), entry.standsBare {
        // "For historical reasons": `&copy=` and `&copyb` in an attribute are parts of an address.
        if inAttribute, end < source.count,
          source[end] == UInt8(ascii: "=") || source[end].isAlphanumeric
        {
          return nil
        }
        return CharacterReference(length: end - start, first: entry.first, second: entry.second)
      }
      end -= 1
    }
    return nil
  }
}

/// The named references, read once from their packed literal into an open-addressed table.
struct NamedReferences: Sendable {
  struct Entry: Sendable {
    var name: [UInt8]
    var first: UInt32
    var second: UInt32
    var standsBare: Bool
  }

  static let shared = NamedReferences()

  /// `CounterClockwiseContourIntegral`.
  static let longestName = 31
  /// `Aacute`, among those that stand without a semicolon.
  static let longestBareName = 6

  private var entries: [Entry] = []
  private var slots = [UInt16](repeating: .max, count: 8192)

  private init() {
    for word in NameTable.words(of: namedCharacterReferences) {
      guard let mark = word.firstIndex(where: { $0 == 0x3D || $0 == 0x2B }) else { continue }
      let points = word[(mark + 1)...].split(separator: UInt8(ascii: ",")).map { digits in
        digits.reduce(0 as UInt32) { $0 * 16 + ($1.digit(hex: true) ?? 0) }
      }
      let entry = Entry(
        name: Array(word[..<mark]), first: points[0], second: points.count > 1 ? points[1] : 0,
        standsBare: word[mark] == UInt8(ascii: "+"))
      var slot = slot(entry.name.span, 0..<entry.name.count)
      while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt16(entries.count)
      entries.append(entry)
    }
  }

  func entry(_ source: Span<UInt8>, _ range: Range<Int>) -> Entry? {
    var slot = slot(source, range)
    while slots[slot] != .max {
      let entry = entries[Int(slots[slot])]
      if entry.name.count == range.count {
        var i = 0
        while i < range.count, entry.name[i] == source[range.lowerBound + i] { i += 1 }
        if i == range.count { return entry }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func slot(_ source: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hash = NameTable.emptyHash
    for i in range { hash = NameTable.hash(hash, adding: source[i]) }
    return Int(hash ^ (hash >> 15)) & (slots.count - 1)
  }
}

extension UInt8 {
  @inline(__always)
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  @inline(__always)
  var isAlphanumeric: Bool { isASCIILetter || self &- 0x30 < 10 }

  /// The five of HTML's ASCII whitespace.
  @inline(__always)
  var isHTMLWhitespace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }

  func digit(hex: Bool) -> UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x41...0x46 where hex: UInt32(self - 0x41 + 10)
    case 0x61...0x66 where hex: UInt32(self - 0x61 + 10)
    default: nil
    }
  }
}
