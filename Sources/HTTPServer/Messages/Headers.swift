/// Header fields in the order sent, kept as the bytes of their lines with ranges over them.
///
/// A parsed head is one buffer and one list of ranges over it, in its order and without gaps: no
/// `String` exists until a value is asked for. A response's fields are the very bytes that are written to the socket.
///
///     headers["content-type"]          the first value of that name, or nil
///     headers.all("Accept")            every value of that name
///     headers["ETag"] = "\"7\""        replaces every value of that name
///     headers.append("Link", next)     adds a line
public struct Headers: Sendable {
  /// One field's places in `bytes`.
  struct Field: Sendable {
    var nameStart: UInt32
    var nameCount: UInt32
    var valueStart: UInt32
    var valueCount: UInt32

    var name: Range<Int> { Int(nameStart)..<Int(nameStart + nameCount) }
    var value: Range<Int> { Int(valueStart)..<Int(valueStart + valueCount) }
  }

  var bytes: [UInt8]
  var fields: [Field]

  public init() {
    bytes = []
    fields = []
  }

  init(bytes: [UInt8], fields: [Field]) {
    self.bytes = bytes
    self.fields = fields
  }

  public var isEmpty: Bool { fields.isEmpty }
  public var count: Int { fields.count }

  /// The first value of the field, read without regard to case; setting replaces every value, nil
  /// removes them.
  public subscript(name: String) -> String? {
    get { firstIndex(of: name).map { string(fields[$0].value) } }
    set {
      if firstIndex(of: name) != nil { remove(name) }
      if let newValue { append(name, newValue) }
    }
  }

  /// Every value of the field, in the order sent.
  public func all(_ name: String) -> [String] {
    fields.indices.filter { matches($0, name) }.map { string(fields[$0].value) }
  }

  /// The members of a comma-separated list field, over all its lines, trimmed, none empty (RFC 9110
  /// §5.6.1).
  ///
  /// Not for fields whose members hold quoted commas.
  public func list(_ name: String) -> [Substring] {
    all(name).flatMap { $0.split(separator: ",") }
      .map { $0.trimmed }
      .filter { !$0.isEmpty }
  }

  /// How many lines of that name there are.
  public func count(of name: String) -> Int { fields.indices.count { matches($0, name) } }

  public func contains(_ name: String) -> Bool { firstIndex(of: name) != nil }

  /// Adds a line.
  ///
  /// A name that is no token adds nothing; CR, LF and NUL in the value become spaces, so that no
  /// value can begin a line of its own (RFC 9110 §5.5).
  public mutating func append(_ name: String, _ value: String) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenByte) else { return }
    let start = bytes.count
    bytes.reserveCapacity(start + name.utf8.count + value.utf8.count + 4)
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: " "))
    let valueStart = bytes.count
    for byte in value.utf8 { bytes.append(byte.isFieldByte ? byte : UInt8(ascii: " ")) }
    fields.append(
      Field(
        nameStart: UInt32(start), nameCount: UInt32(valueStart - 2 - start),
        valueStart: UInt32(valueStart), valueCount: UInt32(bytes.count - valueStart)))
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds every field of `others`.
  public mutating func append(contentsOf others: Headers) {
    for (name, value) in others { append(name, value) }
  }

  public mutating func remove(_ name: String) {
    // From the last: what stands before it keeps its place.
    for index in fields.indices.reversed() where matches(index, name) {
      let start = fields[index].nameStart
      let end = index + 1 < fields.count ? fields[index + 1].nameStart : UInt32(bytes.count)
      bytes.removeSubrange(Int(start)..<Int(end))
      fields.remove(at: index)
      for later in index..<fields.count {
        fields[later].nameStart -= end - start
        fields[later].valueStart -= end - start
      }
    }
  }
}

extension Headers: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init()
    for (name, value) in elements { append(name, value) }
  }
}

extension Headers: Sequence {
  public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
    fields.lazy.map { (name: string($0.name), value: string($0.value)) }.makeIterator()
  }
}

extension Headers {
  /// The bytes of the first value of the field.
  func value(of name: String) -> ArraySlice<UInt8>? {
    firstIndex(of: name).map { bytes[fields[$0].value] }
  }

  func firstIndex(of name: String) -> Int? {
    fields.indices.first { matches($0, name) }
  }

  /// Whether the field at `index` has this name, ASCII case aside (RFC 9110 §5.1).
  func matches(_ index: Int, _ name: String) -> Bool {
    let field = fields[index]
    guard Int(field.nameCount) == name.utf8.count else { return false }
    var place = Int(field.nameStart)
    for byte in name.utf8 {
      guard bytes[place].asciiLowercased == byte.asciiLowercased else { return false }
      place += 1
    }
    return true
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
