/// The bytes without which a page needs no repair.
///
/// Most pages end here, so it is one pass that looks up from a byte only where damage can begin.
struct Traces {
  /// Noise characters: C0 controls, zero-width and private-use ones.
  private(set) var hasNoise = false
  /// Brackets behind a character that hold letters as a reading has them.
  private(set) var brackets = 0
  /// Question marks before a mark, a reading or a character, as broken bytes leave them.
  private(set) var questions = 0

  /// Whether the page may hold readings or broken bytes: a bracket or two are the author's.
  private(set) var mayBeDamaged = false

  /// Fewer brackets with readings are never taken for injected.
  private static let fewestBrackets = 3

  init(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { bytes in
      // Damage is done to Chinese; other pages are only looked at for noise.
      guard findNoise(bytes) else { return }
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if Self.plain[Int(byte)] {
          index += 1
          continue
        }
        if byte >= 0xE2 {
          if isNoise(bytes, index) {
            hasNoise = true
          } else if byte == 0xEF || byte == 0xE3, let end = Self.wideOpening(bytes, index),
            Self.holdsReading(bytes, end)
          {
            brackets += 1
          }
        } else if byte < 0x20 {
          if byte != 0x0A, byte != 0x0D, byte != 0x09 { hasNoise = true }
        } else if byte == 0x26 {
          if let end = Self.wideReference(bytes, index), Self.holdsReading(bytes, end) {
            brackets += 1
          }
        } else if byte == 0x28 || byte == 0x5B {
          if Self.followsCharacter(bytes, index), Self.holdsReading(bytes, index + 1) {
            brackets += 1
          }
        } else if byte == 0x3F, isBroken(bytes, index + 1),
          Self.followsCharacter(bytes, index) || Self.followsReading(bytes, index)
        {
          questions += 1
        }
        index += 1
      }
      mayBeDamaged =
        (brackets >= Self.fewestBrackets || questions > 0) && Self.isChinese(bytes)
    }
  }

  /// Bytes of a page for each of its Han characters at most: scripts name a few languages, and `f()?a:b` looks broken.
  private static let bytesPerHan = 8_192

  /// Whether a page has Han characters enough for its size.
  private static func isChinese(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > fewestHan * bytesPerHan else { return true }
    var han = 0
    var index = 0
    while index < bytes.count, han * bytesPerHan < bytes.count {
      let byte = bytes[index]
      // Written as a reference, a character is `&#` and four digits and more.
      if byte >= 0xE4 && byte <= 0xE9
        || byte == 0x26 && index + 6 < bytes.count && bytes[index + 1] == 0x23
      {
        han += 1
      }
      index += 1
    }
    return han * bytesPerHan >= bytes.count
  }

  /// Bytes at which nothing of the kind can begin.
  private static let plain: [Bool] = (0..<256).map { byte in
    switch byte {
    case 0x09, 0x0A, 0x0D: true
    case 0..<0x20, 0x26, 0x28, 0x3F, 0x5B, 0xE2, 0xE3, 0xEE...0xFF: false
    default: true
    }
  }

  /// Han characters, raw or as references, below which a page is not Chinese.
  private static let fewestHan = 8

  /// Looks for noise, and for Han characters; whether there are enough of these to look on for damage.
  ///
  /// Eight bytes at a time: on a page of another script this pass is all that repair costs.
  private mutating func findNoise(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return false }
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    var han = 0
    var index = 0
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // Where a subtraction borrows, a byte is below 0x20, or equal to `&`; high bytes tell for themselves.
      let ampersands = word ^ ones &* 0x26
      let isTelling =
        word | (word &- ones &* 0x20) & ~word | (ampersands &- ones) & ~ampersands
      var flagged = isTelling & highs
      if flagged != 0 {
        // Of a line's end or a reference only its own byte is looked at; the first byte is the lowest.
        repeat {
          note(bytes, index + flagged.trailingZeroBitCount / 8, &han)
          flagged &= flagged - 1
        } while flagged != 0
        if han >= Self.fewestHan { return true }
      }
      index += 8
    }
    for place in index..<bytes.count { note(bytes, place, &han) }
    return han >= Self.fewestHan
  }

  @inline(__always)
  private mutating func note(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ han: inout Int
  ) {
    let byte = bytes[index]
    if byte &- 0x27 < 0xE2 - 0x27 { return }
    if byte >= 0xE4, byte <= 0xE9 {
      han += 1
    } else if byte > 0xE2 {
      // Zero-width characters, E2 and on, are noise between Han characters alone.
      if isNoise(bytes, index) { hasNoise = true }
    } else if byte < 0x20 {
      if byte != 0x0A, byte != 0x0D, byte != 0x09 { hasNoise = true }
    } else if byte == 0x26, index + 6 < bytes.count, bytes[index + 1] == 0x23 {
      // Five digits, or four behind an x.
      if bytes[index + 6] &- 0x30 < 10 || bytes[index + 2] | 0x20 == 0x78 { han += 1 }
    }
  }

  /// What follows a question mark that stands for broken bytes: a reading, or a mark at which text is cut.
  private func isBroken(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    switch bytes[index] {
    case 0x21, 0x2C, 0x3A, 0x3B, 0x3F: return true
    case 0xEF: return index + 1 < bytes.count && bytes[index + 1] == 0xBC
    case 0xE3: return index + 2 < bytes.count && bytes[index + 2] == 0x82
    default: return Self.holdsReading(bytes, index)
    }
  }

  /// Up to seven letters of pinyin, a blank perhaps, and a closing bracket.
  private static func holdsReading(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var index = start
    if index < bytes.count, bytes[index] == 0x20 { index += 1 }
    let first = index
    let limit = min(bytes.count, start + 14)
    while index < limit {
      if isLetter(bytes[index]) {
        index += 1
      } else if let end = reference(bytes, index) {
        index = end
      } else {
        break
      }
    }
    guard index > first else { return false }
    if index < bytes.count, bytes[index] &- 0x30 < 6 { index += 1 }
    if index + 1 < bytes.count, bytes[index] == 0x20 { index += 1 }
    if index + 1 < bytes.count, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { index += 2 }
    guard index < bytes.count else { return false }
    if bytes[index] == 0x29 || bytes[index] == 0x5D { return true }
    // A closing bracket as a reference was passed as a letter.
    if index > 0, bytes[index - 1] == 0x3B { return true }
    guard index + 2 < bytes.count else { return false }
    let (next, last) = (bytes[index + 1], bytes[index + 2])
    return bytes[index] == 0xEF && next == 0xBC && (last == 0x89 || last == 0xBD)
      || bytes[index] == 0xE3 && next == 0x80 && (last == 0x91 || last == 0x95)
  }

  /// The end of a wide bracket that opens: `（`, `［`, `【`, `〔`.
  @inline(__always)
  private static func wideOpening(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> Int? {
    guard index + 3 < bytes.count else { return nil }
    let (next, last) = (bytes[index + 1], bytes[index + 2])
    let isOpening =
      bytes[index] == 0xEF
      ? next == 0xBC && (last == 0x88 || last == 0xBB)
      : next == 0x80 && (last == 0x90 || last == 0x94)
    return isOpening ? index + 3 : nil
  }

  /// The end of a reference to a wide bracket that opens.
  private static func wideReference(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> Int? {
    guard let end = reference(bytes, index) else { return nil }
    let digits = bytes[(index + 2)..<(end - 1)]
    return wideOpenings.contains { $0.withUTF8Buffer { digits.elementsEqual($0) } } ? end : nil
  }

  /// `（`, `［`, `【`, `〔` as references.
  private static let wideOpenings: [StaticString] = [
    "65288", "65339", "12304", "12308", "xFF08", "xff08", "xFF3B", "x3010", "x3014",
  ]

  /// The end of a numeric character reference, as which toned letters are written where a charset lacks them.
  private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 3 < bytes.count, bytes[start] == 0x26, bytes[start + 1] == 0x23 else {
      return nil
    }
    let limit = min(bytes.count, start + 9)
    return bytes[(start + 2)..<limit].firstIndex(of: 0x3B).map { $0 + 1 }
  }

  /// ASCII letters, and the bytes of toned ones.
  @inline(__always)
  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte >= 0xC3 && byte <= 0xC9 || byte &- 0x80 < 0x40
  }

  /// Whether what stands before is no ASCII text: a character, or a numeric reference to one.
  @inline(__always)
  private static func followsCharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> Bool {
    guard index > 0 else { return false }
    if bytes[index - 1] >= 0x80 { return true }
    if bytes[index - 1] == 0x20, index > 3 {
      return bytes[index - 2] >= 0x80 || bytes[index - 2] == 0x3B
    }
    guard bytes[index - 1] == 0x3B, index > 4 else { return false }
    return bytes[index - 2] &- 0x30 < 10 || bytes[max(0, index - 9)..<index].contains(0x23)
  }

  /// `經(jīng)?`: whether what stands before is a reading behind a character.
  private static func followsReading(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index > 0, bytes[index - 1] == 0x29 else { return false }
    return bytes[max(0, index - 14)..<index].contains { $0 >= 0xE3 }
  }

  /// U+200B to U+200D, private use, U+FEFF, U+FFFD.
  @inline(__always)
  private func isNoise(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = bytes[index]
    guard byte == 0xE2 || byte >= 0xEE, index + 2 < bytes.count else { return false }
    let (next, last) = (bytes[index + 1], bytes[index + 2])
    if byte == 0xE2 { return next == 0x80 && last >= 0x8B && last <= 0x8D }
    if byte == 0xEE { return true }
    return byte == 0xEF
      && (next <= 0xA3 || next == 0xBB && last == 0xBF || next == 0xBF && last == 0xBD)
  }
}
