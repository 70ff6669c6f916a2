import Domain
import Markup

/// Lines that were put in where the page bears no other mark of it.
extension JudgeInjected {
  /// Lines that may be lists put between paragraphs, on a page that bears no mark of hijacking.
  func mayBeStrays(_ document: Document) -> [Int] {
    guard let first = document.blocks.indices.first(where: { isProse($0, document) }) else {
      return []
    }
    // A page whose paragraphs are cells is laid out by a table.
    let excluded: BlockContext.Ancestors =
      document.blocks[first].context.ancestors.contains(.table)
      ? [.preformatted] : [.preformatted, .table]
    return document.blocks.indices[first...].filter { index in
      let block = document.blocks[index]
      return document.verdicts[index] == nil && (block.links == 0 || block.linkDensity >= 0.8)
        && StrayList.mayBe(block.measure)
        && block.context.ancestors.isDisjoint(with: excluded)
    }
  }

  /// Lists on one page at most that are taken for put in: more are how the page is written.
  private static let mostStrays = 3

  func judge(
    strays: [Int], _ vocabulary: PageVocabulary, _ isTraditional: Bool,
    _ document: inout Document
  ) {
    guard !strays.isEmpty, strays.count <= Self.mostStrays * 4 else { return }
    let list = StrayList(vocabulary, words: words)
    let found = strays.filter { index in
      let isOther = isTraditional && isOfOtherScript(index, document)
      if isTraditional, !isOther, isConverted(index, document) { return false }
      return document.withFolded(of: index) {
        list.kind(of: $0, document.blocks[index].measure, isOtherScript: isOther) != nil
      }
    }
    guard found.count <= Self.mostStrays else { return }
    for index in found {
      document.verdicts[index] = LineVerdict(
        role: .spam, rule: "a list that has nothing to do with the text around it",
        layer: .keywordLine)
    }
  }

  func judge(
    runs: [[Int]], _ vocabulary: PageVocabulary, _ isTraditional: Bool,
    _ document: inout Document
  ) {
    guard runs.count <= Self.mostRuns else { return }
    defer { closeGaps(vocabulary, &document) }
    let stray = StrayRun(vocabulary, words: words)
    for run in runs {
      let others = isTraditional ? run.count { isOfOtherScript($0, document) } : 0
      if isTraditional, run.contains(where: { isConverted($0, document) }) { continue }
      guard
        let rule = stray.rule(for: run, isOtherScript: others * 4 >= run.count * 3, document)
      else { continue }
      for index in run where document.verdicts[index] == nil {
        document.verdicts[index] = LineVerdict(role: .spam, rule: rule, layer: .linkFarm)
      }
    }
  }

  /// Judges a short line between two that were put in, whatever it looks like by itself.
  func closeGaps(_ vocabulary: PageVocabulary, _ document: inout Document) {
    for index in document.blocks.indices
    where isSpam(index - 1, document) && isSpam(index + 1, document) && !isSpam(index, document) {
      let measure = document.blocks[index].measure
      guard measure.enders == 0, measure.units <= Self.longestPhrase,
        document.withText(of: index, { vocabulary.recurrence(of: $0) }).known == 0
      else { continue }
      document.verdicts[index] = LineVerdict(
        role: .spam, rule: "a line between lines put in", layer: .linkFarm)
    }
  }

  /// Runs of short lines on one page at most of which one may have been put in.
  private static let mostRuns = 6
}
