import Markup

/// Finds a page's title again in its blocks.
struct TitleMatch {
  /// Letters and digits of the titles, lower case.
  private let titles: [[UInt8]]

  /// Bytes without which a text is no title: each way of matching has the first of them stand in one.
  private static let shortest = 6

  /// Bits of the hashes of all runs of `shortest` bytes of the titles: most blocks are known by them not to match, before
  /// a letter of theirs is copied.
  private var runs = [UInt64](repeating: 0, count: 64)

  init(_ titles: [[UInt8]]) {
    self.titles = titles.map { bytes in bytes.withUnsafeBufferPointer { TitleMatch.folded($0) } }
      .filter { $0.count >= TitleMatch.shortest }
    for title in self.titles {
      for start in 0...title.count - TitleMatch.shortest {
        let slot = TitleMatch.slot(of: title[start..<start + TitleMatch.shortest])
        runs[slot >> 6] |= 1 << UInt64(slot & 63)
      }
    }
  }

  private static func slot(of run: some Collection<UInt8>) -> Int {
    var hash = WordHash()
    for byte in run { hash.add(byte) }
    return Int((hash.value ^ hash.value >> 16) & 4095)
  }

  private func mayMatch(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // Six letters of ASCII in this many bytes, or the slow way.
    var run = WordHash()
    var count = 0
    for byte in text {
      if byte >= 0x80 { return true }
      let isLetter = (byte | 0x20) &- 0x61 < 26
      guard isLetter || byte &- 0x30 < 10 else { continue }
      run.add(isLetter ? byte | 0x20 : byte)
      count += 1
      guard count == TitleMatch.shortest else { continue }
      let slot = Int((run.value ^ run.value >> 16) & 4095)
      return runs[slot >> 6] >> UInt64(slot & 63) & 1 != 0
    }
    return false
  }

  /// Whether a text is a title or the greater part of one.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !titles.isEmpty, text.count >= TitleMatch.shortest, mayMatch(text) else { return false }
    let folded = TitleMatch.folded(text)
    guard folded.count >= TitleMatch.shortest else { return false }
    return titles.contains { title in
      title == folded || folded.count * 10 >= title.count * 4 && title.starts(with: folded)
        || folded.count * 10 >= title.count * 6 && TitleMatch.contains(folded, in: title)
        || folded.count * 8 <= title.count * 10 && folded.count >= title.count
          && folded.starts(with: title)
    }
  }

  static func folded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: text.count) { folded, count in
      count = fold(text, into: folded)
    }
  }

  /// Writes the letters and digits of a text, which are no longer than it is, and says how many bytes they take.
  private static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into folded: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte < 0x80 {
        if (byte | 0x20) &- 0x61 < 26 {
          folded[count] = byte | 0x20
          count += 1
        } else if byte &- 0x30 < 10 {
          folded[count] = byte
          count += 1
        }
        i += 1
        continue
      }
      // U+4000 to U+DFFF are letters, three bytes each.
      if byte &- 0xE4 < 10, i + 2 < text.count {
        folded[count] = byte
        folded[count + 1] = text[i + 1]
        folded[count + 2] = text[i + 2]
        count += 3
        i += 3
        continue
      }
      let (scalar, width) = TextMeasure.scalar(text, at: i)
      // General punctuation, CJK punctuation and full-width forms are no letters.
      let isMark =
        scalar < 0xc0 || (0x2000...0x206f).contains(scalar) || (0x3000...0x3004).contains(scalar)
        || (0x3008...0x303f).contains(scalar) || (0xff00...0xff0f).contains(scalar)
        || (0xff1a...0xff20).contains(scalar)
      let end = min(i + width, text.count)
      while i < end {
        if !isMark {
          folded[count] = text[i]
          count += 1
        }
        i += 1
      }
    }
    return count
  }

  private static func contains(_ part: [UInt8], in whole: [UInt8]) -> Bool {
    guard part.count <= whole.count, let first = part.first else { return false }
    for start in 0...(whole.count - part.count) where whole[start] == first {
      if whole[start..<start + part.count].elementsEqual(part) { return true }
    }
    return false
  }
}
