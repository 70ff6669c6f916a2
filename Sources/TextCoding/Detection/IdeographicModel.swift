/// How likely the characters of Chinese, Japanese or Korean are: by kind after kind, and one by one.
///
/// Costs are those of `AlphabeticModel`, eighths of a bit.
struct IdeographicModel: Sendable {
  /// Kinds of characters; tools/make-detection-tables.py has the same.
  enum Kind: Int {
    case han, hiragana, katakana, hangul, wideMark, blank, word, mark

    @inline(__always)
    init(_ scalar: UInt32) {
      switch scalar {
      case 0x4E00...0x9FFF: self = .han
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20: self = .blank
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: self = .word
      case 0...0x7F: self = .mark
      case 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x3400...0x4DBF, 0x3005: self = .han
      case 0x3041...0x309F: self = .hiragana
      case 0x30A1...0x30FF, 0xFF66...0xFF9F: self = .katakana
      case 0xAC00...0xD7A3: self = .hangul
      default: self = .wideMark
      }
    }
  }

  let language: StaticString
  /// The cost of a kind behind another: `pairs[before * 8 + kind]`.
  private let pairs: [UInt8]
  /// The cost of a character among those of its kind.
  private let characters: [UInt8]

  /// A character that the counted texts do not have.
  private static let unknown: UInt8 = 20 * 8
  /// Half-width katakana, private use and errors hardly occur in texts of this encoding.
  private static let outlandish: UInt8 = 24 * 8

  /// A Latin letter or digit right beside a wide character, on top of what the manuals make of it:
  /// they are fuller of such borders than other texts.
  private static let wordBorder = 3 * 8

  /// The same for a small letter: 5G手机 is written, "álj手en" is Spanish.
  private static let letterBorder = 9 * 8

  /// `characters` has lines of a cost in half bits, a space, and the characters that cost it.
  init(language: StaticString, pairs: StaticString, characters lines: StaticString) {
    self.language = language
    self.pairs = base64(pairs)
    var costs = [UInt8](repeating: Self.unknown, count: 0x10000)
    lines.withUTF8Buffer { text in
      var step: UInt8 = 0
      // Behind the blank a digit is a character like others.
      var isCost = true
      var place = 0
      while place < text.count {
        let scalar = Self.scalar(text, &place)
        if scalar == 0x0A {
          (step, isCost) = (0, true)
        } else if !isCost {
          if scalar < 0x10000 { costs[Int(scalar)] = step * 4 }
        } else if scalar == 0x20 {
          isCost = false
        } else {
          step = step * 10 + UInt8(truncatingIfNeeded: scalar &- 0x30)
        }
      }
    }
    for scalar in 0xE000...0xF8FF { costs[scalar] = Self.outlandish }
    for scalar in 0xFF61...0xFF9F { costs[scalar] = Self.outlandish }
    for scalar in 0x80...0x9F { costs[scalar] = Self.outlandish }
    costs[0xFFFD] = 30 * 8
    characters = costs
  }

  /// The cost of a text in valid UTF-8, characters between two ASCII ones left out.
  ///
  /// They say nothing about the encoding, and every model leaves them out. Nil where the cost is above the limit.
  func cost(of utf8: [UInt8], limit: Int) -> Int? {
    utf8.withUnsafeBufferPointer { cost(of: $0, limit: limit) }
  }

  private func cost(of utf8: UnsafeBufferPointer<UInt8>, limit: Int) -> Int? {
    var sum = 0
    var before = Kind.blank
    var wasASCII = true
    var foreign = 0
    var own = 0
    var last: UInt32 = 0
    var place = 0
    while place < utf8.count {
      let scalar = Self.scalar(utf8, &place)
      let kind = Kind(scalar)
      let isASCII = scalar < 0x80
      if !isASCII || !wasASCII {
        sum += Int(pairs[before.rawValue * 8 + kind.rawValue])
        if isASCII != wasASCII, before == .word || kind == .word {
          let letter = isASCII ? scalar : last
          sum += letter &- 0x61 < 26 ? Self.letterBorder : Self.wordBorder
        }
      }
      if isASCII {
        if (scalar | 0x20) &- 0x61 < 26 { foreign += 1 }
      } else {
        own += 1
        sum += Int(scalar < 0x10000 ? characters[Int(scalar)] : Self.unknown)
        guard sum <= limit else { return nil }
      }
      before = kind
      last = scalar
      wasASCII = isASCII
    }
    sum += ScriptShare.cost(foreign: foreign, own: own)
    return sum <= limit ? sum : nil
  }

  /// The scalar at a place of valid UTF-8, which moves on behind it.
  private static func scalar(
    _ utf8: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> UInt32 {
    let lead = UInt32(utf8[place])
    place += 1
    guard lead >= 0xC0 else { return lead }
    if lead >= 0xE0, lead < 0xF0, place + 1 < utf8.count {
      place += 2
      return (lead & 0x0F) << 12 | (UInt32(utf8[place - 2]) & 0x3F) << 6
        | UInt32(utf8[place - 1]) & 0x3F
    }
    var (scalar, tails): (UInt32, Int) =
      lead < 0xE0 ? (lead & 0x1F, 1) : lead < 0xF0 ? (lead & 0x0F, 2) : (lead & 0x07, 3)
    while tails > 0, place < utf8.count {
      scalar = scalar << 6 | UInt32(utf8[place]) & 0x3F
      place += 1
      tails -= 1
    }
    return scalar
  }
}
