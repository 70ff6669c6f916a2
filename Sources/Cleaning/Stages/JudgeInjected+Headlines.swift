import Markup

/// Headlines that end a sentence and stand behind or before phrases that were put in, on one line.
///
///     生产线报价定制、图片批发、报价图片、输送机二手_谁的阴谋？
extension JudgeInjected {
  /// Lines of a page among which such a headline is looked for, and their length in units at most.
  private static let firstLines = 16
  private static let longestLine = 500

  /// Phrases beside such a headline at least.
  private static let fewestPhrases = 4

  /// Takes the mark at the end of such a line for none of prose, so that the line does not speak for its own words.
  func readStuffedHeadlines(_ document: inout Document) {
    for index in document.blocks.indices.prefix(Self.firstLines) {
      let measure = document.blocks[index].measure
      guard measure.enders > 0, (60...Self.longestLine).contains(measure.units),
        document.verdicts[index].map({ $0.role == .spam || $0.role == .title }) ?? true,
        document.withFolded(of: index, { Self.isStuffed($0) })
      else { continue }
      document.blocks[index].measure.enders = 0
      document.blocks[index].measure.endsSentence = false
    }
  }

  /// Whether the marks that end a sentence all stand behind the last bar, or before the first, and a list on its other side.
  private static func isStuffed(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var (firstBar, lastBar): (Range<Int>?, Range<Int>?) = (nil, nil)
    var (firstEnd, lastEnd): (Int?, Int?) = (nil, nil)
    var i = 0
    while i < line.count {
      let (scalar, width) =
        line[i] < 0x80 ? (UInt32(line[i]), 1) : TextMeasure.scalar(line, at: i)
      if bars.contains(scalar) {
        firstBar = firstBar ?? i..<i + width
        lastBar = i..<i + width
      } else if ends.contains(scalar) {
        firstEnd = firstEnd ?? i
        lastEnd = i
      }
      i += width
    }
    guard let firstBar, let lastBar, let firstEnd, let lastEnd else { return false }
    if firstEnd > lastBar.lowerBound { return isList(line[..<lastBar.lowerBound]) }
    return lastEnd < firstBar.lowerBound && isList(line[firstBar.upperBound...])
  }

  private static func isList(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let text = UnsafeBufferPointer(rebasing: text)
    if let items = ItemLine(text) {
      return items.items.count >= fewestPhrases && items.longest <= 40
        && items.functionWords * 6 <= items.items.count
    }
    // Words of an alphabet, which blanks part.
    return text.allSatisfy { $0 < 0xE3 } && text.count { $0 == 0x20 } >= fewestPhrases
  }

  private static let bars: ScalarSet = "_-|｜–—"
  private static let ends: ScalarSet = "。！？!?"
}
