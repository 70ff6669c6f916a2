// The byte classes of RFC 9110 §5.6.2 and RFC 5234, as the parser and the writers need them.

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }

  var isHexDigit: Bool { hexValue != nil }

  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }

  var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// `tchar` of RFC 9110 §5.6.2.
  var isTokenByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    // ! # $ % & ' * + - . ^ _ ` | ~
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E: true
    default: false
    }
  }

  /// A byte that may stand in a field value: HTAB, SP, VCHAR, obs-text (RFC 9110 §5.5).
  var isFieldByte: Bool { self == 0x09 || (self >= 0x20 && self != 0x7F) }

  /// Optional white space: SP or HTAB (RFC 9110 §5.6.3).
  var isOptionalSpace: Bool { self == 0x20 || self == 0x09 }
}

extension Substring {
  /// Without optional white space at both ends.
  var trimmed: Substring {
    var rest = self
    while let first = rest.utf8.first, first.isOptionalSpace { rest = rest.dropFirst() }
    while let last = rest.utf8.last, last.isOptionalSpace { rest = rest.dropLast() }
    return rest
  }
}
