extension Span<UInt8> {
  /// The first `<`, `&` or NUL from an index on, the count where there is none.
  @inline(__always)
  func firstTextStop(from start: Int) -> Int {
    var i = start
    while i < count {
      let byte = self[i]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == 0 { break }
      i += 1
    }
    return i
  }

  /// The first of a byte from an index on, the count where there is none.
  @inline(__always)
  func first(_ wanted: UInt8, from start: Int) -> Int { first(wanted, from: start, to: count) }

  /// The first of a byte in a range, its end where there is none.
  @inline(__always)
  func first(_ wanted: UInt8, from start: Int, to end: Int) -> Int {
    var i = start
    while i < end, self[i] != wanted { i += 1 }
    return i
  }
}
