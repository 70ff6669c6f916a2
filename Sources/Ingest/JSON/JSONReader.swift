import Domain

/// Reads JSON (RFC 8259) from bytes that are known to be UTF-8.
///
/// Members come one by one, so that a page's long strings are taken as bytes, straight from the
/// buffer, without a tree in between.
struct JSONReader {
  /// Where the text stops being JSON, and why.
  struct Problem: Error, Equatable {
    var reason: String
    var offset: Int
  }

  /// A string as it stands between its quotation marks.
  struct Literal {
    var range: Range<Int>
    var hasEscapes: Bool
  }

  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    // RFC 8259 §8.1 lets a parser ignore a byte order mark.
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next byte behind blanks, nil at the end.
  mutating func peek() -> UInt8? {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  /// Reads an object, giving each member's name to `member`, which must read the value.
  mutating func object(
    _ member: (String, inout JSONReader) throws -> Void
  ) throws {
    try expect("{")
    if try skip("}") { return }
    repeat {
      let name = try string()
      try expect(":")
      try member(name, &self)
    } while try skip(",")
    try expect("}")
  }

  /// Nothing but blanks may follow.
  mutating func end() throws(Problem) {
    if peek() != nil { throw problem("there is more behind the JSON value") }
  }

  mutating func null() throws(Problem) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try word("null")
    return true
  }

  /// Any value, nested 64 deep at most.
  mutating func value(depth: Int = 64) throws(Problem) -> JSONValue {
    switch peek() {
    case UInt8(ascii: "\""):
      return .string(try string())
    case UInt8(ascii: "{"):
      guard depth > 0 else { throw problem("the JSON is nested over 64 deep") }
      return .object(try members(depth: depth))
    case UInt8(ascii: "["):
      guard depth > 0 else { throw problem("the JSON is nested over 64 deep") }
      return .array(try elements(depth: depth))
    case UInt8(ascii: "t"):
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
      return try number()
    default:
      throw problem("a JSON value is missing")
    }
  }

  private mutating func members(depth: Int) throws(Problem) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    try expect("{")
    if try skip("}") { return members }
    repeat {
      let name = try string()
      try expect(":")
      // RFC 8259 §4 leaves open which of two would count, so that neither does.
      guard members.updateValue(try value(depth: depth - 1), forKey: name) == nil else {
        throw problem("the member \(name.prefix(100)) is there twice")
      }
    } while try skip(",")
    try expect("}")
    return members
  }

  private mutating func elements(depth: Int) throws(Problem) -> [JSONValue] {
    var elements: [JSONValue] = []
    try expect("[")
    if try skip("]") { return elements }
    repeat { elements.append(try value(depth: depth - 1)) } while try skip(",")
    try expect("]")
    return elements
  }

  /// RFC 8259 §6; what is whole and fits is an integer, however it is written.
  private mutating func number() throws(Problem) -> JSONValue {
    let start = position
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let whole = Int64(text) { return .integer(whole) }
    guard let number = Double(text), number.isFinite else {
      throw Problem(reason: "the number \(text) is out of range", offset: start)
    }
    return Int64(exactly: number).map { .integer($0) } ?? .number(number)
  }

  private mutating func digits() throws(Problem) {
    let start = position
    while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    if position == start { throw problem("a number lacks a digit") }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func word(_ word: StaticString) throws(Problem) {
    for index in 0..<word.utf8CodeUnitCount {
      guard position < bytes.count, bytes[position] == word.utf8Start[index] else {
        throw problem("a JSON value is missing")
      }
      position += 1
    }
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Problem) {
    guard try skip(character) else {
      throw problem(peek() == nil ? "the JSON is cut short" : "a \"\(character)\" is missing")
    }
  }

  private mutating func skip(_ character: Unicode.Scalar) throws(Problem) -> Bool {
    guard let byte = peek(), UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  func problem(_ reason: String) -> Problem { Problem(reason: reason, offset: position) }
}

extension JSONReader {
  mutating func string() throws(Problem) -> String {
    let literal = try literal()
    guard literal.hasEscapes else {
      return String(decoding: bytes[literal.range], as: UTF8.self)
    }
    return String(decoding: try unescape(literal), as: UTF8.self)
  }

  /// Finds a string's end without taking it apart.
  mutating func literal() throws(Problem) -> Literal {
    guard peek() == UInt8(ascii: "\"") else {
      throw problem(peek() == nil ? "the JSON is cut short" : "a string is missing")
    }
    position += 1
    let start = position
    var hasEscapes = false
    while true {
      position = JSONText.firstSpecial(in: bytes, from: position, to: bytes.count)
      guard position < bytes.count else { throw problem("a string has no end") }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return Literal(range: start..<position - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        position = min(position + 2, bytes.count)
      default:
        throw problem("a string holds a control character that is not escaped")
      }
    }
  }

  /// The bytes that a string stands for.
  func unescape(_ literal: Literal) throws(Problem) -> [UInt8] {
    guard literal.hasEscapes else { return Array(bytes[literal.range]) }
    var problem: Problem?
    let text = [UInt8](unsafeUninitializedCapacity: literal.range.count) { room, count in
      do throws(Problem) {
        count = try unescape(literal.range, into: room)
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return text
  }

  /// No escape is shorter than what it stands for, so `room` needs no more than the literal's length.
  private func unescape(
    _ range: Range<Int>, into room: UnsafeMutableBufferPointer<UInt8>
  ) throws(Problem) -> Int {
    guard let source = bytes.baseAddress, let target = room.baseAddress else { return 0 }
    var position = range.lowerBound
    var count = 0
    while position < range.upperBound {
      let next = JSONText.firstSpecial(in: bytes, from: position, to: range.upperBound)
      (target + count).update(from: source + position, count: next - position)
      count += next - position
      position = next
      guard position < range.upperBound else { break }
      let escape = source[position + 1]
      if escape == UInt8(ascii: "u") {
        let scalar = try scalar(at: &position, end: range.upperBound)
        for byte in scalar.utf8 {
          target[count] = byte
          count += 1
        }
      } else {
        guard let byte = JSONReader.plain(escape) else {
          throw Problem(
            reason: "a string holds an escape that JSON does not have", offset: position)
        }
        target[count] = byte
        count += 1
        position += 2
      }
    }
    return count
  }

  private static func plain(_ escape: UInt8) -> UInt8? {
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: nil
    }
  }

  /// Reads `\uXXXX`, or two of them where the first is a high surrogate.
  private func scalar(at position: inout Int, end: Int) throws(Problem) -> Unicode.Scalar {
    let start = position
    let first = try unit(at: &position, end: end)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < end, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw Problem(reason: "a string holds half a surrogate pair", offset: start) }
    let second = try unit(at: &position, end: end)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Problem(reason: "a string holds half a surrogate pair", offset: start) }
    return scalar
  }

  private func unit(at position: inout Int, end: Int) throws(Problem) -> UInt32 {
    var value: UInt32 = 0
    for index in position + 2..<position + 6 {
      guard index < end, let digit = JSONReader.hexadecimal(bytes[index]) else {
        throw Problem(reason: "a \\u escape lacks its four digits", offset: position)
      }
      value = value << 4 | digit
    }
    position += 6
    return value
  }

  static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
