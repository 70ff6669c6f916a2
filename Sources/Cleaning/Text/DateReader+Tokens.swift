/// What dates are made of.
extension DateReader {
  enum Kind: Equatable {
    case number(value: Int, digits: Int)
    case word([UInt8])
    case mark(UInt8)
    /// One of 年 月 日 号 时 時 点 點 分 秒 and their Korean and Japanese likes, as the unit they stand for.
    case unit(Unit)
    /// Which half of the day a clock behind it shows: 上午, 下午 and their likes.
    case half(DayHalf)
    case space
  }

  enum Unit { case year, month, day, hour, minute, second }

  enum DayHalf {
    case morning, afternoon

    /// The hour on a 24-hour clock; hours past noon are so already.
    func hour(_ hour: Int) -> Int {
      switch self {
      case .morning: hour == 12 ? 0 : hour
      case .afternoon: hour < 12 ? hour + 12 : hour
      }
    }
  }

  struct Token {
    var kind: Kind
    var start: Int
    var end: Int

    var number: Int? {
      guard case .number(let value, _) = kind else { return nil }
      return value
    }

    var digits: Int {
      guard case .number(_, let digits) = kind else { return 0 }
      return digits
    }
  }

  private static let units: [(StaticString, Unit)] = [
    ("年", .year), ("년", .year), ("月", .month), ("월", .month), ("日", .day), ("号", .day),
    ("號", .day), ("일", .day), ("时", .hour), ("時", .hour), ("点", .hour), ("點", .hour),
    ("시", .hour), ("分", .minute), ("분", .minute), ("秒", .second), ("초", .second),
  ]

  /// Halves of the day that stand before the clock: CLDR's day periods of zh, ja and ko, `gregorian/dayPeriods`.
  private static let halves: [(StaticString, DayHalf)] = [
    ("上午", .morning), ("下午", .afternoon), ("中午", .afternoon), ("凌晨", .morning),
    ("午前", .morning), ("午后", .afternoon), ("午後", .afternoon), ("早上", .morning),
    ("晚上", .afternoon), ("오전", .morning), ("오후", .afternoon), ("清晨", .morning),
  ]

  private static let fullWidth: [(StaticString, UInt8)] = [
    ("：", 0x3a), ("／", 0x2f), ("－", 0x2d), ("．", 0x2e), ("，", 0x2c),
  ]

  /// Cuts text into numbers, words, units and marks; blanks of any width are one token.
  static func tokens(of text: some Collection<UInt8>) -> [Token] {
    let bytes = Array(text)
    var tokens: [Token] = []
    // Words and the blanks between them.
    tokens.reserveCapacity(bytes.count / 3 + 1)
    var i = 0
    while i < bytes.count {
      let start = i
      switch bytes[i] {
      case 0x30...0x39:
        var value = 0
        while i < bytes.count, (0x30...0x39).contains(bytes[i]) {
          value = value < 100_000_000 ? value * 10 + Int(bytes[i] - 0x30) : value
          i += 1
        }
        tokens.append(Token(kind: .number(value: value, digits: i - start), start: start, end: i))
      case 0x00...0x20:
        i += 1
        appendSpace(&tokens, start, i)
      case 0x41...0x5a, 0x61...0x7a:
        let word = word(of: bytes, from: &i)
        tokens.append(Token(kind: .word(word), start: start, end: i))
      case 0x21...0x7f:
        i += 1
        tokens.append(Token(kind: .mark(bytes[start]), start: start, end: i))
      case 0xc2:
        i += 2
        appendSpace(&tokens, start, min(i, bytes.count))
      case 0xd9 where i + 1 < bytes.count && digit(bytes[i], bytes[i + 1]) != nil,
        0xdb where i + 1 < bytes.count && digit(bytes[i], bytes[i + 1]) != nil:
        var value = 0
        while i + 1 < bytes.count, let digit = digit(bytes[i], bytes[i + 1]) {
          value = value < 100_000_000 ? value * 10 + digit : value
          i += 2
        }
        tokens.append(
          Token(kind: .number(value: value, digits: (i - start) / 2), start: start, end: i))
      case 0xc3...0xdf, 0xe0, 0xe1:
        let word = word(of: bytes, from: &i)
        tokens.append(Token(kind: .word(word), start: start, end: i))
      default:
        let length = bytes[i] >= 0xf0 ? 4 : bytes[i] >= 0xe0 ? 3 : 1
        i = min(i + length, bytes.count)
        let character = bytes[start..<i]
        if character.elementsEqual([0xe3, 0x80, 0x80]) {
          appendSpace(&tokens, start, i)
        } else if let unit = units.first(where: { equal($0.0, character) }) {
          tokens.append(Token(kind: .unit(unit.1), start: start, end: i))
        } else if let mark = fullWidth.first(where: { equal($0.0, character) }) {
          tokens.append(Token(kind: .mark(mark.1), start: start, end: i))
        } else if let half = halves.first(where: { begins($0.0, bytes[start...]) }) {
          i = start + half.0.utf8CodeUnitCount
          tokens.append(Token(kind: .half(half.1), start: start, end: i))
        } else {
          tokens.append(Token(kind: .mark(0), start: start, end: i))
        }
      }
    }
    return tokens
  }

  private static func equal(_ text: StaticString, _ bytes: ArraySlice<UInt8>) -> Bool {
    text.withUTF8Buffer { $0.elementsEqual(bytes) }
  }

  private static func begins(_ text: StaticString, _ bytes: ArraySlice<UInt8>) -> Bool {
    text.withUTF8Buffer { bytes.starts(with: $0) }
  }

  /// Appends the letters from here on: ASCII and whatever of UTF-8 the scripts with letters between Latin and Hangul take.
  private static func word(of bytes: [UInt8], from i: inout Int) -> [UInt8] {
    var word: [UInt8] = []
    while i < bytes.count {
      switch bytes[i] {
      case 0x41...0x5a, 0x61...0x7a:
        word.append(bytes[i] | 0x20)
        i += 1
      case 0xc3...0xdf where i + 1 < bytes.count && digit(bytes[i], bytes[i + 1]) == nil:
        appendLowered(&word, bytes[i], bytes[i + 1])
        i += 2
      // Indic scripts, Thai, Lao; Georgian, Ethiopic and Vietnamese letters.
      case 0xe0, 0xe1:
        guard i + 2 < bytes.count else {
          i = bytes.count
          return word
        }
        word += bytes[i..<(i + 3)]
        i += 3
      case 0xc3...0xdf where i + 1 >= bytes.count:
        i += 1
        return word
      default: return word
      }
    }
    return word
  }

  /// The digit that a sequence of two bytes is: Arabic (U+0660) or Persian (U+06F0).
  static func digit(_ lead: UInt8, _ next: UInt8) -> Int? {
    switch (lead, next) {
    case (0xd9, 0xa0...0xa9): Int(next - 0xa0)
    case (0xdb, 0xb0...0xb9): Int(next - 0xb0)
    default: nil
    }
  }

  /// Lower-cases what month names need: Latin, Greek, Cyrillic and Armenian capitals.
  private static func appendLowered(_ word: inout [UInt8], _ lead: UInt8, _ next: UInt8) {
    var scalar = UInt32(lead & 0x1f) << 6 | UInt32(next & 0x3f)
    switch scalar {
    case 0x00C0...0x00DE, 0x0391...0x03A9, 0x0410...0x042F: scalar += 0x20
    case 0x0100...0x0137, 0x014A...0x0177: scalar |= 1
    case 0x0139...0x0148, 0x0179...0x017E: scalar += scalar & 1
    case 0x0400...0x040F: scalar += 0x50
    case 0x0531...0x0556: scalar += 0x30
    default: break
    }
    word.append(UInt8(0xc0 | scalar >> 6))
    word.append(UInt8(0x80 | scalar & 0x3f))
  }

  private static func appendSpace(_ tokens: inout [Token], _ start: Int, _ end: Int) {
    if let last = tokens.last, last.kind == .space {
      tokens[tokens.count - 1].end = end
    } else {
      tokens.append(Token(kind: .space, start: start, end: end))
    }
  }
}
