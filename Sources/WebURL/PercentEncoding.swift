/// A percent-encode set of the standard: the ASCII bytes that are written as `%XX`.
///
/// Controls and everything from 0x7F up are in every set.
struct PercentEncodeSet: Sendable {
  private var low: UInt64
  private var high: UInt64

  private init(_ other: PercentEncodeSet?, adding characters: StaticString) {
    low = other?.low ?? 0xFFFF_FFFF
    high = other?.high ?? 1 << 63
    characters.withUTF8Buffer { bytes in
      for byte in bytes {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
      }
    }
  }

  static let control = PercentEncodeSet(nil, adding: "")
  static let fragment = PercentEncodeSet(control, adding: " \"<>`")
  static let query = PercentEncodeSet(control, adding: " \"#<>")
  static let specialQuery = PercentEncodeSet(query, adding: "'")
  static let path = PercentEncodeSet(query, adding: "?^`{}")
  static let userinfo = PercentEncodeSet(path, adding: "/:;=@[\\]|")

  func contains(_ byte: UInt8) -> Bool {
    byte >= 128 || (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte & 63)) & 1 == 1
  }
}

extension [UInt8] {
  mutating func append(_ byte: UInt8, encoding set: PercentEncodeSet) {
    if set.contains(byte) {
      append(percentEncoded: byte)
    } else {
      append(byte)
    }
  }

  mutating func append(percentEncoded byte: UInt8) {
    append(UInt8(ascii: "%"))
    append(upperHexDigit(byte >> 4))
    append(upperHexDigit(byte & 15))
  }
}

private func upperHexDigit(_ value: UInt8) -> UInt8 {
  value < 10 ? 0x30 + value : 0x41 + value - 10
}

func hexValue(_ digit: UInt8) -> UInt8? {
  switch digit {
  case 0x30...0x39: digit - 0x30
  case 0x41...0x46: digit - 0x41 + 10
  case 0x61...0x66: digit - 0x61 + 10
  default: nil
  }
}

/// "Percent-decode" of the standard.
func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  guard bytes.contains(UInt8(ascii: "%")) else { return Array(bytes) }
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var i = bytes.startIndex
  while i < bytes.endIndex {
    if bytes[i] == UInt8(ascii: "%"), i + 2 < bytes.endIndex, let high = hexValue(bytes[i + 1]),
      let low = hexValue(bytes[i + 2])
    {
      decoded.append(high << 4 | low)
      i += 3
    } else {
      decoded.append(bytes[i])
      i += 1
    }
  }
  return decoded
}
