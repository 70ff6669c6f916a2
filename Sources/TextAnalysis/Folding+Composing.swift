/// Kana and Hangul that stand in pieces: half-width and decomposed kana with a voiced mark behind (`ｶﾞ`, `か` and
/// U+3099), and syllables as conjoining jamo.
///
/// Unicode's canonical composition of these (UAX #15, and 3.12 of the standard for Hangul), without which a search
/// for the one would not find the other.
extension Folding {
  /// Whether what comes next may join a character before it: U+3099, U+309A, U+FF9E, U+FF9F or a vowel of Hangul.
  @inline(__always)
  func isComposing(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard utf8.count - index > 2 else { return false }
    switch utf8[index] {
    case 0xE3: return utf8[index + 1] == 0x82 && utf8[index + 2] &- 0x99 < 2
    case 0xEF: return utf8[index + 1] == 0xBE && utf8[index + 2] &- 0x9E < 2
    case 0xE1: return utf8[index + 1] == 0x85 && utf8[index + 2] &- 0xA1 < 21
    default: return false
    }
  }

  /// What a character makes with those behind it, and moves on behind them; nil where they make nothing.
  @inline(never)
  func composed(
    _ code: UInt32, _ entry: FoldTable.Entry, _ utf8: UnsafeBufferPointer<UInt8>,
    _ index: inout Int
  ) -> UInt32? {
    var end = index
    guard let mark = nextScalar(utf8, &end) else { return nil }
    if (Hangul.firstVowel..<Hangul.firstVowel + Hangul.vowels).contains(mark) {
      guard code &- Hangul.firstLead < Hangul.leads else { return nil }
      index = end
      let syllable =
        ((code - Hangul.firstLead) * Hangul.vowels + mark - Hangul.firstVowel) * Hangul.tails
      return Hangul.firstSyllable + syllable + tail(utf8, &index)
    }
    let isHalfVoiced = mark == 0x309A || mark == 0xFF9F
    // Half-width kana fold to kana.
    let kana = entry.target == 0 || entry.isSequence ? code : entry.target
    guard let whole = voiced(kana, isHalfVoiced: isHalfVoiced) else { return nil }
    index = end
    return whole
  }

  private enum Hangul {
    static let firstSyllable: UInt32 = 0xAC00
    static let (firstLead, leads): (UInt32, UInt32) = (0x1100, 19)
    static let (firstVowel, vowels): (UInt32, UInt32) = (0x1161, 21)

    /// One before the first tail: a syllable may have none.
    static let (noTail, tails): (UInt32, UInt32) = (0x11A7, 28)
  }

  /// The number of the tail that comes next, if one does; moves on behind it.
  private func tail(_ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
    var end = index
    guard end < utf8.count, let code = nextScalar(utf8, &end),
      code > Hangul.noTail, code < Hangul.noTail + Hangul.tails
    else { return 0 }
    index = end
    return code - Hangul.noTail
  }

  /// A kana with its mark; Katakana stand 0x60 behind Hiragana.
  private func voiced(_ kana: UInt32, isHalfVoiced: Bool) -> UInt32? {
    switch (kana > 0x30A0 ? kana &- 0x60 : kana, isHalfVoiced) {
    // は ひ ふ へ ほ
    case (0x306F, let half), (0x3072, let half), (0x3075, let half), (0x3078, let half),
      (0x307B, let half):
      return kana + (half ? 2 : 1)
    // か to ち, of which every other one is voiced already; つ て と; the mark of repetition
    case (0x304B...0x3061, false) where kana & 1 == 1: return kana + 1
    case (0x3064, false), (0x3066, false), (0x3068, false), (0x309D, false): return kana + 1
    // う
    case (0x3046, false): return kana + 0x4E
    // ワ ヰ ヱ ヲ, in Katakana alone
    case (0x308F...0x3092, false) where kana > 0x30A0: return kana + 8
    default: return nil
    }
  }
}
