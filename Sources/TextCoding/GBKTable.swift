/// GBK in both directions as flat arrays: two-byte codes ↔ code points.
///
/// The two-byte part of index gb18030 without the private use area, so that a pair of the user
/// area has no character, as in the GBK that the web's older tools wrote. ASCII is not in it, nor
/// is 0x80.
public struct GBKTable: Sendable {
  /// Code point by pointer, 0 for none.
  private let scalars: [UInt16]
  /// Two-byte code by code point of the BMP, 0 for none.
  private let codes: [UInt16]

  public init() {
    var scalars = Indexes.gb18030
    // The index has the user area's A3 A0 as a second ideographic space.
    scalars[(0xA3 - 0x81) * 190 + 0xA0 - 0x41] = 0
    var codes = [UInt16](repeating: 0, count: 0x10000)
    for pointer in scalars.indices {
      let scalar = scalars[pointer]
      if scalar >= 0xE000 && scalar <= 0xF8FF {
        scalars[pointer] = 0
      } else if scalar != 0 {
        let trail = pointer % 190
        codes[Int(scalar)] =
          UInt16(pointer / 190 + 0x81) << 8 | UInt16(trail + (trail < 0x3F ? 0x40 : 0x41))
      }
    }
    self.scalars = scalars
    self.codes = codes
  }

  /// The two bytes of a character as lead × 256 + trail, or nil where GBK has no two-byte code.
  public func gbkBytes(of scalar: UInt32) -> UInt16? {
    guard scalar < 0x10000 else { return nil }
    let code = codes[Int(scalar)]
    return code == 0 ? nil : code
  }

  /// The character of two bytes given as lead × 256 + trail.
  public func scalar(ofGBK code: UInt16) -> UInt32? {
    let lead = Int(code >> 8)
    let trail = Int(code & 0xFF)
    guard lead >= 0x81, lead <= 0xFE, trail >= 0x40, trail != 0x7F, trail <= 0xFE else {
      return nil
    }
    let scalar = scalars[(lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)]
    return scalar == 0 ? nil : UInt32(scalar)
  }
}
