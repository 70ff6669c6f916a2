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
  /// Where line ends were taken out.
  private var places = SourcePlaces()

  /// Characters of a full line; verse has fewer.
  private static let lengths = 20...80

  /// Full lines at least.
  private static let fewestLines = 5

  /// Takes the line ends out that wrapping put in; nil where the text is not wrapped, as most are not.
  init?(unwrapping text: inout [UInt8]) {
    guard let column = text.withUnsafeBufferPointer({ HardWrap.column(of: WrappedLines($0)) })
    else { return nil }
    var unwrapped: [UInt8] = []
    unwrapped.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { bytes in
      var taken = 0
      WrappedLines(bytes).forEachPair { line, next in
        unwrapped += bytes[line.start..<line.end]
        if column.isFilled(by: line), let next, next.characters > 0, !next.isIndented {
          taken += line.next - line.end
          places.add(unwrapped.count, shift: taken)
        } else {
          unwrapped += bytes[line.end..<line.next]
        }
      }
    }
    text = unwrapped
  }

  /// An edit of this text as one of the wrapped text.
  func original(of edit: Edit) -> Edit {
    var edit = edit
    let last = edit.offset + edit.length - 1
    edit.offset = places.original(of: edit.offset)
    if edit.length > 0 { edit.length = places.original(of: last) + 1 - edit.offset }
    return edit
  }

  /// What a full line has.
  private enum Column {
    case characters(Int)
    case columns(Int)

    func isFilled(by line: WrappedLine) -> Bool {
      switch self {
      case .characters(let count): line.characters == count
      case .columns(let least): line.columns >= least
      }
    }
  }

  /// Nil where no column is filled by enough lines.
  private static func column(of lines: WrappedLines) -> Column? {
    var (count, longest, widest, han) = (0, 0, 0, 0)
    for line in lines {
      count += 1
      longest = max(longest, line.characters)
      widest = max(widest, line.columns)
      han += line.han
    }
    guard count > fewestLines, han > 0 else { return nil }
    if lengths.contains(longest), isColumn(.characters(longest), lines) {
      return .characters(longest)
    }
    // A mark that may not begin a line goes over the column, a wide character may not fit.
    if lengths.contains(widest / 2), isColumn(.columns(widest - 2), lines) {
      return .columns(widest - 2)
    }
    return nil
  }

  private static func isColumn(_ column: Column, _ lines: WrappedLines) -> Bool {
    var (inner, full, ended, han, characters) = (0, 0, 0, 0, 0)
    lines.forEachPair { line, next in
      guard line.characters > 0, let next, next.characters > 0 else { return }
      inner += 1
      guard column.isFilled(by: line) else { return }
      full += 1
      if line.endsSentence { ended += 1 }
      han += line.han
      characters += line.characters
    }
    // Lines that end where sentences do were written as lines.
    return full >= fewestLines && full * 4 >= inner && ended * 3 <= full && han * 3 >= characters
  }
}

/// A line of a text that may be wrapped: where it stands, its end and the next in bytes, and what it has.
private struct WrappedLine {
  var start: Int
  var end: Int
  var next: Int
  var characters = 0
  var columns = 0
  var han = 0
  var isIndented = false
  var endsSentence = false
}

/// The lines of a text, read again by whoever goes through them: a page may have a line for each two of its bytes.
private struct WrappedLines: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Gives each line with the one below it.
  func forEachPair(_ body: (_ line: WrappedLine, _ next: WrappedLine?) -> Void) {
    var rest = self
    var line = rest.next()
    while let current = line {
      line = rest.next()
      body(current, line)
    }
  }

  mutating func next() -> WrappedLine? {
    guard place < bytes.count else { return nil }
    var line = WrappedLine(start: place, end: place, next: place)
    var last: UInt32 = 0
    var isBlank = true
    var i = place
    while i < bytes.count, bytes[i] != 0x0A, bytes[i] != 0x0D {
      let (scalar, width) =
        bytes[i] < 0x80 ? (UInt32(bytes[i]), 1) : TextMeasure.scalar(bytes, at: i)
      if line.characters == 0 {
        line.isIndented = scalar == 0x20 || scalar == 9 || scalar == 0x3000
      }
      if scalar > 0x20 { isBlank = false }
      line.characters += 1
      line.columns += scalar >= 0x2E80 ? 2 : 1
      if scalar >= 0x3400, scalar < 0xA000 { line.han += 1 }
      last = scalar
      i += width
    }
    i = Swift.min(i, bytes.count)
    line.end = i
    line.endsSentence = Self.sentenceEnds.contains(last)
    if i < bytes.count {
      i += bytes[i] == 0x0D && i + 1 < bytes.count && bytes[i + 1] == 0x0A ? 2 : 1
    }
    line.next = i
    place = i
    // Blanks alone make an empty line.
    if isBlank { line.characters = 0 }
    return line
  }

  private static let sentenceEnds: ScalarSet = "。！？；：”」』）!?;:"
}
