import Domain
import Markup

/// Chinese text that was wrapped at a column, unwrapped before anything reads it: a line's end may stand inside a word, or
/// inside an injected reading.
///
///     以前一下雨，这条路就成了烂泥塘，推着轮椅根本出不
///     来。11月5日上午，家住槐树街的退休教师
///
/// Programs wrap at a number of characters, or of columns, of which a Han character takes two.
struct HardWrap {
  /// The text without the line ends that wrapping put in.
  private(set) var text: [UInt8] = []

  /// Where line ends were taken out of it, in bytes of `text`, and how many bytes up to there.
  private var joints: [(place: Int, bytes: Int)] = []

  /// Characters of a full line; verse has fewer.
  private static let lengths = 20...80

  /// Full lines at least.
  private static let fewestLines = 5

  private struct Line {
    var start: Int
    var end: Int
    var next: Int
    var characters = 0
    var columns = 0
    var han = 0
    var isIndented = false
    var endsSentence = false
  }

  /// Nil where the text is not wrapped, as most are not.
  init?(_ source: [UInt8]) {
    let lines = HardWrap.lines(of: source)
    guard lines.count > HardWrap.fewestLines, let full = HardWrap.full(lines) else { return nil }
    text.reserveCapacity(source.count)
    var taken = 0
    for (index, line) in lines.enumerated() {
      text += source[line.start..<line.end]
      let isJoined =
        full(line) && index + 1 < lines.count && lines[index + 1].characters > 0
        && !lines[index + 1].isIndented
      if isJoined {
        taken += line.next - line.end
        joints.append((text.count, taken))
      } else {
        text += source[line.end..<line.next]
      }
    }
  }

  /// The place in the wrapped text of a place in this one.
  private func original(of place: Int, isEnd: Bool) -> Int {
    let before = joints.last { isEnd ? $0.place < place : $0.place <= place }
    return place + (before?.bytes ?? 0)
  }

  /// An edit of this text as one of the wrapped text.
  func original(of edit: Edit) -> Edit {
    var edit = edit
    let end = original(of: edit.offset + edit.length, isEnd: edit.length > 0)
    edit.offset = original(of: edit.offset, isEnd: false)
    edit.length = max(0, end - edit.offset)
    return edit
  }

  /// Tells the lines that fill the column; nil where there is none.
  private static func full(_ lines: [Line]) -> ((Line) -> Bool)? {
    let inner = zip(lines, lines.dropFirst()).filter { $0.characters > 0 && $1.characters > 0 }.map(
      \.0)
    guard inner.count >= fewestLines else { return nil }
    let longest = lines.reduce(0) { max($0, $1.characters) }
    let widest = lines.reduce(0) { max($0, $1.columns) }
    func isColumn(_ fills: (Line) -> Bool) -> Bool {
      let full = inner.filter(fills)
      // Lines that end where sentences do were written as lines.
      return full.count >= fewestLines && full.count * 4 >= inner.count
        && full.count { $0.endsSentence } * 3 <= full.count
        && full.reduce(0) { $0 + $1.han } * 3 >= full.reduce(0) { $0 + $1.characters }
    }
    if lengths.contains(longest), isColumn({ $0.characters == longest }) {
      return { $0.characters == longest }
    }
    // A mark that may not begin a line goes over the column, a wide character may not fit.
    if lengths.contains(widest / 2), isColumn({ $0.columns >= widest - 2 }) {
      return { $0.columns >= widest - 2 }
    }
    return nil
  }

  private static func lines(of text: [UInt8]) -> [Line] {
    var lines: [Line] = []
    text.withUnsafeBufferPointer { bytes in
      var i = 0
      while i < bytes.count {
        var line = Line(start: i, end: i, next: i)
        var last: UInt32 = 0
        while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D {
          let (scalar, width) =
            bytes[i] < 0x80 ? (UInt32(bytes[i]), 1) : TextMeasure.scalar(bytes, at: i)
          if line.characters == 0 {
            line.isIndented = scalar == 0x20 || scalar == 9 || scalar == 0x3000
          }
          line.characters += 1
          line.columns += scalar >= 0x2E80 ? 2 : 1
          if scalar >= 0x3400, scalar < 0xA000 { line.han += 1 }
          last = scalar
          i += width
        }
        i = min(i, bytes.count)
        line.end = i
        line.endsSentence = sentenceEnds.contains(last)
        if i < bytes.count {
          i += bytes[i] == 0x0D && i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1
        }
        line.next = i
        // Blanks alone make an empty line.
        if (line.start..<line.end).allSatisfy({ bytes[$0] <= 0x20 }) { line.characters = 0 }
        lines.append(line)
      }
    }
    return lines
  }

  private static let sentenceEnds: ScalarSet = "。！？；：”」』）!?;:"
}
