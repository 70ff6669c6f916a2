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
    base64(literal).withUnsafeBytes { bytes in
      (0..<bytes.count / 2).map {
        UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 2, as: UInt16.self))
      }
    }
  }
}
