import Domain
import Markup

/// What a line of labels and values says of its page.
///
///     发布时间：2021-08-11 16:02 　浏览次数：9830次 　来源：科技日报 　作者：马俊峰
///     By Jane Doe | Published March 3, 2020 | Source: Example Wire
///
/// Ranges are in bytes of the line given.
struct LabelledLine {
  /// One label with the value behind it.
  struct Field {
    var mark: LineMark
    var label: Range<Int>
    var value: Range<Int>
  }

  var fields: [Field] = []
  var dates: [DateReader.Match] = []

  /// Bytes that neither a field, a date, a name nor a separator accounts for.
  var unexplained = 0

  /// What stands on the line besides fields and dates, where blanks and bars part it.
  var pieces: [Range<Int>] = []

  /// A value longer than this is prose behind a word that happens to be a label.
  static let longestValue = 96

  /// - Parameter hits: what of `LineMark.phrases` stands in the line.
  init(_ line: UnsafeBufferPointer<UInt8>, hits: [PhraseSet.Hit], reader: DateReader) {
    guard line.count <= DateReader.longestText else {
      unexplained = line.count
      return
    }
    dates = reader.all(in: line, limit: 4)
    if hits.isEmpty, dates.isEmpty {
      unexplained = line.count
      return
    }
    let labels = hits.compactMap { hit -> (LineMark, Range<Int>, Int)? in
      guard let mark = LineMark(rawValue: LineMark.phrases.labels[hit.phrase]),
        let valueStart = LabelledLine.value(after: hit.range.upperBound, mark: mark, in: line),
        LabelledLine.opens(hit.range.lowerBound, in: line)
      else { return nil }
      return (mark, hit.range, valueStart)
    }
    for (index, (mark, label, valueStart)) in labels.enumerated() {
      var limit = index + 1 < labels.count ? labels[index + 1].1.lowerBound : line.count
      if mark != .date, let date = dates.first(where: { $0.range.lowerBound >= valueStart }) {
        limit = min(limit, date.range.lowerBound)
      }
      guard valueStart <= limit else { continue }
      let value = LabelledLine.trimmed(valueStart..<limit, in: line, mark)
      guard value.count <= LabelledLine.longestValue else { continue }
      fields.append(Field(mark: mark, label: label, value: value))
    }
    guard !fields.isEmpty || !dates.isEmpty else {
      unexplained = line.count
      return
    }
    (unexplained, pieces) = leftover(line)
    if !dates.isEmpty {
      for piece in pieces where Self.isNamed(line[piece]) || isAlone(piece, line) {
        unexplained -= piece.count
      }
    }
  }

  /// Bytes of the longest outlet's name that stands on a line without a label.
  private static let longestPiece = 42

  /// Whether a piece is the only one beside a date, or stands in brackets that open the line: whatever it is called, it is
  /// the outlet. `清溪镇图书馆 2017-05-11 07:22`, `May 11, 2017 · 清溪镇图书馆`, `【清溪镇图书馆】 林思远 2017-05-11`
  func isAlone(_ piece: Range<Int>, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (6...LabelledLine.longestPiece).contains(piece.count),
      line[piece].allSatisfy({ $0 >= 0x80 }), dates.count == 1, let date = dates.first,
      date.time.day != nil
    else { return false }
    if line[..<piece.lowerBound].hasSuffix("【") {
      return piece.lowerBound <= 6 && line[piece.upperBound...].starts(with: "】")
        && pieces.count <= 2
    }
    // Sections are two characters, days of the week three, names of people four at most; sentences are longer.
    return pieces.count == 1 && fields.isEmpty && LabelledLine.aloneLengths.contains(piece.count)
      && !LabelledLine.noOutlets.contains { line[piece].starts(with: $0) }
      && !line[piece].hasSuffix("时间") && !line[piece].hasSuffix("日期")
      && (piece.upperBound <= date.range.lowerBound
        ? piece.lowerBound <= 3 : piece.lowerBound - date.range.upperBound <= 8)
  }

  /// Bytes of an outlet's name that nothing but its place tells: five to ten characters.
  private static let aloneLengths = 15...30

  /// What begins a count or a label.
  private static let noOutlets: [StaticString] = ["发布", "发表", "更新", "浏览", "点击", "阅读"]

  /// Whether a piece of a dateline is an outlet or a person: `2019-05-17 10:22 新华网 记者 张三`.
  private static func isNamed(_ piece: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard piece.count >= 6, piece.count <= longestPiece,
      piece.allSatisfy({ $0 >= 0x80 || $0 == 0x20 })
    else { return false }
    let text = String(decoding: piece, as: UTF8.self)
    return DatelinePiece(text) != nil
  }

  /// Whether a piece opens a line whose date stands behind it and whose author has a label: `远行者  2020年12月20日  记者 乔木`.
  func isBesideAuthor(_ piece: Range<Int>, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
    pieces.count == 1 && piece.lowerBound <= 3
      && (6...LabelledLine.aloneLengths.upperBound).contains(piece.count)
      && line[piece].allSatisfy { $0 >= 0x80 } && fields.contains { $0.mark == .author }
      && dates.contains { $0.range.lowerBound >= piece.upperBound }
  }

  /// The first value of a label of this kind, or nil where it is empty.
  func value(_ mark: LineMark) -> Range<Int>? {
    fields.first { $0.mark == mark && !$0.value.isEmpty }?.value
  }

  /// The end of the colon behind a label, or nil where none is there.
  ///
  /// A byline's label needs none: `By Jane Doe`.
  static func value(
    after end: Int, mark: LineMark, in line: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var i = end
    let last = line[end - 1]
    if last == UInt8(ascii: "/") || last == UInt8(ascii: ":") || line[..<end].hasSuffix("：")
      || line[..<end].hasSuffix("｜") || line[..<end].hasSuffix("丨")
      || line[..<end].hasSuffix("／")
    {
      return end
    }
    while i < line.count, let width = blank(at: i, in: line) { i += width }
    guard i < line.count else { return nil }
    if line[i] == UInt8(ascii: ":") || line[i] == UInt8(ascii: "/") { return i + 1 }
    for colon in ["：", "丨", "｜", "／", "】", "﹕", "∶"] as [StaticString]
    where line[i...].starts(with: colon) { return i + 3 }
    // Behind a word of an alphabet `=` is code, and an arrow a button's: `Read more →`.
    if last >= 0x80, i > end, line[i] == UInt8(ascii: "|"), LabelledLine.fieldMarks.contains(mark) {
      // `来源 | 县报`, `本文标签 | 石桥 | 石匠`: behind a blank and before one a bar is a colon.
      if i + 1 < line.count, line[i + 1] == 0x20 { return i + 1 }
    }
    if last >= 0x80, mark == .author || mark == .date || mark == .source || mark == .editor {
      if line[i] == UInt8(ascii: "=") { return i + 1 }
      for colon in ["→", "」", "＝"] as [StaticString] where line[i...].starts(with: colon) {
        return i + 3
      }
    }
    // `[关键词] 桥 河`: the bracket is the colon.
    if line[i] == UInt8(ascii: "]"), line[..<end].contains(UInt8(ascii: "[")) { return i + 1 }
    // `标签 女排、决赛`: items with the marks of a list need no colon.
    if mark == .keywords, i > end, last >= 0x80, end <= 15,
      line.count - i <= LabelledLine.longestValue,
      contains("、", i..<line.count, line)
    {
      return i
    }
    if mark == .author, i > end, end <= 16, line[end - 1] < 0x80 { return i }
    if mark == .author || mark == .editor, i > end, isName(at: i, in: line) { return i }
    return nil
  }

  private static let fieldMarks: Set<LineMark> = [.author, .date, .editor, .keywords, .source]

  /// Whether a Chinese name stands between blanks: `责任编辑 张三`.
  private static func isName(at start: Int, in line: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = start
    while end < line.count, end - start <= 12, blank(at: end, in: line) == nil, line[end] >= 0xe4 {
      end += 3
    }
    guard end <= line.count, end - start >= 6 else { return false }
    return Surnames.isName(String(decoding: line[start..<end], as: UTF8.self))
  }

  /// Whether a label may begin here: at the line's head, or behind a blank or a mark, not inside a word of Han.
  private static func opens(_ start: Int, in line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard start > 0 else { return true }
    let before = line[start - 1]
    if before < 0x80 { return !((before | 0x20) &- 0x61 < 26) }
    guard start >= 3 else { return true }
    let (scalar, _) = TextMeasure.scalar(line, at: start - 3)
    return !(0x3400...0x9fff).contains(scalar) && !(0x3040...0x30ff).contains(scalar)
  }

  /// The range without blanks and separators at its ends, and no further than a bar or a gap of blanks.
  ///
  /// Keywords stand between bars and gaps themselves.
  private static func trimmed(
    _ range: Range<Int>, in line: UnsafeBufferPointer<UInt8>, _ mark: LineMark
  ) -> Range<Int> {
    let cutAtGap = mark != .date && mark != .keywords
    var low = range.lowerBound
    while low < range.upperBound, let width = separator(at: low, in: line) { low += width }
    var high = low
    var i = low
    var gap = 0
    while i < range.upperBound {
      if mark != .keywords, line[i] == UInt8(ascii: "|") || line[i...].starts(with: "｜") { break }
      if line[i...].starts(with: "】")
        || line[i...].starts(with: "）") && !contains("（", low..<i, line)
      {
        break
      }
      if let width = blank(at: i, in: line) {
        gap += width == 1 ? 1 : 2
        i += width
        if cutAtGap, gap >= 2 { break }
        continue
      }
      gap = 0
      let width = separator(at: i, in: line)
      i += width ?? scalarWidth(line[i])
      if width == nil { high = min(i, range.upperBound) }
    }
    return low..<max(low, high)
  }

  private static func contains(
    _ text: StaticString, _ range: Range<Int>, _ line: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    range.contains { line[$0..<range.upperBound].starts(with: text) }
  }

  private func leftover(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> (bytes: Int, pieces: [Range<Int>]) {
    var covered = [Bool](repeating: false, count: line.count)
    for field in fields {
      for i in field.label.lowerBound..<max(field.label.upperBound, field.value.upperBound) {
        covered[i] = true
      }
    }
    for date in dates {
      for i in date.range { covered[i] = true }
    }
    var left = 0
    var i = 0
    var pieces: [Range<Int>] = []
    while i < line.count {
      if covered[i] {
        i += 1
      } else if let width = LabelledLine.separator(at: i, in: line) {
        i += width
      } else {
        let start = i
        while i < line.count, !covered[i], LabelledLine.separator(at: i, in: line) == nil {
          i += LabelledLine.scalarWidth(line[i])
        }
        i = min(i, line.count)
        left += i - start
        pieces.append(start..<i)
      }
    }
    return (left, pieces)
  }

  static func blank(at i: Int, in line: UnsafeBufferPointer<UInt8>) -> Int? {
    if line[i] == 0x20 || line[i] == 0x09 { return 1 }
    if line[i] == 0xc2, i + 1 < line.count, line[i + 1] == 0xa0 { return 2 }
    return line[i...].starts(with: "\u{3000}") ? 3 : nil
  }

  private static let marks: [StaticString] = [
    "：", "｜", "丨", "，", "、", "；", "【", "】", "（", "）", "·", "•", "»", "－", "—", "–", "》", "《", "「",
    "」",
  ]

  static func separator(at i: Int, in line: UnsafeBufferPointer<UInt8>) -> Int? {
    if let width = blank(at: i, in: line) { return width }
    switch line[i] {
    case UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: ">"), 0x0a, 0x0d:
      return 1
    default:
      // None of them begins as Han characters do, but 丨, which is E4 B8 A8.
      guard line[i] >= 0xc2, line[i] < 0xe4 || line[i] == 0xef || line[i...].starts(with: "丨")
      else { return nil }
      return marks.first { line[i...].starts(with: $0) }?.utf8CodeUnitCount
    }
  }

  private static func scalarWidth(_ byte: UInt8) -> Int {
    byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Whether the bytes begin with a literal.
  func starts(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount
      && text.withUTF8Buffer { wanted in
        var i = startIndex
        for byte in wanted {
          guard self[i] == byte else { return false }
          i += 1
        }
        return true
      }
  }

  /// Whether the bytes end with a literal.
  func hasSuffix(_ text: StaticString) -> Bool {
    let size = text.utf8CodeUnitCount
    return count >= size && self[(endIndex - size)...].starts(with: text)
  }
}
