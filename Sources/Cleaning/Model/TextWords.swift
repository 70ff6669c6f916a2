/// The words of a block's text as hashes: Latin and other alphabetic words in lower case, and pairs of neighbouring Han,
/// kana or Hangul characters.
enum TextWords {
  /// Words beyond this many say nothing new of a block.
  static let mostWords = 48

  @inline(__always)
  static func forEach(
    _ text: UnsafeBufferPointer<UInt8>, most: Int = mostWords, _ body: (UInt32) -> Void
  ) {
    var i = 0
    var found = 0
    var hash = WordHash()
    var length = 0
    var previous: (UInt8, UInt8, UInt8)?
    func isTail(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }
    while i < text.count, found < most {
      let byte = text[i]
      if (byte | 0x20) &- 0x61 < 26 {
        hash.add(byte | 0x20)
        length += 1
        i += 1
        previous = nil
        continue
      }
      if byte >= 0xc3, byte < 0xe0, i + 1 < text.count {
        hash.add(byte)
        hash.add(text[i + 1])
        length += 2
        i += 2
        previous = nil
        continue
      }
      if length >= 2 {
        body(hash.key)
        found += 1
      }
      if length > 0 {
        hash = WordHash()
        length = 0
      }
      guard byte >= 0xe3, byte < 0xee, i + 2 < text.count, byte != 0xe3 || text[i + 1] > 0x80 else {
        previous = nil
        i += 1
        continue
      }
      if let previous {
        var pair = WordHash()
        pair.add(previous.0)
        pair.add(previous.1)
        pair.add(previous.2)
        pair.add(byte)
        pair.add(text[i + 1])
        pair.add(text[i + 2])
        body(pair.key)
        found += 1
      }
      previous = (byte, text[i + 1], text[i + 2])
      i += 3
    }
    if length >= 2, found < most { body(hash.key) }
  }
}
