import TextAnalysis

/// A page's text as scalars that know where in the source they stand.
///
/// In markup a numeric character reference counts as the one character that it stands for.
struct SourceScalars {
  private(set) var scalars: [UInt32] = []
  /// Byte offset of each scalar, and at the end the length of the text.
  private(set) var offsets: [Int32] = []

  init(_ text: [UInt8], isMarkup: Bool) {
    // There are no more scalars than bytes, so that both arrays are written without asking for room at each.
    scalars = [UInt32](unsafeUninitializedCapacity: text.count) { scalars, count in
      offsets = [Int32](unsafeUninitializedCapacity: text.count + 1) { offsets, offsetCount in
        text.withUnsafeBufferPointer { bytes in
          var index = 0
          while index < bytes.count {
            offsets[count] = Int32(truncatingIfNeeded: index)
            let byte = bytes[index]
            if byte < 0x80, byte != 0x26 {
              scalars[count] = UInt32(byte)
              index += 1
            } else {
              scalars[count] = SourceScalars.scalar(bytes, &index, isMarkup: isMarkup)
            }
            count += 1
          }
          offsets[count] = Int32(truncatingIfNeeded: bytes.count)
        }
        offsetCount = count + 1
      }
    }
  }

  /// The scalar at an index, which is moved behind it.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, isMarkup: Bool
  ) -> UInt32 {
    let scalar = nextScalar(bytes, &index) ?? 0xFFFD
    if scalar == 0x26, isMarkup, let (code, end) = reference(bytes, index) {
      index = end
      return code
    }
    return scalar
  }

  var count: Int { scalars.count }

  func isKana(_ index: Int) -> Bool {
    index >= 0 && index < count && scalars[index] >= 0x3040 && scalars[index] < 0x3100
  }

  /// The bytes of a range of scalars.
  func bytes(_ range: Range<Int>) -> Range<Int> {
    Int(offsets[range.lowerBound])..<Int(offsets[range.upperBound])
  }

  /// `#32463;` or `#x7ECF;`, where it stands for a character beyond ASCII or a parenthesis.
  private static func reference(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (UInt32, Int)? {
    var index = start
    guard index + 2 < bytes.count, bytes[index] == 0x23 else { return nil }
    index += 1
    let isHex = bytes[index] | 0x20 == 0x78
    if isHex { index += 1 }
    var code: UInt32 = 0
    let digits = index
    while index < bytes.count, index - digits < 7 {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39: code = code * (isHex ? 16 : 10) + UInt32(byte - 0x30)
      case 0x41...0x46 where isHex, 0x61...0x66 where isHex:
        code = code * 16 + UInt32(byte & 0x0F) + 9
      case 0x3B:
        let stands = (code >= 0x80 || code == 0x28 || code == 0x29) && code < 0x10000
        return stands && index > digits ? (code, index + 1) : nil
      default: return nil
      }
      index += 1
    }
    return nil
  }
}
