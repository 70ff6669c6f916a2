import Markup

/// A short line that is furniture and nothing else, by whole phrases between separators.
///
///     Читать далее           a link to other pages
///     Share | Tweet | Print  tools
///     Kommentare (12)        comments
struct FurnitureLine {
  var mark: LineMark

  /// Whether it is a single word, which may as well be an author's heading: it counts at the edges of a text alone.
  var isWeak: Bool

  /// Bytes of the longest such line.
  private static let longest = 200

  /// Words of this many bytes and more are no author's headings.
  private static let longestWeak = 18

  private static let marks: [UInt64: LineMark] = {
    var marks: [UInt64: LineMark] = [:]
    func add(_ literal: StaticString, _ mark: LineMark) {
      literal.withUTF8Buffer { bytes in
        for phrase in bytes.split(separator: UInt8(ascii: "|")) {
          let key = hash(UnsafeBufferPointer(rebasing: phrase))
          if marks[key] == nil { marks[key] = mark }
        }
      }
    }
    add(FurnitureLines.advertisements, .newsletter)
    for (mark, literal) in FurnitureLines.table { add(literal, mark) }
    for (mark, literal) in LineMark.table where LineMark.whole.contains(mark) { add(literal, mark) }
    return marks
  }()

  private static let advertisements: Set<UInt64> = {
    FurnitureLines.advertisements.withUTF8Buffer { bytes in
      Set(bytes.split(separator: UInt8(ascii: "|")).map { hash(UnsafeBufferPointer(rebasing: $0)) })
    }
  }()

  /// Whether a line is what stands above an advertisement, and nothing else.
  static func isAdvertisement(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count <= longest
      && advertisements.contains(
        hash(
          UnsafeBufferPointer(rebasing: line[trimmed(0..<line.count, in: line)])))
  }

  /// Nil for a line that holds anything else.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    guard line.count >= 2, line.count <= Self.longest else { return nil }
    var found: LineMark?
    var isWeak = true
    var start = 0
    var i = 0
    while i <= line.count {
      let width = i == line.count ? 1 : Self.separator(at: i, in: line)
      guard width > 0 else {
        i += 1
        continue
      }
      let piece = Self.trimmed(start..<i, in: line)
      if !piece.isEmpty {
        let text = UnsafeBufferPointer(rebasing: line[piece])
        let key = Self.hash(text)
        guard let mark = Self.marks[key] else { return nil }
        found = found ?? mark
        let isWord = !text.contains(0x20) && text.count <= Self.longestWeak
        if !isWord || Self.advertisements.contains(key) { isWeak = false }
      }
      i += width
      start = i
    }
    guard let found else { return nil }
    (mark, self.isWeak) = (found, isWeak)
  }

  /// FNV-1a of the text in lower case: ASCII, Latin-1 and Cyrillic letters, and Đ.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var i = 0
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    while i < text.count {
      let byte = text[i]
      let next = i + 1 < text.count ? text[i + 1] : 0
      i += 1
      switch (byte, next) {
      case (0x41...0x5A, _): add(byte | 0x20)
      case (0xC3, 0x80...0x9E):
        add(byte)
        add(next + 0x20)
        i += 1
      case (0xC4, 0x90):
        add(byte)
        add(0x91)
        i += 1
      case (0xD0, 0x90...0x9F):
        add(byte)
        add(next + 0x20)
        i += 1
      case (0xD0, 0xA0...0xAF):
        add(0xD1)
        add(next - 0x20)
        i += 1
      case (0xD0, 0x81):
        add(0xD1)
        add(0x91)
        i += 1
      default: add(byte)
      }
    }
    return hash
  }

  /// The width of a separator between phrases; 0 for none.
  private static func separator(at i: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    switch line[i] {
    case UInt8(ascii: "|"), UInt8(ascii: "/"), UInt8(ascii: ";"), 0x0A: 1
    case 0xC2 where line[i...].starts(with: "·"): 2
    case 0xE2 where line[i...].starts(with: "•"): 3
    case 0xE3 where line[i...].starts(with: "\u{3000}"): 3
    case 0xEF where line[i...].starts(with: "｜"): 3
    default: 0
    }
  }

  /// Without blanks, marks and a number at the ends.
  private static func trimmed(
    _ range: Range<Int>, in line: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, let width = mark(at: low, in: line) { low += width }
    while high > low {
      let byte = line[high - 1]
      if byte < 0x80, !((byte | 0x20) &- 0x61 < 26) {
        high -= 1
        continue
      }
      // A wide mark ends here, or a letter.
      var start = high - 1
      while start > low, line[start] & 0xC0 == 0x80 { start -= 1 }
      guard byte >= 0x80, mark(at: start, in: line) == high - start else { break }
      high = start
    }
    return low..<high
  }

  private static func mark(at i: Int, in line: UnsafeBufferPointer<UInt8>) -> Int? {
    let byte = line[i]
    if byte < 0x80 { return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 ? nil : 1 }
    guard byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF else { return nil }
    let rest = line[i...]
    return wideMarks.first { rest.starts(with: $0) }?.utf8CodeUnitCount
  }

  /// Marks beyond ASCII, of the leads that `mark` asks for.
  private static let wideMarks: [StaticString] = [
    "：", "»", "›", "→", "…", "。", "！", "【", "】", "（", "）", "［", "］", "«", "‹", "←", "▶", "►", "▼",
    "▲", "＞",
    "＋", "\u{a0}", "■", "●", "◆", "★", "「", "」", "〉", "≫", "＜", "*", "–", "—",
  ]
}
