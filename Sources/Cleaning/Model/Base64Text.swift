/// Data that stands in the sources as base64 (RFC 4648 §4) text: what the build embeds costs no compile time and no
/// file at run time.
enum Base64Text {
  static func bytes(_ text: StaticString) -> [UInt8] {
    text.withUTF8Buffer { text in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count * 3 / 4)
      var pending: UInt32 = 0
      var bits: UInt32 = 0
      for character in text {
        let value: UInt8
        switch character {
        case 0x41...0x5a: value = character - 0x41
        case 0x61...0x7a: value = character - 0x61 + 26
        case 0x30...0x39: value = character - 0x30 + 52
        case UInt8(ascii: "+"): value = 62
        case UInt8(ascii: "/"): value = 63
        default: continue
        }
        pending = pending << 6 | UInt32(value)
        bits += 6
        if bits >= 8 {
          bits -= 8
          bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
        }
      }
      return bytes
    }
  }
}
