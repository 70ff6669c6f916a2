/// Text on its way from the source to `decoded`, begun only where something must be decoded.
struct Decoding {
  /// The source up to which nothing is left to copy.
  var from: Int
  /// Where the text begins in `decoded`, nil while it is still a range of the source.
  var start: Int?

  init(from: Int) { self.from = from }
}

extension Tokenizer {
  /// Decodes the reference at an ampersand, and says where to go on.
  mutating func decodeReference(
    at i: Int, inAttribute: Bool, into text: inout Decoding
  ) -> Int {
    guard let reference = CharacterReference.read(source.span, at: i, inAttribute: inAttribute)
    else { return i + 1 }
    copy(to: i, &text)
    appendUTF8(reference.first)
    if reference.second != 0 { appendUTF8(reference.second) }
    text.from = i + reference.length
    return text.from
  }

  /// Writes U+FFFD for the NUL at an index, and says where to go on.
  mutating func replaceNull(at i: Int, into text: inout Decoding) -> Int {
    copy(to: i, &text)
    appendUTF8(0xFFFD)
    text.from = i + 1
    return i + 1
  }

  /// The range of the finished text, whose source ends before `end`.
  mutating func finish(_ text: Decoding, at end: Int) -> ByteRange {
    guard let start = text.start else { return ByteRange(text.from..<end) }
    decoded.append(contentsOf: source[text.from..<end])
    return ByteRange(source.count + start..<source.count + decoded.count)
  }

  private mutating func copy(to i: Int, _ text: inout Decoding) {
    if text.start == nil { text.start = decoded.count }
    decoded.append(contentsOf: source[text.from..<i])
  }

  mutating func appendUTF8(_ point: UInt32) {
    switch point {
    case ..<0x80: decoded.append(UInt8(point))
    case ..<0x800:
      decoded.append(UInt8(0xC0 | point >> 6))
      decoded.append(UInt8(0x80 | point & 0x3F))
    case ..<0x10000:
      decoded.append(UInt8(0xE0 | point >> 12))
      decoded.append(UInt8(0x80 | point >> 6 & 0x3F))
      decoded.append(UInt8(0x80 | point & 0x3F))
    default:
      decoded.append(UInt8(0xF0 | point >> 18))
      decoded.append(UInt8(0x80 | point >> 12 & 0x3F))
      decoded.append(UInt8(0x80 | point >> 6 & 0x3F))
      decoded.append(UInt8(0x80 | point & 0x3F))
    }
  }
}
