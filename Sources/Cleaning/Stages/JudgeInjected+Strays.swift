import Domain
import Markup

/// Lines that were put in where the page bears no other mark of it.
extension JudgeInjected {
  /// Lines that may be lists put between paragraphs, on a page that bears no mark of hijacking.
  func mayBeStrays(_ document: Document) -> [Int] {
    guard let first = document.blocks.indices.first(where: { isProse($0, document) }) else {
      return []
    }
    let excluded = document.placesOfData(first)
    return document.blocks.indices[first...].filter { index in
      let block = document.blocks[index]
      return document.verdicts[index] == nil && (block.links == 0 || block.linkDensity >= 0.8)
        && StrayList.mayBe(block.measure)
        && block.context.ancestors.isDisjoint(with: excluded)
    }
  }

  /// Lists on one page at most that are taken for put in: more are how the page is written.
  private static let mostStrays = 3

  /// Lines, or runs of them, that are looked at.
  private static let mostCandidates = 24

  func judge(
    strays: [Int], _ vocabulary: PageVocabulary, _ isTraditional: Bool,
    _ document: inout Document
  ) {
    guard !strays.isEmpty, strays.count <= Self.mostCandidates else { return }
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
    guard runs.count <= Self.mostCandidates else { return }
    let stray = StrayRun(vocabulary, words: words)
    let found = runs.compactMap { run -> (run: [Int], rule: StaticString)? in
      let others = isTraditional ? run.count { isOfOtherScript($0, document) } : 0
      if isTraditional, run.contains(where: { isConverted($0, document) }) { return nil }
      return stray.rule(for: run, isOtherScript: others * 4 >= run.count * 3, document).map {
        (run, $0)
      }
    }
    guard !found.isEmpty, found.count <= Self.mostRuns else { return }
    defer { judgeNeighbours(vocabulary, &document) }
    for (run, rule) in found {
      for index in run where document.verdicts[index] == nil {
        document.verdicts[index] = LineVerdict(role: .spam, rule: rule, layer: .linkFarm)
      }
    }
  }

  /// Judges short lines beside those that were put in: between two of them whatever they look like by themselves, beside one
  /// where they say again what the injected lines say, or are in letters that the page has not.
  func judgeNeighbours(_ vocabulary: PageVocabulary, _ document: inout Document) {
    var injected = PageVocabulary(restorer)
    for index in document.blocks.indices where isInjected(index, document) {
      document.withText(of: index) { injected.learn($0) }
    }
    // Above the first paragraph stand the headline and its fields.
    guard !injected.isEmpty,
      let first = document.blocks.indices.first(where: { isProse($0, document) })
    else { return }
    let forwards = Array(document.blocks.indices[first...])
    for index in forwards + forwards.reversed() where mayBeNeighbour(index, document) {
      let (above, below) = (isInjected(index - 1, document), isInjected(index + 1, document))
      guard above || below else { continue }
      let measure = document.blocks[index].measure
      let rule = document.withText(of: index) { line -> StaticString? in
        let (known, all) = vocabulary.recurrence(of: line)
        if above, below, known * 2 <= all { return "a line between lines put in" }
        guard known * 4 <= all else { return nil }
        if injected.recurrence(of: line).known > 0 {
          return "a line of the words of the lines put in beside it"
        }
        return known == 0 && measure.han == 0 && all > 0
          ? "a line in another language beside lines put in" : nil
      }
      guard let rule else { continue }
      document.verdicts[index] = LineVerdict(role: .spam, rule: rule, layer: .linkFarm)
      document.withText(of: index) { injected.learn($0) }
    }
  }

  private func mayBeNeighbour(_ index: Int, _ document: Document) -> Bool {
    let measure = document.blocks[index].measure
    return document.verdicts[index] == nil && measure.enders == 0 && measure.commas <= 1
      && (2...Self.longestPhrase).contains(measure.units)
  }

  /// Whether a line was put in, and not only taken for furniture.
  private func isInjected(_ index: Int, _ document: Document) -> Bool {
    guard document.verdicts.indices.contains(index), let verdict = document.verdicts[index] else {
      return false
    }
    return verdict.role == .spam && (verdict.layer == .keywordLine || verdict.layer == .linkFarm)
  }

  /// Judges comments of readers below the article of a hijacked page, which its markup does not always name.
  func judgeComments(_ document: inout Document) {
    guard let last = document.blocks.indices.last(where: { isProse($0, document) }),
      let start = ReaderComments.start(from: last + 1, in: document)
    else { return }
    for index in start..<document.blocks.count where document.verdicts[index] == nil {
      document.verdicts[index] = LineVerdict(
        role: .comment, rule: "readers' comments below the article")
    }
  }

  /// Runs of short lines on one page at most that are taken for put in.
  private static let mostRuns = 6
}
