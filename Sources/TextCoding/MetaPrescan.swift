/// "Prescan a byte stream to determine its encoding" of the HTML Standard.
///
///     <meta charset=gb2312>                                              GBK
///     <meta http-equiv=content-type content="text/html; charset=big5">   Big5
///     <?xml version="1.0" encoding="euc-jp"?>                            EUC-JP
///
struct MetaPrescan {
  /// How far the standard looks.
  static let limit = 1024

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// The encoding that the bytes declare, nil where none is declared.
  static func encoding(in bytes: ArraySlice<UInt8>) -> Encoding? {
    if bytes.starts(with: [0x3C, 0, 0x3F, 0, 0x78, 0]) { return .utf16LE }
    if bytes.starts(with: [0, 0x3C, 0, 0x3F, 0, 0x78]) { return .utf16BE }
    var prescan = MetaPrescan(bytes: bytes, position: bytes.startIndex)
    return prescan.scan() ?? xmlEncoding(in: bytes)
  }

  private mutating func scan() -> Encoding? {
    while position < bytes.endIndex {
      guard let tag = bytes[position...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
      position = tag
      if has("<!--", at: position) {
        guard skipComment() else { return nil }
      } else if has("<meta", at: position), let next = byte(at: position + 5),
        next.isASCIIWhitespace || next == UInt8(ascii: "/")
      {
        position += 5
        if let found = meta() { return found }
      } else if let next = byte(at: position + 1),
        next.isASCIILetter
          || next == UInt8(ascii: "/") && byte(at: position + 2)?.isASCIILetter == true
      {
        while let byte = byte(at: position), !byte.isASCIIWhitespace, byte != UInt8(ascii: ">") {
          position += 1
        }
        while attribute() != nil {}
      } else if let next = byte(at: position + 1),
        next == UInt8(ascii: "!") || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
      {
        while let byte = byte(at: position), byte != UInt8(ascii: ">") { position += 1 }
      }
      position += 1
    }
    return nil
  }

  /// Steps to the `>` of `-->`, whose hyphens may be those of `<!--`.
  private mutating func skipComment() -> Bool {
    var i = position + 4
    while i < bytes.endIndex {
      if bytes[i] == UInt8(ascii: ">"), bytes[i - 1] == UInt8(ascii: "-"),
        bytes[i - 2] == UInt8(ascii: "-")
      {
        position = i
        return true
      }
      i += 1
    }
    return false
  }

  /// The attributes of a `meta` tag and what they come to.
  private mutating func meta() -> Encoding? {
    var seen: Set<[UInt8]> = []
    var gotPragma = false
    var needPragma: Bool?
    var charset: Encoding?
    while let attribute = attribute() {
      let name = bytes[attribute.name].map(\.lowercasedASCII)
      let value = bytes[attribute.value].map(\.lowercasedASCII)
      guard seen.insert(name).inserted else { continue }
      if name == Array("http-equiv".utf8) {
        if value == Array("content-type".utf8) { gotPragma = true }
      } else if name == Array("content".utf8) {
        if charset == nil, let found = Self.encoding(inContent: value) {
          charset = found
          needPragma = true
        }
      } else if name == Array("charset".utf8) {
        charset = Encoding(label: value)
        needPragma = false
      }
    }
    guard let needPragma, !needPragma || gotPragma, position < bytes.endIndex else { return nil }
    return charset?.asDeclaredInMeta
  }

  /// "Get an attribute": where the name and the value stand, nil at the tag's end.
  private mutating func attribute() -> (name: Range<Int>, value: Range<Int>)? {
    while let byte = byte(at: position), byte.isASCIIWhitespace || byte == UInt8(ascii: "/") {
      position += 1
    }
    guard let first = byte(at: position), first != UInt8(ascii: ">") else { return nil }
    let start = position
    while let byte = byte(at: position) {
      if byte == UInt8(ascii: "="), position > start { break }
      if byte.isASCIIWhitespace { break }
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
        return (start..<position, position..<position)
      }
      position += 1
    }
    let name = start..<position
    skipWhitespace()
    guard byte(at: position) == UInt8(ascii: "=") else { return (name, position..<position) }
    position += 1
    skipWhitespace()
    return (name, value())
  }

  private mutating func value() -> Range<Int> {
    guard let first = byte(at: position) else { return position..<position }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let start = position + 1
      let end = bytes[start...].firstIndex(of: first)
      position = end.map { $0 + 1 } ?? bytes.endIndex
      return start..<(end ?? bytes.endIndex)
    }
    let start = position
    while let byte = byte(at: position), !byte.isASCIIWhitespace, byte != UInt8(ascii: ">") {
      position += 1
    }
    return start..<position
  }

  private mutating func skipWhitespace() {
    while let byte = byte(at: position), byte.isASCIIWhitespace { position += 1 }
  }

  private func byte(at i: Int) -> UInt8? {
    i < bytes.endIndex ? bytes[i] : nil
  }

  private func has(_ word: StaticString, at i: Int) -> Bool {
    word.withUTF8Buffer { word in
      i + word.count <= bytes.endIndex
        && word.indices.allSatisfy { bytes[i + $0].lowercasedASCII == word[$0] }
    }
  }
}

extension MetaPrescan {
  /// "Extract a character encoding from a `meta` element": the label behind `charset=`.
  static func encoding(inContent content: [UInt8]) -> Encoding? {
    let word = Array("charset".utf8)
    var i = 0
    while true {
      while i + word.count <= content.count,
        !content[i..<i + word.count].elementsEqual(word, by: { $0.lowercasedASCII == $1 })
      { i += 1 }
      guard i + word.count <= content.count else { return nil }
      i += word.count
      while i < content.count, content[i].isASCIIWhitespace { i += 1 }
      guard i < content.count, content[i] == UInt8(ascii: "=") else { continue }
      i += 1
      while i < content.count, content[i].isASCIIWhitespace { i += 1 }
      guard i < content.count else { return nil }
      let rest = content[i...]
      if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
        return Encoding(label: rest[(i + 1)..<end])
      }
      return Encoding(label: rest.prefix { !$0.isASCIIWhitespace && $0 != UInt8(ascii: ";") })
    }
  }

  /// "Get an XML encoding": the label of an XML declaration at the very start.
  static func xmlEncoding(in bytes: ArraySlice<UInt8>) -> Encoding? {
    guard bytes.starts(with: "<?xml".utf8), let end = bytes.firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    let declaration = bytes[..<end]
    let word = Array("encoding".utf8)
    var i = declaration.startIndex
    while i + word.count <= end, !declaration[i..<i + word.count].elementsEqual(word) { i += 1 }
    guard i + word.count <= end else { return nil }
    var rest = declaration[(i + word.count)...].drop { $0 <= 0x20 }
    guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
    rest = rest.drop { $0 <= 0x20 }
    guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = rest.firstIndex(of: quote)
    else { return nil }
    let label = rest[..<close]
    guard label.allSatisfy({ $0 > 0x20 }), let found = Encoding(label: label) else { return nil }
    return found == .utf16BE || found == .utf16LE ? .utf8 : found
  }
}

extension Encoding {
  /// What a label read from ASCII-compatible bytes can mean: not UTF-16, and no user's encoding.
  fileprivate var asDeclaredInMeta: Encoding {
    switch self {
    case .utf16BE, .utf16LE: .utf8
    case .xUserDefined: .windows1252
    default: self
    }
  }
}

extension UInt8 {
  var isASCIILetter: Bool { lowercasedASCII >= 0x61 && lowercasedASCII <= 0x7A }
}
