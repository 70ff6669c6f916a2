/// What reading and writing JSON strings share (RFC 8259 §7).
public enum JSONText {
  /// The offset of the first byte that cannot stand for itself in a JSON string: a quotation mark, a
  /// backslash or a control character; `end` where there is none.
  ///
  /// Eight bytes at a time. Each test sets the high bit of the bytes it finds; a borrow can only set
  /// bits above a true find, so the lowest one is exact.
  @inlinable @inline(__always)
  public static func firstSpecial(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    guard let base = bytes.baseAddress else { return end }
    var position = start
    // A page is one long string.
    while position + 32 <= end {
      let found =
        specials(base + position) | specials(base + position + 8)
        | specials(base + position + 16) | specials(base + position + 24)
      if found != 0 { break }
      position += 32
    }
    while position + 8 <= end {
      let found = specials(base + position)
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < end {
      let byte = base[position]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
      position += 1
    }
    return position
  }

  /// The bytes that a text takes in a JSON string, quotes aside.
  public static func length(of text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var (length, position) = (bytes.count, 0)
      while position < bytes.count {
        position = firstSpecial(in: bytes, from: position, to: bytes.count)
        guard position < bytes.count else { break }
        // A backslash and the byte or its letter, or six in all.
        length += isNamed(bytes[position]) ? 1 : 5
        position += 1
      }
      return length
    }
  }

  private static func isNamed(_ byte: UInt8) -> Bool {
    byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// The high bit of each of eight bytes that is special, and perhaps of some above such a one.
  @inlinable @inline(__always)
  static func specials(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self).littleEndian
    let quotes = word ^ 0x2222_2222_2222_2222
    let slashes = word ^ 0x5c5c_5c5c_5c5c_5c5c
    let found =
      ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
      | ((word &- ones &* 0x20) & ~word)
    return found & (ones << 7)
  }
}
