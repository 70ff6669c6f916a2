/// A `Content-Type` taken apart (RFC 9110 §8.3).
public struct MediaType: Sendable, Hashable {
  /// Type and subtype, lower case: `text/html`.
  public var essence: String

  /// Parameters by lower-case name; the first of a name counts.
  public var parameters: [String: String] = [:]

  /// Reads a header's value, or nil where it names no type.
  ///
  /// Real senders are sloppy: blanks around `=`, single quotes and empty parameters are let pass.
  public init?(_ header: String) {
    var pieces = MediaType.split(header)[...]
    guard let first = pieces.popFirst() else { return nil }
    let essence = first.trimmedASCII.lowercased()
    let halves = essence.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isToken) })
    else { return nil }
    self.essence = essence
    for piece in pieces {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let name = String(piece[..<equals]).trimmedASCII.lowercased()
      let value = MediaType.unquote(String(piece[piece.index(after: equals)...]).trimmedASCII)
      if !name.isEmpty, parameters[name] == nil { parameters[name] = value }
    }
  }

  public var charset: String? { parameters["charset"] }

  /// Splits at semicolons outside quotation marks.
  private static func split(_ header: String) -> [String] {
    var pieces: [String] = [""]
    var isQuoted = false
    var isEscaped = false
    for scalar in header.unicodeScalars {
      if scalar == ";", !isQuoted {
        pieces.append("")
        continue
      }
      if scalar == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && scalar == "\\" && !isEscaped
      pieces[pieces.count - 1].unicodeScalars.append(scalar)
    }
    return pieces
  }

  private static func unquote(_ text: String) -> String {
    guard text.utf8.count >= 2, let mark = text.utf8.first, mark == text.utf8.last,
      mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'")
    else { return text }
    var plain = ""
    var isEscaped = false
    for scalar in text.unicodeScalars.dropFirst().dropLast() {
      if scalar == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      isEscaped = false
      plain.unicodeScalars.append(scalar)
    }
    return plain
  }
}

/// RFC 9110 §5.6.2.
private func isToken(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}

extension String {
  /// Without the blanks and line ends at both ends.
  var trimmedASCII: String {
    func isBlank(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
    guard let first = utf8.firstIndex(where: { !isBlank($0) }),
      let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }
}
