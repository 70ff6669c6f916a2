/// The part of a page that speaks for its encoding.
enum Sample {
  /// Bytes enough for any decision: at 200 bytes the detector is hardly ever wrong.
  static let limit = 6000

  /// Runs of text between tags that have a byte of 0x80 or above, ends cut to whole lines where
  /// there is more than the limit; all bytes where no such run is outside of tags.
  static func of(_ bytes: [UInt8]) -> [UInt8] {
    var sample: [UInt8] = []
    var run = 0
    var i = 0
    var hasHigh = false
    func close(_ end: Int) {
      guard hasHigh, sample.count < limit else { return }
      sample += bytes[run..<min(end, run + limit)]
      sample.append(0x20)
    }
    while i < bytes.count, sample.count < limit {
      let byte = bytes[i]
      if byte >= 0x80 {
        hasHigh = true
      } else if byte == UInt8(ascii: "<"), i + 1 < bytes.count, startsTag(bytes[i + 1]) {
        close(i)
        i = endOfTag(bytes, i)
        run = i
        hasHigh = false
        continue
      } else if byte == 0x0A || byte == 0x0D {
        close(i)
        run = i + 1
        hasHigh = false
      }
      i += 1
    }
    close(bytes.count)
    return sample.isEmpty ? Array(bytes.prefix(limit)) : sample
  }

  private static func startsTag(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
      || byte == UInt8(ascii: "?")
  }

  /// Behind the tag that starts at `start`, and behind its content where that is no text.
  private static func endOfTag(_ bytes: [UInt8], _ start: Int) -> Int {
    if has("script", at: start + 1, in: bytes) { return behind("</script", bytes, start) }
    if has("style", at: start + 1, in: bytes) { return behind("</style", bytes, start) }
    if has("!--", at: start + 1, in: bytes) { return behind("-->", bytes, start) }
    return (bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
  }

  private static func behind(_ word: StaticString, _ bytes: [UInt8], _ start: Int) -> Int {
    let first = word.utf8Start.pointee
    var i = start + 1
    while i < bytes.count {
      if bytes[i] == first, has(word, at: i, in: bytes) { return i + word.utf8CodeUnitCount }
      i += 1
    }
    return bytes.count
  }

  /// Whether a word (lower-case ASCII, its first byte no letter where it is searched for) stands at a place.
  private static func has(_ word: StaticString, at place: Int, in bytes: [UInt8]) -> Bool {
    word.withUTF8Buffer { word in
      place + word.count <= bytes.count
        && word.indices.allSatisfy { bytes[place + $0].lowercasedASCII == word[$0] }
    }
  }
}
