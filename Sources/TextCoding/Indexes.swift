/// The indexes of the standard, unpacked from their literals once, at first use.
enum Indexes {
  static let big5 = unpack(Big5Data.index)
  static let big5PlaneTwo = base64(Big5Data.planeTwo)
  static let eucKr = unpack(EucKrData.index)
  static let gb18030 = unpack(Gb18030Data.index)
  static let jis0208 = unpack(Jis0208Data.index)
  static let jis0212 = unpack(Jis0212Data.index)

  /// The first pointer and the first code point of each range of four-byte GB 18030 in the BMP.
  static let gb18030Ranges: [(pointer: UInt32, scalar: UInt32)] = {
    let words = unpack(Gb18030Data.ranges)
    return stride(from: 0, to: words.count, by: 2).map {
      (UInt32(words[$0]), UInt32(words[$0 + 1]))
    }
  }()

  /// The code points of bytes 0x80 to 0xFF of a single-byte encoding, 0 for a hole.
  static func singleByte(_ encoding: Encoding) -> ArraySlice<UInt16>? {
    let index = encoding == .iso8859Part8I ? Encoding.iso8859Part8 : encoding
    guard let place = SingleByteData.order.firstIndex(of: index) else { return nil }
    return singleBytes[place * 128..<(place + 1) * 128]
  }

  private static let singleBytes = unpack(SingleByteData.tables)

  private static func unpack(_ literal: StaticString) -> [UInt16] {
    let bytes = base64(literal)
    return stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
  }
}

/// The bytes of a base64 literal (RFC 4648), written by our own tools.
func base64(_ literal: StaticString) -> [UInt8] {
  literal.withUTF8Buffer { text in
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var held = 0
    for character in text {
      let value: UInt8
      switch character {
      case 0x41...0x5A: value = character - 0x41
      case 0x61...0x7A: value = character - 0x61 + 26
      case 0x30...0x39: value = character - 0x30 + 52
      case 0x2B: value = 62
      case 0x2F: value = 63
      default: continue
      }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return bytes
  }
}
