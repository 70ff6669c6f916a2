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

  /// What a character of three bytes says in a date: most say nothing, and are told so by one switch.
  private static func kind(ofWide scalar: UInt32) -> Kind {
    switch scalar {
    case 0x5E74, 0xB144: .unit(.year)  // 年 년
    case 0x6708, 0xC6D4: .unit(.month)  // 月 월
    case 0x65E5, 0x53F7, 0x865F, 0xC77C: .unit(.day)  // 日 号 號 일
    case 0x65F6, 0x6642, 0x70B9, 0x9EDE, 0xC2DC: .unit(.hour)  // 时 時 点 點 시
    case 0x5206, 0xBD84: .unit(.minute)  // 分 분
    case 0x79D2, 0xCD08: .unit(.second)  // 秒 초
    case 0xFF1A: .mark(0x3A)
    case 0xFF0F: .mark(0x2F)
    case 0xFF0D: .mark(0x2D)
    case 0xFF0E: .mark(0x2E)
    case 0xFF0C: .mark(0x2C)
    case 0x3000: .space
    default: .mark(0)
    }
  }

  /// Halves of the day that stand before the clock: CLDR's day periods of zh, ja and ko, `gregorian/dayPeriods`.
  @inline(__always)
  private static func half(_ first: UInt32, _ second: UInt32) -> DayHalf? {
    switch first {
    case 0x4E0A, 0x4E0B, 0x4E2D, 0x51CC, 0x5348, 0x65E9, 0x665A, 0x6E05, 0xC624: break
    default: return nil
    }
    switch (first, second) {
    // 上午 凌晨 午前 早上 오전 清晨
    case (0x4E0A, 0x5348), (0x51CC, 0x6668), (0x5348, 0x524D), (0x65E9, 0x4E0A), (0xC624, 0xC804),
      (0x6E05, 0x6668):
      return .morning
    // 下午 中午 午后 午後 晚上 오후
    case (0x4E0B, 0x5348), (0x4E2D, 0x5348), (0x5348, 0x540E), (0x5348, 0x5F8C), (0x665A, 0x4E0A),
      (0xC624, 0xD6C4):
      return .afternoon
    default: return nil
    }
  }

  /// The scalar of three bytes from `start` on; 0 where there are none.
  @inline(__always)
  private static func wide(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32 {
    guard start + 2 < bytes.count, bytes[start] >= 0xE0, bytes[start] < 0xF0 else { return 0 }
    return UInt32(bytes[start] & 0x0F) << 12 | UInt32(bytes[start + 1] & 0x3F) << 6
      | UInt32(bytes[start + 2] & 0x3F)
  }

  /// Cuts text into numbers, words, units and marks; blanks of any width are one token.
  static func tokens(of text: some Collection<UInt8>) -> [Token] {
    text.withContiguousStorageIfAvailable { read($0) }
      ?? Array(text).withUnsafeBufferPointer { read($0) }
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
    var tokens: [Token] = []
    // Words and the blanks between them.
    tokens.reserveCapacity(bytes.count / 6 + 1)
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
        let scalar = i - start == 3 ? wide(bytes, start) : 0
        switch kind(ofWide: scalar) {
        case .space: appendSpace(&tokens, start, i)
        case .mark(0):
          if let (value, digits, end) = hanNumber(bytes, start) {
            i = end
            tokens.append(
              Token(kind: .number(value: value, digits: digits), start: start, end: i))
          } else if let half = half(scalar, wide(bytes, i)) {
            i += 3
            tokens.append(Token(kind: .half(half), start: start, end: i))
          } else if case .mark(0) = tokens.last?.kind {
            // Whatever its length, what is no part of a date ends one.
            tokens[tokens.count - 1].end = i
          } else {
            tokens.append(Token(kind: .mark(0), start: start, end: i))
          }
        case let kind: tokens.append(Token(kind: kind, start: start, end: i))
        }
      }
    }
    return tokens
  }

  /// What a Han character counts, 10 for 十; nil for others.
  static func hanDigit(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    switch wide(bytes, start) {
    case 0x3007, 0x25CB, 0x96F6: 0  // 〇 ○ 零
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    case 0x5341: 10
    default: nil
    }
  }

  /// A number in Han digits that a date's unit follows, and where it ends: 二〇二一 before 年, 二十三 before 日.
  private static func hanNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (value: Int, digits: Int, end: Int)? {
    // Most characters are none.
    guard let first = hanDigit(bytes, start) else { return nil }
    var digits = [first]
    var end = start + 3
    while digits.count < 4, let next = hanDigit(bytes, end) {
      digits.append(next)
      end += 3
    }
    switch kind(ofWide: wide(bytes, end)) {
    case .unit(.year):
      guard digits.count == 4, digits.allSatisfy({ $0 < 10 }) else { return nil }
      return (digits.reduce(0) { $0 * 10 + $1 }, 4, end)
    case .unit(.month), .unit(.day):
      // 三, 十, 十二, 二十, 二十三.
      switch (digits.count, digits.firstIndex(of: 10)) {
      case (1, _): return (first, 1, end)
      case (2, 0): return (10 + digits[1], 2, end)
      case (2, 1): return (first * 10, 2, end)
      case (3, 1): return (first * 10 + digits[2], 2, end)
      default: return nil
      }
    default: return nil
    }
  }

  /// Appends the letters from here on: ASCII and whatever of UTF-8 the scripts with letters between Latin and Hangul take.
  private static func word(of bytes: UnsafeBufferPointer<UInt8>, from i: inout Int) -> [UInt8] {
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
