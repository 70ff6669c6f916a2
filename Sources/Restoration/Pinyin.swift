/// The letters in which pinyin is written.
enum Pinyin {
  /// The letter below a tone mark; nil where there is none.
  static func plainLetter(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x101, 0xE1, 0x1CE, 0xE0: 0x61
    case 0x113, 0xE9, 0x11B, 0xE8: 0x65
    case 0x12B, 0xED, 0x1D0, 0xEC: 0x69
    case 0x14D, 0xF3, 0x1D2, 0xF2: 0x6F
    case 0x16B, 0xFA, 0x1D4, 0xF9: 0x75
    case 0x1D6, 0x1D8, 0x1DA, 0x1DC: 0xFC
    case 0x144, 0x148, 0x1F9: 0x6E
    case 0x1E3F: 0x6D
    default: nil
    }
  }

  /// A letter as Unihan writes it: `ɡ` is `g`, a capital is small; nil for what is no letter of pinyin.
  @inline(__always)
  static func letter(_ scalar: UInt32) -> UInt32? {
    // Most letters of most readings, and all Han characters.
    if scalar &- 0x61 < 26, scalar != 0x76 { return scalar }
    return scalar > maximum ? nil : rareLetter(scalar)
  }

  /// The highest scalar that is a letter, `ḿ`.
  private static let maximum: UInt32 = 0x1E3F

  private static func rareLetter(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    // `v` is how ü is typed; no syllable has it.
    case 0x76, 0x56: 0xFC
    case 0x61...0x7A: scalar
    case 0x41...0x5A: scalar + 0x20
    case 0xFC, 0xEA: scalar
    // Capitals with a tone mark stand 0x20 or 1 before the small letters.
    case 0xC0, 0xC1, 0xC8, 0xC9, 0xCC, 0xCD, 0xD2, 0xD3, 0xD9, 0xDA, 0xDC: scalar + 0x20
    case 0x100, 0x112, 0x11A, 0x12A, 0x14C, 0x16A, 0x1CD, 0x1CF, 0x1D1, 0x1D3: scalar + 1
    case 0x251: 0x61
    case 0x261: 0x67
    default: plainLetter(scalar) == nil ? nil : scalar
    }
  }
}
