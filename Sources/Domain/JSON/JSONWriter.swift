/// Writes JSON (RFC 8259) into a byte buffer, member by member, in the order it is told.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8]

  /// Whether the next value or member needs a comma before it.
  private var needsComma = false

  public init(capacity: Int = 1024) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// `{…}`, with the members that `content` writes.
  public mutating func object(_ content: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    content(&self)
    close(UInt8(ascii: "}"))
  }

  /// `[…]`, with the values that `content` writes.
  public mutating func array(_ content: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "["))
    content(&self)
    close(UInt8(ascii: "]"))
  }

  /// The name of the member whose value is written next.
  public mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  public mutating func null() { plain("null") }
  public mutating func value(_ value: Bool) { plain(value ? "true" : "false") }
  public mutating func value(_ value: Int) { plain(String(value)) }
  public mutating func value(_ value: Int64) { plain(String(value)) }

  /// A number; JSON has neither infinities nor NaN, so they are null.
  public mutating func value(_ value: Double) {
    guard value.isFinite else { return null() }
    // Swift writes 0.97 as 0.97 and 1e16 as 1e+16: both are JSON.
    plain(value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)")
  }

  public mutating func value(_ value: String) {
    separate()
    quote(value)
    needsComma = true
  }

  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): self.value(value)
    case .integer(let value): self.value(value)
    case .number(let value): self.value(value)
    case .string(let value): self.value(value)
    case .array(let values): array { for value in values { $0.value(value) } }
    case .object(let members): self.value(members)
    }
  }

  /// An object of the client's, its members by name: a set has no order, an answer should.
  public mutating func value(_ members: [String: JSONValue]) {
    object {
      for (name, value) in members.sorted(by: { $0.key < $1.key }) {
        $0.name(name)
        $0.value(value)
      }
    }
  }

  public mutating func value(_ values: [String]) {
    array { for value in values { $0.value(value) } }
  }

  /// A value that is JSON already.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    bytes += json
    needsComma = true
  }

  /// Ends a line of NDJSON.
  public mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func plain(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }
}

extension JSONWriter {
  /// A member whose value may not be known: null then.
  public mutating func member(_ name: String, _ text: String?) {
    self.name(name)
    if let text { value(text) } else { null() }
  }

  public mutating func member(_ name: String, _ number: Int?) {
    self.name(name)
    if let number { value(number) } else { null() }
  }

  public mutating func member(_ name: String, _ number: Double) {
    self.name(name)
    value(number)
  }

  public mutating func member(_ name: String, _ texts: [String]) {
    self.name(name)
    value(texts)
  }

  public mutating func member(_ name: String, _ flag: Bool) {
    self.name(name)
    value(flag)
  }
}

extension JSONWriter {
  private mutating func quote(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Runs that need no escape are copied whole: pages are mostly that.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var position = 0
    while position < text.count {
      let next = JSONText.firstSpecial(in: text, from: position, to: text.count)
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[position..<next]))
      position = next
      guard position < text.count else { break }
      bytes.append(UInt8(ascii: "\\"))
      switch text[position] {
      case 0x0A: bytes.append(UInt8(ascii: "n"))
      case 0x09: bytes.append(UInt8(ascii: "t"))
      case 0x0D: bytes.append(UInt8(ascii: "r"))
      case let control where control < 0x20:
        bytes.append(contentsOf: "u00".utf8)
        bytes.append(JSONWriter.digits[Int(control >> 4)])
        bytes.append(JSONWriter.digits[Int(control & 15)])
      case let mark: bytes.append(mark)
      }
      position += 1
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
