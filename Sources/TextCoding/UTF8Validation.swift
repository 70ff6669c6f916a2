/// What a pass over bytes says of them as UTF-8.
struct UTF8Validity: Sendable, Hashable {
  /// Bytes before the first that is not part of well-formed UTF-8; all of them where it is valid.
  var validPrefix: Int
  var isValid: Bool
  /// No byte of 0x80 or above in the prefix.
  var isASCII: Bool
}

/// Checks UTF-8 (Unicode 3.9, table 3-7): words of ASCII at once, two- and three-byte sequences by
/// one masked compare, everything else byte by byte.
///
/// Unsafe pointers for unaligned loads; each load is preceded by a check that it ends in bounds.
func validateUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> UTF8Validity {
  let raw = UnsafeRawBufferPointer(bytes)
  let count = bytes.count
  var i = 0
  var isASCII = true
  scan: while i < count {
    while i + 32 <= count {
      let a = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let b = raw.loadUnaligned(fromByteOffset: i + 8, as: UInt64.self)
      let c = raw.loadUnaligned(fromByteOffset: i + 16, as: UInt64.self)
      let d = raw.loadUnaligned(fromByteOffset: i + 24, as: UInt64.self)
      if (a | b | c | d) & 0x8080_8080_8080_8080 != 0 { break }
      i += 32
    }
    while i + 8 <= count {
      let high =
        raw.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian & 0x8080_8080_8080_8080
      guard high == 0 else {
        i += high.trailingZeroBitCount >> 3
        break
      }
      i += 8
    }
    while i < count, bytes[i] < 0x80 { i += 1 }
    if i >= count { break }
    isASCII = false

    // Two sequences of three bytes at once, but for leads that begin overlong forms and surrogates too.
    while i + 8 <= count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
      let (first, second) = (word & 0x0F, word >> 24 & 0x0F)
      guard word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0, first != 0, first != 0x0D, second != 0,
        second != 0x0D
      else { break }
      i += 6
    }

    // Runs of multi-byte sequences, one four-byte load each.
    while i + 4 <= count {
      let word = raw.loadUnaligned(fromByteOffset: i, as: UInt32.self).littleEndian
      if word & 0x00C0_C0F0 == 0x0080_80E0 {
        // E0 needs A0…BF, ED needs 80…9F behind it: neither overlong nor a surrogate.
        let top = (word & 0x0F) << 6 | (word >> 8) & 0x3F
        if top < 0x20 || (top >= 0x360 && top < 0x380) { break scan }
        i += 3
      } else if word & 0xC0E0 == 0x80C0 {
        if word & 0x1E == 0 { break scan }
        i += 2
      } else if word & 0x80 == 0 {
        continue scan
      } else {
        break
      }
    }
    let length = utf8SequenceLength(bytes, at: i)
    if length <= 0 { break }
    i += length
  }
  return UTF8Validity(validPrefix: i, isValid: i >= count, isASCII: isASCII)
}

/// The length of the well-formed sequence at `i`, or, negated, that of its maximal ill-formed
/// subpart (Unicode 3.9, "substitution of maximal subparts", which is what WHATWG's decoder does).
@inline(__always)
func utf8SequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
  let lead = bytes[i]
  if lead < 0x80 { return 1 }
  var low: UInt8 = 0x80
  var high: UInt8 = 0xBF
  let length: Int
  switch lead {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF:
    length = 3
    if lead == 0xE0 { low = 0xA0 } else if lead == 0xED { high = 0x9F }
  case 0xF0...0xF4:
    length = 4
    if lead == 0xF0 { low = 0x90 } else if lead == 0xF4 { high = 0x8F }
  default: return -1
  }
  var n = 1
  while n < length {
    guard i + n < bytes.count, bytes[i + n] >= low, bytes[i + n] <= high else { return -n }
    low = 0x80
    high = 0xBF
    n += 1
  }
  return length
}

/// UTF-8 with every maximal ill-formed subpart replaced by U+FFFD.
func decodeUTF8(_ input: UnsafeBufferPointer<UInt8>, into output: inout UTF8Output) {
  var i = 0
  while i < input.count {
    let rest = UnsafeBufferPointer(rebasing: input[i...])
    let valid = validateUTF8(rest)
    output.append(copying: rest, 0..<valid.validPrefix)
    i += valid.validPrefix
    if valid.isValid { return }
    output.replace()
    i -= utf8SequenceLength(input, at: i)
  }
}
