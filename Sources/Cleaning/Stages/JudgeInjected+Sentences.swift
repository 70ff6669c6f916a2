import Domain
import Markup

/// Phrases of search spam with the marks of sentences between them.
///
///     种植牙多少钱一颗，男科医院哪家好，牛皮癣怎么治。痔疮手术费用？脱发治疗偏方！
///
/// Such a line ends sentences, so that it would speak for itself as prose does; or its phrases stand between marks of several
/// kinds, so that it is no list of items. What gives it away: no clause has the words that sentences cannot do without, most
/// name a trade, and none says a thing that the page says.
extension JudgeInjected {
  /// Clauses at least, and units of one at most, in the mean.
  private static let fewestClauses = 4
  private static let longestClause = 26

  /// Bytes of what somebody asks a search engine at least: five characters.
  private static let shortestQuery = 15

  /// Units of a list whose marks are not measured at least.
  private static let shortestList = 60

  /// Phrases at least where nothing ends a sentence; several kinds of marks may part them.
  private static let fewestPhrases = 5

  /// Lines of one page at most: more are what the page is about.
  private static let mostMade = 6

  func judgeMadeSentences(_ document: inout Document) {
    let found = document.blocks.indices.filter { mayBeMade($0, document) }
    guard !found.isEmpty, found.count <= Self.mostMade else { return }
    // They are no evidence of what the page is about.
    for index in found {
      document.verdicts[index] = LineVerdict(
        role: .spam, rule: "sentences made of a trade's phrases", layer: .keywordLine)
    }
    let vocabulary = vocabularyOrVerse(of: document)
    for index in found {
      let isForeign =
        !vocabulary.isEmpty
        && document.withFolded(of: index) { line in
          let clauses = Self.clauseMarks.pieces(of: line)
          let foreign = clauses.count { clause in
            let text = UnsafeBufferPointer(rebasing: line[clause])
            let (known, all) = vocabulary.recurrence(of: text)
            return known * 4 <= all
          }
          return foreign * 4 >= clauses.count * 3
        }
      if !isForeign { document.verdicts[index] = nil }
    }
  }

  /// The words of the page's prose; of its lines, where it is verse.
  func vocabularyOrVerse(of document: Document) -> PageVocabulary {
    var vocabulary = vocabulary(of: document)
    guard vocabulary.isEmpty else { return vocabulary }
    let lines = document.blocks.indices.filter { index in
      let block = document.blocks[index]
      return document.verdicts[index] == nil && (8..<60).contains(block.measure.units)
        && block.measure.han * 2 == block.measure.units && block.links == 0
        && block.measure.commas + block.measure.separators + block.measure.spaces <= 1
        && !block.context.ancestors.contains(.hidden)
    }
    guard lines.count >= Self.fewestVerses else { return vocabulary }
    for index in lines { document.withText(of: index) { vocabulary.learn($0) } }
    return vocabulary
  }

  /// Lines of verse at least.
  private static let fewestVerses = 6

  /// Whether a line's clauses are phrases of trades; its measures say of nearly all lines that they are not.
  private func mayBeMade(_ index: Int, _ document: Document) -> Bool {
    let measure = document.blocks[index].measure
    let marks = measure.enders + measure.commas
    let bars = measure.separators + measure.spaces
    guard document.verdicts[index] == nil, (24...800).contains(measure.units),
      measure.quotes == 0, measure.brackets == 0, measure.digits * 8 <= measure.units,
      measure.enders > 0
        ? marks >= Self.fewestClauses - 1 && measure.units <= (marks + 1) * Self.longestClause
        // Dots and squares are not among the marks that are measured.
        : measure.units >= Self.shortestList
          || marks + bars >= Self.fewestPhrases - 1
            && measure.units <= (marks + bars + 1) * Self.longestClause
    else { return false }
    return document.withFolded(of: index) { line in
      let clauses = Self.clauseMarks.pieces(of: line)
      guard clauses.count >= (measure.enders > 0 ? Self.fewestClauses : Self.fewestPhrases) else {
        return false
      }
      let topical = clauses.count { clause in
        let text = UnsafeBufferPointer(rebasing: line[clause])
        return !SpamTopics.words.hits(in: text, limit: 1).isEmpty
          || !SpamLexicon.words.hits(in: text, limit: 1).isEmpty
          || clause.count >= Self.shortestQuery
            && !QueryWords.words.hits(in: text, limit: 1).isEmpty
      }
      guard topical * 5 >= clauses.count * 3,
        line.count <= clauses.count * Self.longestClause * 2
      else { return false }
      return ItemLine.countFunctionWords(in: line) * 2 <= clauses.count
    }
  }

  /// Marks that part the clauses of a line.
  private static let clauseMarks: ScalarSet = "，。？！；：、,.?!;:_-|｜/·・●◆■★▪▲ 　"
}
