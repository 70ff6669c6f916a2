import TextAnalysis

/// The two-byte codes of GBK, both ways.
struct GBKTable: Sendable {
  /// Scalars by code, 190 to each lead byte from 0x81; 0 where the code has no character.
  private let scalars: [UInt16]
  /// Codes by scalar of the basic plane; 0 where GBK lacks the character.
  private let codes: [UInt16]

  init() {
    var scalars: [UInt16] = []
    scalars.reserveCapacity(126 * 190)
    var codes = [UInt16](repeating: 0, count: 0x10000)
    LiteralScalars(GBKData.characters).forEach { scalar in
      let place = scalars.count
      // The literal writes a full stop for a code without a character.
      guard scalar != 0x2E else {
        scalars.append(0)
        return
      }
      scalars.append(UInt16(truncatingIfNeeded: scalar))
      let trail = place % 190 + 0x40
      let code = (place / 190 + 0x81) << 8 | (trail < 0x7F ? trail : trail + 1)
      if scalar < 0x10000, codes[Int(scalar)] == 0 { codes[Int(scalar)] = UInt16(code) }
    }
    self.scalars = scalars
    self.codes = codes
  }

  /// The scalar of a two-byte code; 0 where there is none.
  @inline(__always)
  func scalar(_ lead: UInt8, _ trail: UInt8) -> UInt32 {
    guard lead >= 0x81, lead <= 0xFE, GBKTable.isTrail(trail) else { return 0 }
    let column = Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
    return UInt32(scalars[(Int(lead) - 0x81) * 190 + column])
  }

  /// The two-byte code of a scalar; 0 where GBK lacks it.
  @inline(__always)
  func code(_ scalar: UInt32) -> UInt16 {
    scalar < 0x10000 ? codes[Int(scalar)] : 0
  }

  /// Whether a full-width mark may have become this one: letters and digits stay as wide as they were.
  static func isHalfMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  static func isTrail(_ byte: UInt8) -> Bool { byte >= 0x40 && byte != 0x7F && byte != 0xFF }

  /// The code of a private-use character that stands for a pair of GBK's user areas; 0 where it stands for none.
  ///
  /// AAA1…AFFE are U+E000…, F8A1…FEFE U+E234…, A140…A7A0 U+E4C6… (Code Page 936).
  static func userCode(_ scalar: UInt32) -> UInt16 {
    switch scalar {
    case 0xE000..<0xE234:
      let place = UInt16(scalar - 0xE000)
      return (0xAA + place / 94) << 8 | (0xA1 + place % 94)
    case 0xE234..<0xE4C6:
      let place = UInt16(scalar - 0xE234)
      return (0xF8 + place / 94) << 8 | (0xA1 + place % 94)
    case 0xE4C6..<0xE766:
      let place = UInt16(scalar - 0xE4C6)
      let column = place % 96
      return (0xA1 + place / 96) << 8 | (column < 63 ? 0x40 + column : 0x41 + column)
    default: return 0
    }
  }
}
