import Domain
import Restoration

/// Reads each block by the grammar of lines, in simplified script where the page is Chinese.
///
/// It only gathers verdicts; where a line stands decides later what becomes of it.
struct JudgeLines: Stage {
  var restorer: ScriptRestorer

  /// Blocks of more bytes are prose or keyword stuffing; folding them tells nothing more.
  private static let longestFolded = 1200

  static func mayFold(_ block: PageBlock) -> Bool {
    block.text.count <= longestFolded && !LineGrammar.isProse(block.measure)
  }

  func apply(to document: inout Document) {
    let grammar = LineGrammar(dates: DateReader(order: document.dayOrder))
    document.folded = [[UInt8]?](repeating: nil, count: document.blocks.count)
    document.verdicts = [LineVerdict?](repeating: nil, count: document.blocks.count)
    // Japanese has its own forms of characters; folded to simplified script no phrase of its own is found.
    let isFolded = !document.isJapanese
    for index in document.blocks.indices {
      let measure = document.blocks[index].measure
      if isFolded, measure.han > 0, JudgeLines.mayFold(document.blocks[index]) {
        document.folded[index] = document.withText(of: index) { restorer.simplifiedIfOther($0) }
      }
      document.verdicts[index] = document.withFolded(of: index) { grammar.verdict($0, measure) }
    }
    judgeAdverts(&document)
  }

  /// Units of an advert's line at most.
  private static let longestAdvert = 120

  /// Judges the line below 广告, where it calls for something and is no sentence.
  private func judgeAdverts(_ document: inout Document) {
    for index in document.blocks.indices.dropLast()
    where document.verdicts[index]?.role == .promotion && document.verdicts[index + 1] == nil {
      let measure = document.blocks[index + 1].measure
      guard measure.han > 0, measure.units <= Self.longestAdvert, measure.commas > 0,
        !measure.endsSentence,
        document.withFolded(of: index, { FurnitureLine.isAdvertisement($0) })
      else { continue }
      document.verdicts[index + 1] = LineVerdict(
        role: .promotion, rule: "the line below a heading for advertisements")
    }
  }
}

extension Document {
  /// Whether `withFolded` gives a block in simplified script whatever script it is in, on a page that is not Japanese.
  func isFolded(_ block: Int) -> Bool {
    guard block < linkedBlocks, folded.indices.contains(block) else { return false }
    return folded[block] != nil || !blocks[block].isAside && JudgeLines.mayFold(blocks[block])
  }

  /// Whether the page is Japanese: kana stand between its Han characters.
  var isJapanese: Bool {
    let (han, kana) = blocks.reduce((0, 0)) { ($0.0 + $1.measure.han, $0.1 + $1.measure.kana) }
    return kana * 3 > han
  }

  /// How the page's language orders day and month in `12/10/2021`.
  var dayOrder: DateReader.DayOrder {
    // A text declares no language; what was measured stands in once it is known.
    guard let language = (metadata.language ?? (isMarkup ? nil : article.language))?.lowercased()
    else { return .unknown }
    if language == "en-us" || language == "en_us" { return .monthFirst }
    if language.hasPrefix("en-") || language.hasPrefix("en_") { return .dayFirst }
    if language.hasPrefix("en") || language.hasPrefix("zh") { return .unknown }
    return .dayFirst
  }
}
