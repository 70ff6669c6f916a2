import Domain
import Restoration

/// Reads each block by the grammar of lines, in simplified script where the page is Chinese.
///
/// It only gathers verdicts; where a line stands decides later what becomes of it.
struct JudgeLines: Stage {
  var restorer: ScriptRestorer

  /// Blocks of more bytes are prose or keyword stuffing; folding them tells nothing more.
  private static let longestFolded = 1200

  func apply(to document: inout Document) {
    let grammar = LineGrammar(dates: DateReader(order: document.dayOrder))
    document.folded = [[UInt8]?](repeating: nil, count: document.blocks.count)
    document.verdicts = [LineVerdict?](repeating: nil, count: document.blocks.count)
    for index in document.blocks.indices {
      let measure = document.blocks[index].measure
      if measure.han > 0, document.blocks[index].text.count <= JudgeLines.longestFolded,
        !LineGrammar.isProse(measure)
      {
        let bytes = Array(document.text[document.blocks[index].text])
        let simplified = restorer.simplified(bytes)
        if simplified != bytes { document.folded[index] = simplified }
      }
      document.verdicts[index] = document.withFolded(of: index) { grammar.verdict($0, measure) }
    }
  }
}

extension Document {
  /// How the page's language orders day and month in `12/10/2021`.
  var dayOrder: DateReader.DayOrder {
    guard let language = metadata.language?.lowercased() else { return .unknown }
    if language == "en-us" || language == "en_us" { return .monthFirst }
    if language.hasPrefix("en-") || language.hasPrefix("en_") { return .dayFirst }
    if language.hasPrefix("en") || language.hasPrefix("zh") { return .unknown }
    return .dayFirst
  }
}
