/// A growing run of UTF-8 that decoders write to, without a bounds check for each byte.
///
/// Unsafe because the check costs a third of the speed of GBK; the bound is the capacity, which
/// `decode` sets to three bytes for each byte of input plus `slack`: no decoder of the standard
/// writes more than three bytes for one byte read.
struct UTF8Output {
  /// Room for what a decoder writes at the end of input, and for whole words in ASCII runs.
  static let slack = 16

  private let base: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private(set) var malformed = 0

  init(_ base: UnsafeMutablePointer<UInt8>) { self.base = base }

  /// U+FFFD for an error of the decoder.
  @inline(__always)
  mutating func replace() {
    append3(0xFFFD)
    malformed += 1
  }

  @inline(__always)
  mutating func append(ascii byte: UInt8) {
    base[count] = byte
    count += 1
  }

  /// A scalar of U+0800 to U+FFFF.
  @inline(__always)
  mutating func append3(_ scalar: UInt32) {
    base[count] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
    base[count + 1] = UInt8(truncatingIfNeeded: 0x80 | (scalar >> 6) & 0x3F)
    base[count + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
    count += 3
  }

  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    if scalar >= 0x800 && scalar < 0x10000 {
      append3(scalar)
    } else if scalar < 0x80 {
      append(ascii: UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      base[count] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      base[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 2
    } else {
      base[count] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      base[count + 1] = UInt8(truncatingIfNeeded: 0x80 | (scalar >> 12) & 0x3F)
      base[count + 2] = UInt8(truncatingIfNeeded: 0x80 | (scalar >> 6) & 0x3F)
      base[count + 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 4
    }
  }

  /// Bytes that are UTF-8 already.
  mutating func append(copying input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard let source = input.baseAddress, !range.isEmpty else { return }
    base.advanced(by: count).update(from: source + range.lowerBound, count: range.count)
    count += range.count
  }

  /// Copies the run of ASCII bytes that starts at `position` and returns where it ends.
  @inline(__always)
  mutating func copyASCII(_ input: UnsafeBufferPointer<UInt8>, from position: Int) -> Int {
    var i = position
    let raw = UnsafeRawBufferPointer(input)
    let target = UnsafeMutableRawPointer(base)
    while i + 8 <= input.count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let high = word & 0x8080_8080_8080_8080
      target.storeBytes(of: word, toByteOffset: count, as: UInt64.self)
      if high != 0 {
        let run = high.littleEndian.trailingZeroBitCount >> 3
        count += run
        return i + run
      }
      i += 8
      count += 8
    }
    while i < input.count, input[i] < 0x80 {
      append(ascii: input[i])
      i += 1
    }
    return i
  }
}
