/// Base64 as RFC 4648 has it: the alphabets of §4 and §5, padded or not, line breaks skipped.
enum Base64 {
  /// Why text is not Base64.
  enum Problem: Error, Equatable {
    /// A byte of no alphabet, or anything behind the padding, at this offset.
    case strangeByte(UInt8, offset: Int)
    /// The last group holds one character, or padding that does not fill it.
    case cutShort
  }

  /// The bytes that `text` stands for.
  static func decode(_ text: UnsafeBufferPointer<UInt8>) throws(Problem) -> [UInt8] {
    var problem: Problem?
    let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { room, count in
      let (taken, written) = decodeGroups(text, into: room)
      count = written
      do throws(Problem) {
        try decodeRest(text, from: taken, into: room, count: &count)
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return bytes
  }

  /// Whole groups of four up to the first that holds anything but digits.
  ///
  /// Each table has its digit's bits in the place where they go, and `invalid` for what is no digit.
  /// Two groups make six bytes, stored as eight: the next turn writes over the last two, so that the
  /// last two groups are left to a walk of three stores a group.
  private static func decodeGroups(
    _ text: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>
  ) -> (taken: Int, written: Int) {
    guard let source = text.baseAddress, let target = room.baseAddress else { return (0, 0) }
    return tables.withUnsafeBufferPointer { tables in
      guard let table = tables.baseAddress else { return (0, 0) }
      func number(_ group: Int) -> UInt32 {
        let digits = source + group * 4
        return table[Int(digits[0])] | table[256 + Int(digits[1])] | table[512 + Int(digits[2])]
          | table[768 + Int(digits[3])]
      }
      var group = 0
      let groups = text.count / 4
      while group + 3 <= groups {
        let (first, second) = (number(group), number(group + 1))
        guard (first | second) & invalid == 0 else { break }
        let word = UInt64(first) << 40 | UInt64(second) << 16
        UnsafeMutableRawPointer(target + group * 3).storeBytes(
          of: word.bigEndian, as: UInt64.self)
        group += 2
      }
      while group < groups {
        let bits = number(group)
        guard bits & invalid == 0 else { break }
        let bytes = target + group * 3
        bytes[0] = UInt8(truncatingIfNeeded: bits >> 16)
        bytes[1] = UInt8(truncatingIfNeeded: bits >> 8)
        bytes[2] = UInt8(truncatingIfNeeded: bits)
        group += 1
      }
      return (group * 4, group * 3)
    }
  }

  /// Digit by digit: the tail, and text with line breaks or padding in it.
  private static func decodeRest(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int,
    into room: UnsafeMutableBufferPointer<UInt8>, count: inout Int
  ) throws(Problem) {
    var bits: UInt32 = 0
    var digits = 0
    var padding = 0
    for offset in start..<text.count {
      let byte = text[offset]
      if blanks.contains(byte) { continue }
      if byte == UInt8(ascii: "="), digits + padding < 4, digits >= 2 {
        padding += 1
        continue
      }
      let value = tables[768 + Int(byte)]
      guard value != invalid, padding == 0 else {
        throw .strangeByte(byte, offset: offset)
      }
      bits = bits << 6 | value
      digits += 1
      if digits == 4 {
        for shift in [16, 8, 0] as [UInt32] {
          room[count] = UInt8(truncatingIfNeeded: bits >> shift)
          count += 1
        }
        (bits, digits) = (0, 0)
      }
    }
    guard digits != 1, padding == 0 || digits + padding == 4 else { throw .cutShort }
    if digits >= 2 {
      room[count] = UInt8(truncatingIfNeeded: bits >> (digits == 2 ? 4 : 10))
      count += 1
    }
    if digits == 3 {
      room[count] = UInt8(truncatingIfNeeded: bits >> 2)
      count += 1
    }
  }

  private static let blanks: [UInt8] = Array(" \t\r\n".utf8)

  private static let invalid: UInt32 = 1 << 31

  /// For each of a group's four places, what each byte adds to its 24 bits.
  private static let tables: [UInt32] = {
    var values = [UInt32](repeating: invalid, count: 1024)
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for place in 0..<4 {
      for (value, digit) in digits.enumerated() {
        values[place * 256 + Int(digit)] = UInt32(value) << UInt32(18 - place * 6)
      }
      values[place * 256 + Int(UInt8(ascii: "-"))] = 62 << UInt32(18 - place * 6)
      values[place * 256 + Int(UInt8(ascii: "_"))] = 63 << UInt32(18 - place * 6)
    }
    return values
  }()
}
