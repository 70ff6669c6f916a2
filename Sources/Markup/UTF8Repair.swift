/// UTF-8 made valid: each maximal ill-formed part becomes U+FFFD, as the Encoding standard has it.
enum UTF8Repair {
  /// The repaired bytes, or nil where nothing is wrong with them.
  static func repair(_ bytes: [UInt8]) -> [UInt8]? {
    var position = validPrefix(bytes.span, from: 0)
    guard position < bytes.count else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var start = 0
    while position < bytes.count {
      result += bytes[start..<position]
      result += [0xEF, 0xBF, 0xBD]
      start = position + illFormedLength(bytes.span, at: position)
      position = validPrefix(bytes.span, from: start)
    }
    result += bytes[start..<position]
    return result
  }

  /// The first index from which the bytes are ill-formed, their count where none is.
  static func validPrefix(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var i = start
    let count = bytes.count
    while i < count {
      if bytes[i] < 0x80 {
        i = bytes.firstBeyondASCII(from: i + 1)
        continue
      }
      let end = endOfPlainRun(bytes, from: i)
      if end > i {
        i = end
        continue
      }
      let length = sequenceLength(bytes, at: i)
      if length < 0 { return i }
      i += length
    }
    return count
  }

  /// Behind the well-formed sequences of two and three bytes that stand at `i`, eight bytes of each looked at together;
  /// short ones at the end, longer ones and those that are none are left.
  @inline(__always)
  private static func endOfPlainRun(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var i = start
    while i + 8 <= bytes.count {
      let word = bytes.word(at: i)
      // Two at once, but for leads that begin overlong forms and surrogates too.
      if word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 {
        let (first, second) = (word & 0x0F, word >> 24 & 0x0F)
        if first != 0, first != 0x0D, second != 0, second != 0x0D {
          i += 6
          continue
        }
      }
      if word & 0xC0_C0F0 == 0x80_80E0 {
        // E0 needs A0…BF, ED needs 80…9F behind it: neither overlong nor a surrogate.
        let top = (word & 0x0F) << 6 | (word >> 8) & 0x3F
        guard top >= 0x20, top < 0x360 || top >= 0x380 else { break }
        i += 3
      } else if word & 0xC0E0 == 0x80C0, word & 0x1E != 0 {
        i += 2
      } else {
        break
      }
    }
    return i
  }

  private static func illFormedLength(_ bytes: Span<UInt8>, at i: Int) -> Int {
    max(1, -sequenceLength(bytes, at: i))
  }

  /// The length of the well-formed sequence at `i`; minus that of its ill-formed part (Unicode 3.9,
  /// table 3-7, "maximal subpart") where it is none.
  @inline(__always)
  private static func sequenceLength(_ bytes: Span<UInt8>, at i: Int) -> Int {
    let lead = bytes[i]
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    let trailing: Int
    switch lead {
    case 0xC2...0xDF: trailing = 1
    case 0xE0...0xEF:
      trailing = 2
      if lead == 0xE0 { low = 0xA0 } else if lead == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      trailing = 3
      if lead == 0xF0 { low = 0x90 } else if lead == 0xF4 { high = 0x8F }
    default: return -1
    }
    var j = 1
    while j <= trailing {
      guard i + j < bytes.count, bytes[i + j] >= low, bytes[i + j] <= high else { return -j }
      low = 0x80
      high = 0xBF
      j += 1
    }
    return trailing + 1
  }
}
