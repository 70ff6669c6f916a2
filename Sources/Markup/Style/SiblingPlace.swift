/// Where an element stands among its siblings: `:first-child`, `:nth-child(2n+1)`, `:last-of-type`.
///
/// Source: Selectors 4 §13.3 to §13.4, the microsyntax of `An+B` by CSS Syntax 3 §6; `of` a selector is not known.
struct SiblingPlace {
  /// The `step`th siblings from the `offset`th on, counted from one.
  var step: Int32
  var offset: Int32
  var isFromEnd = false
  var isOfType = false

  /// Greater numbers in selectors are no places.
  private static let greatest = 1 << 20

  static func first(isFromEnd: Bool = false, isOfType: Bool = false) -> SiblingPlace {
    SiblingPlace(step: 0, offset: 1, isFromEnd: isFromEnd, isOfType: isOfType)
  }

  /// As a selector's key has it.
  var bits: UInt64 {
    UInt64(UInt32(bitPattern: offset)) | UInt64(UInt32(bitPattern: step) & 0xFF_FFFF) << 32
      | (isFromEnd ? 1 << 62 : 0) | (isOfType ? 1 << 63 : 0)
  }

  init(step: Int32, offset: Int32, isFromEnd: Bool = false, isOfType: Bool = false) {
    self.step = step
    self.offset = offset
    self.isFromEnd = isFromEnd
    self.isOfType = isOfType
  }

  init(bits: UInt64) {
    offset = Int32(bitPattern: UInt32(truncatingIfNeeded: bits))
    // Sign-extended from 24 bits.
    step = Int32(bitPattern: UInt32(truncatingIfNeeded: bits >> 32) << 8) >> 8
    isFromEnd = bits >> 62 & 1 != 0
    isOfType = bits >> 63 & 1 != 0
  }

  /// Whether the element that has `before` others on the side counted from stands here.
  func holds(before: Int) -> Bool {
    let distance = before + 1 - Int(offset)
    if step == 0 { return distance == 0 }
    return distance % Int(step) == 0 && distance / Int(step) >= 0
  }

  /// Reads `odd`, `even`, `3`, `2n`, `-n + 3`; nil, and no promise where the cursor stands, for anything else.
  static func read(_ cursor: inout StyleCursor) -> SiblingPlace? {
    cursor.skipBlanks()
    var place = SiblingPlace(step: 0, offset: 0)
    let start = cursor.position
    let word = cursor.name()
    if cursor.matches(word, "odd") { return SiblingPlace(step: 2, offset: 1) }
    if cursor.matches(word, "even") { return SiblingPlace(step: 2, offset: 0) }
    cursor.position = start
    let (sign, digits) = (signHere(&cursor), number(&cursor))
    guard cursor.current.lowered == UInt8(ascii: "n") else {
      guard let digits else { return nil }
      place.offset = sign * digits
      return place
    }
    place.step = sign * (digits ?? 1)
    cursor.position += 1
    cursor.skipBlanks()
    let isSigned = cursor.current == UInt8(ascii: "-") || cursor.current == UInt8(ascii: "+")
    guard isSigned else { return place }
    let after = signHere(&cursor)
    cursor.skipBlanks()
    guard let offset = number(&cursor) else { return nil }
    place.offset = after * offset
    return place
  }

  private static func signHere(_ cursor: inout StyleCursor) -> Int32 {
    let isNegative = cursor.current == UInt8(ascii: "-")
    if isNegative || cursor.current == UInt8(ascii: "+") { cursor.position += 1 }
    return isNegative ? -1 : 1
  }

  private static func number(_ cursor: inout StyleCursor) -> Int32? {
    var number = 0
    let start = cursor.position
    while cursor.current &- 0x30 < 10, number < greatest {
      number = number * 10 + Int(cursor.current - 0x30)
      cursor.position += 1
    }
    return cursor.position == start ? nil : Int32(min(number, greatest))
  }
}
