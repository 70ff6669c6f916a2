/// Data that stands in the sources as base64 (RFC 4648 §4) text: what the build embeds costs no compile time and no
/// file at run time.
enum Base64Text {
  static func bytes(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { text in
      // The padding, the blanks and line ends of the literal have no value.
      var values = [UInt8](repeating: 0xff, count: 256)
      for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count * 3 / 4)
      var pending: UInt32 = 0
      var count = 0
      for character in text {
        let value = values[Int(character)]
        guard value != 0xff else { continue }
        pending = pending << 6 | UInt32(value)
        count += 1
        guard count == 4 else { continue }
        count = 0
        bytes.append(UInt8(truncatingIfNeeded: pending >> 16))
        bytes.append(UInt8(truncatingIfNeeded: pending >> 8))
        bytes.append(UInt8(truncatingIfNeeded: pending))
      }
      // Two characters over are one byte, three are two.
      if count > 1 { bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(6 * count - 8))) }
      if count > 2 { bytes.append(UInt8(truncatingIfNeeded: pending >> 2)) }
      return bytes
    }
  }

  private static let alphabet =
    Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
