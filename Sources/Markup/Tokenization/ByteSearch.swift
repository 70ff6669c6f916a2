/// Searches that look at eight bytes at a time.
///
/// A byte at a time, these searches were 35% of the instructions of a parse of real pages
/// (callgrind, tools/bench-markup). `unsafeLoadUnaligned` checks its offset against the span's end,
/// and any eight bytes are a `UInt64`; nothing is read unchecked.
extension Span<UInt8> {
  /// The first `<`, `&` or NUL from an index on, the count where there is none.
  @inline(__always)
  func firstTextStop(from start: Int) -> Int {
    first(of: UInt8(ascii: "<"), UInt8(ascii: "&"), 0, from: start)
  }

  /// The first of three bytes from an index on, the count where there is none.
  @inline(__always)
  func first(of one: UInt8, _ two: UInt8, _ three: UInt8, from start: Int) -> Int {
    var i = start
    while i + 8 <= count {
      let word = self.word(at: i)
      let hits =
        zeroBytes(word ^ repeated(one)) | zeroBytes(word ^ repeated(two))
        | zeroBytes(word ^ repeated(three))
      if hits != 0 { return i + hits.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < count, self[i] != one, self[i] != two, self[i] != three { i += 1 }
    return i
  }

  /// The first of a byte from an index on, the count where there is none.
  @inline(__always)
  func first(_ wanted: UInt8, from start: Int) -> Int { first(wanted, from: start, to: count) }

  /// The first of a byte in a range, its end where there is none.
  @inline(__always)
  func first(_ wanted: UInt8, from start: Int, to end: Int) -> Int {
    var i = start
    while i + 8 <= end {
      let hits = zeroBytes(word(at: i) ^ repeated(wanted))
      if hits != 0 { return i + hits.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < end, self[i] != wanted { i += 1 }
    return i
  }

  /// The first of a byte that is far off or absent, the count where there is none: 32 bytes at a time.
  @inline(__always)
  func firstFar(_ wanted: UInt8, from start: Int) -> Int {
    let wanted8 = repeated(wanted)
    var i = start
    while i + 32 <= count {
      let hits =
        zeroBytes(word(at: i) ^ wanted8) | zeroBytes(word(at: i + 8) ^ wanted8)
        | zeroBytes(word(at: i + 16) ^ wanted8) | zeroBytes(word(at: i + 24) ^ wanted8)
      if hits != 0 { break }
      i += 32
    }
    return first(wanted, from: i)
  }

  /// The first byte that is not ASCII from an index on, the count where there is none.
  @inline(__always)
  func firstBeyondASCII(from start: Int) -> Int {
    var i = start
    while i + 32 <= count {
      let words = word(at: i) | word(at: i + 8) | word(at: i + 16) | word(at: i + 24)
      if words & highBits != 0 { break }
      i += 32
    }
    while i + 8 <= count {
      let hits = word(at: i) & highBits
      if hits != 0 { return i + hits.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < count, self[i] < 0x80 { i += 1 }
    return i
  }

  /// Eight bytes, the first of them lowest.
  @inline(__always)
  func word(at i: Int) -> UInt64 {
    UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
  }
}

private let highBits: UInt64 = 0x8080_8080_8080_8080

@inline(__always)
private func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

/// The high bit of each zero byte; those above the lowest zero byte may be wrong.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & highBits
}
