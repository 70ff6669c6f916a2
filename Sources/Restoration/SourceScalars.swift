import TextAnalysis

/// A page's text as scalars that know where in the source they stand.
///
/// In markup a numeric character reference counts as the one character that it stands for.
struct SourceScalars {
  private(set) var scalars: [UInt32] = []
  private let text: [UInt8]
  private let isMarkup: Bool
  /// Byte offset of each sixteenth scalar, the end of the text counted as one: few places are asked for.
  private var offsets: [Int32] = []
  private static let step = 16

  init(_ text: [UInt8], isMarkup: Bool) {
    (self.text, self.isMarkup) = (text, isMarkup)
    // There are no more scalars than bytes, so that both arrays are written without asking for room at each.
    scalars = [UInt32](unsafeUninitializedCapacity: text.count) { scalars, count in
      offsets = [Int32](unsafeUninitializedCapacity: text.count / Self.step + 1) { offsets, noted in
        text.withUnsafeBufferPointer { bytes in
          var index = 0
          while index < bytes.count {
            var ahead = noted * Self.step - count
            if ahead == 0 {
              offsets[noted] = Int32(truncatingIfNeeded: index)
              noted += 1
              ahead = Self.step
            }
            if let wide = SourceScalars.wideScalar(bytes, index) {
              scalars[count] = wide
              index += 3
              count += 1
              continue
            }
            if let eight = SourceScalars.eightPlain(bytes, index) {
              UnsafeMutableRawBufferPointer(scalars).storeBytes(
                of: SIMD8<UInt32>(truncatingIfNeeded: eight), toByteOffset: count * 4,
                as: SIMD8<UInt32>.self)
              if ahead < 8 {
                offsets[noted] = Int32(truncatingIfNeeded: index + ahead)
                noted += 1
              }
              index += 8
              count += 8
              continue
            }
            scalars[count] = SourceScalars.scalar(bytes, &index, isMarkup: isMarkup)
            count += 1
          }
          if noted * Self.step == count {
            offsets[noted] = Int32(truncatingIfNeeded: bytes.count)
            noted += 1
          }
        }
      }
    }
  }

  /// Eight bytes from an index on, where all of them are ASCII and none begins a reference.
  @inline(__always)
  private static func eightPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> SIMD8<UInt8>? {
    guard index + 8 <= bytes.count else { return nil }
    let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let ampersands = word ^ ones &* 0x26
    // Of bytes below 0x80 a subtraction borrows where one of them is `&`.
    guard (word | (ampersands &- ones)) & highs == 0 else { return nil }
    return unsafeBitCast(word, to: SIMD8<UInt8>.self)
  }

  /// The scalar of three bytes at an index, but for those that share their first byte with what is no UTF-8.
  @inline(__always)
  private static func wideScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32? {
    let lead = bytes[index]
    guard lead > 0xE0, lead < 0xF0, lead != 0xED, index + 2 < bytes.count else { return nil }
    let (second, third) = (bytes[index + 1], bytes[index + 2])
    guard second & third & 0x80 != 0, (second | third) & 0x40 == 0 else { return nil }
    return UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
  }

  /// The scalar at an index, which is moved behind it.
  @inline(__always)
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, isMarkup: Bool
  ) -> UInt32 {
    let byte = bytes[index]
    if byte < 0x80, byte != 0x26 {
      index += 1
      return UInt32(byte)
    }
    return longScalar(bytes, &index, isMarkup: isMarkup)
  }

  private static func longScalar(
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
    let start = offset(of: range.lowerBound)
    // Most ranges are shorter than the way from the offset noted before their end.
    return
      start..<(range.count < Self.step
      ? offset(start, movedBy: range.count) : offset(of: range.upperBound))
  }

  private func offset(of scalar: Int) -> Int {
    offset(Int(offsets[scalar / Self.step]), movedBy: scalar % Self.step)
  }

  private func offset(_ start: Int, movedBy count: Int) -> Int {
    var index = start
    text.withUnsafeBufferPointer { bytes in
      for _ in 0..<count {
        if SourceScalars.wideScalar(bytes, index) != nil {
          index += 3
        } else {
          _ = SourceScalars.scalar(bytes, &index, isMarkup: isMarkup)
        }
      }
    }
    return index
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
