/// A JSON value read off a page's script: strings are kept as UTF-8 bytes.
indirect enum ScriptJSON {
  case null
  case bool(Bool)
  case number([UInt8])
  case string([UInt8])
  case array([ScriptJSON])
  case object([(name: [UInt8], value: ScriptJSON)])

  subscript(name: StaticString) -> ScriptJSON? {
    guard case .object(let members) = self else { return nil }
    return name.withUTF8Buffer { wanted in
      members.first { $0.name.elementsEqual(wanted) }?.value
    }
  }

  /// The value of a string, or the digits of a number.
  var text: [UInt8]? {
    switch self {
    case .string(let bytes), .number(let bytes): bytes
    default: nil
    }
  }

  /// The elements of an array; anything else stands for itself.
  var items: [ScriptJSON] {
    switch self {
    case .array(let values): values
    case .null: []
    default: [self]
    }
  }
}

/// Reads JSON as pages write it (RFC 8259, and what JSON-LD in the wild adds: raw line ends and tabs inside
/// strings, trailing commas, comment and CDATA wrappings, several values in a row).
///
/// A page's script state runs to megabytes; reading it stops at a depth or a number of values and cannot fail halfway:
/// what was read before is given back.
struct JSONScanner {
  /// Deeper than any JSON-LD seen; a bound against hostile nesting.
  static let maximumDepth = 64

  /// Values of a script; each takes some 80 bytes, so that `[0,0,…` would take 40 times its size.
  static let maximumValues = 200_000

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var valuesLeft = JSONScanner.maximumValues

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The first value, or nil where there is none.
  static func value(of bytes: UnsafeBufferPointer<UInt8>) -> ScriptJSON? {
    var scanner = JSONScanner(bytes)
    scanner.skipToValue()
    return scanner.value(depth: 0)
  }

  /// Skips what is put around JSON: `<!--`, `//<![CDATA[`, an assignment.
  private mutating func skipToValue() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "{"),
      bytes[position] != UInt8(ascii: "[") || isCDATA
    {
      position += 1
    }
  }

  private var isCDATA: Bool {
    position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "C")
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }

  private mutating func value(depth: Int) -> ScriptJSON? {
    skipSpace()
    guard position < bytes.count else { return nil }
    guard depth < JSONScanner.maximumDepth, valuesLeft > 0 else {
      // What follows would be taken for values of what stands around this one.
      position = bytes.count
      return nil
    }
    valuesLeft -= 1
    switch bytes[position] {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map(ScriptJSON.string)
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> ScriptJSON {
    var members: [(name: [UInt8], value: ScriptJSON)] = []
    position += 1
    while true {
      skipSpace()
      guard position < bytes.count else { break }
      if bytes[position] == UInt8(ascii: ",") {
        position += 1
        continue
      }
      guard bytes[position] == UInt8(ascii: "\""), let name = string() else {
        // Behind a string that never ends there is nothing.
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") { position += 1 }
        break
      }
      skipSpace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { break }
      position += 1
      guard let member = value(depth: depth + 1) else { break }
      members.append((name, member))
    }
    return .object(members)
  }

  private mutating func array(depth: Int) -> ScriptJSON {
    var values: [ScriptJSON] = []
    position += 1
    while true {
      skipSpace()
      guard position < bytes.count else { break }
      if bytes[position] == UInt8(ascii: ",") {
        position += 1
        continue
      }
      if bytes[position] == UInt8(ascii: "]") {
        position += 1
        break
      }
      guard let element = value(depth: depth + 1) else { break }
      values.append(element)
    }
    return .array(values)
  }

  /// `true`, `false`, `null` or a number; nil where no value stands.
  private mutating func word() -> ScriptJSON? {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        position += 1
        continue
      default: break
      }
      break
    }
    guard position > start else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    case UInt8(ascii: "n"), UInt8(ascii: "u"), UInt8(ascii: "N"): return .null
    default: return .number(Array(bytes[start..<position]))
    }
  }

  private mutating func string() -> [UInt8]? {
    position += 1
    var text: [UInt8] = []
    var start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        text.append(contentsOf: bytes[start..<position])
        position += 1
        return text
      case UInt8(ascii: "\\"):
        text.append(contentsOf: bytes[start..<position])
        escape(into: &text)
        start = position
      default:
        position += 1
      }
    }
    return nil
  }

  private mutating func escape(into text: inout [UInt8]) {
    position += 1
    guard position < bytes.count else { return }
    let kind = bytes[position]
    position += 1
    switch kind {
    case UInt8(ascii: "n"), UInt8(ascii: "r"): text.append(0x0a)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(0x20)
    case UInt8(ascii: "u"):
      guard var code = hexadecimal() else { return }
      if code >> 10 == 0x36, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        guard let low = hexadecimal() else { return }
        code = low >> 10 == 0x37 ? 0x10000 + (code & 0x3ff) << 10 + (low & 0x3ff) : 0xfffd
      }
      text.append(contentsOf: UTF8.encode(Unicode.Scalar(code) ?? "\u{fffd}") ?? .init())
    default: text.append(kind)
    }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else {
      position = bytes.count
      return nil
    }
    var code: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      switch byte {
      case 0x30...0x39: code = code << 4 + UInt32(byte - 0x30)
      case 0x41...0x46: code = code << 4 + UInt32(byte - 0x37)
      case 0x61...0x66: code = code << 4 + UInt32(byte - 0x57)
      default: return nil
      }
    }
    position += 4
    return code
  }
}
