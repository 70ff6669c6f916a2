/// What one walk over a text counts.
///
/// Lengths are in units: a Latin letter or digit is one, a Han, kana or Hangul character two, since about 380 Han
/// characters say what 800 Latin letters do.
public struct TextMeasure: Sendable, Equatable {
  public var units = 0
  public var han = 0
  public var kana = 0
  public var hangul = 0
  public var letters = 0
  public var digits = 0
  public var words = 0
  public var capitalisedWords = 0
  public var spaces = 0

  /// `. ! ? 。 ！ ？ …` that end something: at the end, or before a blank or a quote.
  public var enders = 0
  /// `, ; : ， 、 ； ：`.
  public var commas = 0
  /// `| / > » › · • _`.
  public var separators = 0
  public var quotes = 0
  public var brackets = 0
  /// Whether the last character ends a sentence, closing quotes and brackets aside.
  public var endsSentence = false
  public var hasCopyright = false
  /// Digits in groups of four that could be a year.
  public var years = 0
  public var others = 0

  public init() {}

  public init(_ text: UnsafeBufferPointer<UInt8>) {
    var i = 0
    let count = text.count
    var isInWord = false
    var wordStart = true
    var digitRun = 0
    var firstDigit: UInt8 = 0
    while i < count {
      let byte = text[i]
      if byte < 0x80 {
        i += 1
        if byte &- 0x30 < 10 {
          if digitRun == 0 { firstDigit = byte }
          digitRun += 1
          digits += 1
          if !isInWord {
            words += 1
            isInWord = true
          }
          wordStart = false
          endsSentence = false
          continue
        }
        if digitRun == 4, firstDigit == 0x31 || firstDigit == 0x32 { years += 1 }
        digitRun = 0
        if (byte | 0x20) &- 0x61 < 26 {
          letters += 1
          if !isInWord {
            words += 1
            isInWord = true
            if wordStart, byte < 0x61 { capitalisedWords += 1 }
          }
          wordStart = false
          endsSentence = false
          // The rest of the word changes nothing but the count.
          let start = i
          while i < count, (text[i] | 0x20) &- 0x61 < 26 { i += 1 }
          letters += i - start
          continue
        }
        mark(byte, next: i < count ? text[i] : 0x20)
        if byte != 0x27 && byte != 0x2d {
          isInWord = false
          wordStart = true
        }
        continue
      }
      if digitRun == 4, firstDigit == 0x31 || firstDigit == 0x32 { years += 1 }
      digitRun = 0
      // U+5000 to U+9FFF: Han characters stand in runs.
      if byte &- 0xe5 < 5, i + 2 < count {
        let start = i
        repeat { i += 3 } while i + 2 < count && text[i] &- 0xe5 < 5
        han += (i - start) / 3
        isInWord = false
        endsSentence = false
        continue
      }
      let (scalar, length) = TextMeasure.scalar(text, at: i)
      i += length
      switch scalar {
      case 0xa0, 0x2000...0x200b, 0x3000, 0x202f:
        spaces += 1
        isInWord = false
        wordStart = true
      case 0xa9:
        hasCopyright = true
        separators += 1
        isInWord = false
      case 0xc0...0x24f, 0x370...0x52f, 0x590...0x1fff:
        letters += 1
        if !isInWord {
          words += 1
          isInWord = true
        }
        wordStart = false
        endsSentence = false
      case 0x3040...0x30ff, 0x31f0...0x31ff:
        kana += 1
        isInWord = false
        endsSentence = false
      case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff, 0x3005...0x3007:
        han += 1
        isInWord = false
        endsSentence = false
      case 0xac00...0xd7af, 0x1100...0x11ff:
        hangul += 1
        if !isInWord {
          words += 1
          isInWord = true
        }
        endsSentence = false
      case 0x3002, 0xff01, 0xff1f, 0x2026, 0xff61, 0x203c...0x203d, 0x61f, 0x6d4, 0x964:
        enders += 1
        isInWord = false
        wordStart = true
        endsSentence = true
      case 0xff0c, 0x3001, 0xff1b, 0xff1a, 0x60c, 0x61b:
        commas += 1
        isInWord = false
        endsSentence = false
      case 0x201c...0x201f, 0x2018...0x201b, 0xab, 0xbb, 0x300c...0x300f:
        quotes += 1
        if scalar == 0xbb { separators += 1 }
        isInWord = scalar == 0x2019 ? isInWord : false
      case 0x3008...0x300b, 0x3010...0x3011, 0xff08, 0xff09:
        brackets += 1
        isInWord = false
      case 0xb7, 0x2022, 0x203a, 0xff5c, 0xff0f, 0xff1e, 0xff3f, 0x30fb, 0x4e28:
        separators += 1
        isInWord = false
        endsSentence = false
      default:
        others += 1
        isInWord = false
        wordStart = true
        endsSentence = false
      }
    }
    if digitRun == 4, firstDigit == 0x31 || firstDigit == 0x32 { years += 1 }
    units = letters + digits + 2 * (han + kana + hangul)
  }

  /// The units of a text alone, for which neither words nor marks need to be told: eight bytes of ASCII at a time.
  public static func units(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var units = 0
    var i = 0
    while i < text.count {
      if i + 8 <= text.count {
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          units += alphanumerics(in: word)
          i += 8
          continue
        }
      }
      let byte = text[i]
      if byte < 0x80 {
        if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 { units += 1 }
        i += 1
        continue
      }
      let (scalar, length) = TextMeasure.scalar(text, at: i)
      i += length
      switch scalar {
      case 0x4e00...0x9fff, 0x3040...0x30ff, 0x31f0...0x31ff, 0x3400...0x4dbf, 0xf900...0xfaff,
        0x20000...0x3ffff, 0x3005...0x3007, 0xac00...0xd7af:
        units += 2
      case 0xc0...0x24f, 0x370...0x52f, 0x590...0x1fff: units += 1
      default: break
      }
    }
    return units
  }

  /// How many of eight bytes of ASCII are letters and digits.
  private static func alphanumerics(in word: UInt64) -> Int {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let lowered = word | ones &* 0x20
    // Adding carries into a byte's highest bit from `a` (or `0`) on, and from what is behind `z` (or `9`).
    let letters = (lowered &+ ones &* (0x80 - 0x61)) & ~(lowered &+ ones &* (0x80 - 0x7b))
    let digits = (word &+ ones &* (0x80 - 0x30)) & ~(word &+ ones &* (0x80 - 0x3a))
    return Int((((letters | digits) & highs) >> 7 &* ones) >> 56)
  }

  /// Whether Han, kana and Hangul characters make up most of it.
  public var isEastAsian: Bool { 2 * (han + kana + hangul) > letters }

  private mutating func mark(_ byte: UInt8, next: UInt8) {
    switch byte {
    case 0x20, 0x09, 0x0a, 0x0d, 0x0c: spaces += 1
    case 0x2e, 0x21, 0x3f:
      // "3.5", "example.org" and "U.S." end nothing.
      if next <= 0x20 || next == 0x22 || next == 0x27 || next == 0x29 || next >= 0x80
        || byte != 0x2e
      {
        enders += 1
        endsSentence = true
      }
    case 0x2c, 0x3b, 0x3a:
      commas += 1
      endsSentence = false
    case 0x7c, 0x2f, 0x3e, 0x5f:
      separators += 1
      endsSentence = false
    case 0x22, 0x27: quotes += 1
    case 0x28, 0x29, 0x5b, 0x5d: brackets += 1
    default:
      others += 1
      endsSentence = false
    }
  }

  /// The scalar at a byte that is not ASCII, of well-formed UTF-8; a stray byte is itself and one long.
  @inlinable
  public static func scalar(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> (UInt32, Int) {
    let byte = UInt32(text[i])
    if byte < 0xe0, byte >= 0xc2, i + 1 < text.count {
      return ((byte & 0x1f) << 6 | UInt32(text[i + 1]) & 0x3f, 2)
    }
    if byte >= 0xe0, byte < 0xf0, i + 2 < text.count {
      return (
        (byte & 0x0f) << 12 | (UInt32(text[i + 1]) & 0x3f) << 6 | UInt32(text[i + 2]) & 0x3f, 3
      )
    }
    if byte >= 0xf0, i + 3 < text.count {
      return (
        (byte & 7) << 18 | (UInt32(text[i + 1]) & 0x3f) << 12 | (UInt32(text[i + 2]) & 0x3f) << 6
          | UInt32(text[i + 3]) & 0x3f, 4
      )
    }
    return (byte, 1)
  }
}
