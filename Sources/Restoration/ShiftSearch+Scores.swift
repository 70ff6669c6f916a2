extension ShiftSearch {
  /// What a pair is worth that stands elsewhere on the page.
  private static let seenWorth: Int32 = 6

  /// Reads a character in a step, as its first or its second.
  @inline(__always)
  func read(_ scalar: UInt32, _ node: inout Node) {
    let own = UInt16(truncatingIfNeeded: scalar)
    if node.first == 0 { node.first = own } else { node.second = own }
    score(own, &node)
  }

  /// Adds what a character is worth after the one before it.
  @inline(__always)
  func score(_ scalar: UInt16, _ node: inout Node) {
    score(scalar, worth: worth(of: scalar, after: node.last), &node)
  }

  /// The same where what it is worth is known.
  @inline(__always)
  func score(_ scalar: UInt16, worth: Int32, _ node: inout Node) {
    node.score += worth
    // Quotations are closed where they are open, and opened where they are not.
    if scalar == 0x201C || scalar == 0x201D {
      let opens = scalar == 0x201C
      node.score += opens == node.isQuoted ? -6 : 2
      node.isQuoted = opens
    }
    node.last = scalar
  }

  /// What a character is worth at most, whatever stands before it: to look a pair up takes long.
  @inline(__always)
  func mostWorth(of scalar: UInt16) -> Int32 {
    if characters.isMark(scalar) { return Self.mostOfMark }
    let level = characters.level(scalar)
    return level > 0 ? level + Self.mostOfPair : -12
  }

  /// More than any mark is worth, the one that closes a line too.
  private static let mostOfMark: Int32 = 16
  /// The highest level of a pair, less what a character's own level is measured by.
  private static let mostOfPair: Int32 = 9 - 6

  /// How well a character goes after another: by its frequency, and by that of the pair.
  @inline(__always)
  func worth(of scalar: UInt16, after last: UInt16) -> Int32 {
    worth(of: scalar, after: last, line: line(of: last))
  }

  /// The line of frequencies of what follows a character.
  @inline(__always)
  func line(of last: UInt16) -> Int { frequencies.line(of: UInt32(characters.simplified(last))) }

  /// The same, where many are asked about that go after one.
  @inline(__always)
  func worth(of scalar: UInt16, after last: UInt16, line: Int) -> Int32 {
    if characters.isMark(scalar) { return markWorth(of: scalar, after: last) }
    let level = characters.level(scalar)
    guard level > 0 else { return -12 }
    let pair = frequencies.level(
      UInt32(characters.simplified(last)), UInt32(characters.simplified(scalar)), line: line)
    let seen: Int32 = bigrams?.contains(last, scalar) == true ? Self.seenWorth : 0
    return level - 6 + (pair > 0 ? max(Int32(pair), seen) : seen > 0 ? seen : -2)
      - (characters.isSimplified(UInt32(scalar)) ? 10 : 0)
  }

  /// What a mark is worth: a full stop much, before a quotation mark more, two of them nothing.
  private func markWorth(of scalar: UInt16, after last: UInt16) -> Int32 {
    switch scalar {
    case 0x3002: return last == 0x3002 ? -8 : 2
    // Of the full-width forms only the marks of prose are likely.
    case 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F: return 1
    case 0xFF00...: return -8
    case 0x3000, 0x3003...0x3007, 0x3012: return -6
    case 0x201C, 0x201D: return last == 0x3002 ? 6 : 1
    default: return 1
    }
  }

  /// Where a tag ends whose `<` was eaten: behind `/p>`, `br/>`; where none stands, the index itself.
  func eatenTag(_ index: Int) -> Int {
    guard index < page.count else { return index }
    var end = index
    while end < page.count, end - index < 12, page.scalars[end] < 0x80, page.scalars[end] != 0x3C {
      if page.scalars[end] == 0x3E {
        let first = page.scalars[index]
        return first == 0x2F || first | 0x20 >= 0x61 && first | 0x20 <= 0x7A ? end + 1 : index
      }
      end += 1
    }
    // In markup a longer tag, `p style=…>`, still shows its name.
    return index
  }

  /// What the last mark before the end of a line is worth: it closes what is open, and opens nothing.
  func closingWorth(of scalar: UInt32, _ node: Node) -> Int32 {
    switch scalar {
    case 0x201D: node.isQuoted ? 8 : -14
    case 0x3002: node.isQuoted ? 2 : 6
    case 0x300B, 0x3011, 0x300D, 0x300F: -2
    default: -14
    }
  }
}
