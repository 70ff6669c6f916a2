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

  /// Lines above the first paragraph that may be lists in another script or language than the page.
  ///
  /// Menus stand there too, so that nothing but the script is asked.
  func mayBeHeads(_ document: Document) -> [Int] {
    guard let first = document.blocks.indices.first(where: { isProse($0, document) }) else {
      return []
    }
    return document.blocks.indices[..<min(first, Self.mostCandidates)].filter { index in
      let block = document.blocks[index]
      return document.verdicts[index] == nil && StrayList.mayBe(block.measure, counting: false)
        && block.linkDensity < 0.8
    }
  }

  func judge(
    heads: [Int], _ vocabulary: PageVocabulary, _ script: PageScript, _ document: inout Document
  ) {
    let list = StrayList(vocabulary, words: words)
    for index in heads {
      let measure = document.blocks[index].measure
      let isOther = isOfOtherScript(index, script, document)
      let isPut = document.withFolded(of: index) { line in
        guard isOther || measure.han == 0 || StrayList.isAlien(line, beside: vocabulary.scripts)
        else { return false }
        // The headline may stand behind phrases.
        let (known, all) = vocabulary.recurrence(of: line)
        return known * 8 <= all && list.kind(of: line, measure, isOtherScript: isOther) != nil
      }
      guard isPut else { continue }
      document.verdicts[index] = LineVerdict(
        role: .spam, rule: "a list in another script or language above the article",
        layer: .keywordLine)
    }
  }

  /// Places of one page at most whose lists are taken for put in, with paragraphs between, and lists that nothing but their
  /// recombination speaks against: more are how the page is written.
  private static let mostStrays = 3

  /// Lines, or runs of them, that are looked at.
  private static let mostCandidates = 24

  func judge(
    strays: [Int], _ vocabulary: PageVocabulary, _ script: PageScript,
    _ document: inout Document
  ) {
    guard !strays.isEmpty, strays.count <= Self.mostCandidates else { return }
    let list = StrayList(vocabulary, words: words)
    var recombined = 0
    let found = strays.filter { index in
      let isOther = isOfOtherScript(index, script, document)
      if script == .traditional, !isOther, isConverted(index, vocabulary, document) {
        return false
      }
      let kind = document.withFolded(of: index) {
        list.kind(of: $0, document.blocks[index].measure, isOtherScript: isOther)
      }
      if kind == .recombined { recombined += 1 }
      return kind != nil
    }
    let places = found.indices.count { place in
      place == 0
        || document.blocks.indices[found[place - 1]..<found[place]].contains {
          isProse($0, document)
        }
    }
    guard places <= Self.mostStrays, recombined <= Self.mostStrays else { return }
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
    // A heading of the article beside the lines that were put in speaks of what it is about, or was converted with it.
    let parted = runs.flatMap { run in
      run.split { index in
        let isOwn = isTraditional && isConverted(index, vocabulary, document)
        return isKnown(index, vocabulary, document, ofTen: isOwn ? 2 : 5)
      }.map(Array.init)
    }
    let found = parted.compactMap { run -> (run: [Int], rule: StaticString)? in
      guard run.count >= StrayRun.lengths.lowerBound else { return nil }
      let others = isTraditional ? run.count { isOfOtherScript($0, .traditional, document) } : 0
      let converted = isTraditional ? run.count { isConverted($0, vocabulary, document) } : 0
      let topical = run.count { index in
        document.withFolded(of: index) { !SpamTopics.words.hits(in: $0, limit: 1).isEmpty }
      }
      guard converted * 2 <= run.count || topical * 4 >= run.count * 3 else { return nil }
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

  /// Whether the page's prose has more than so many of ten words of a line.
  func isKnown(
    _ index: Int, _ vocabulary: PageVocabulary, _ document: Document, ofTen share: Int = 5
  ) -> Bool {
    let (known, all) = document.withText(of: index) { vocabulary.recurrence(of: $0) }
    return known * 10 > all * share
  }

  /// Judges short lines beside those that were put in: between two of them whatever they look like by themselves, beside one
  /// where they say again what the injected lines say, or are in letters that the page has not.
  func judgeNeighbours(_ vocabulary: PageVocabulary, _ document: inout Document) {
    var injected = PageVocabulary(restorer)
    for index in document.blocks.indices where isInjected(index, document) {
      document.withText(of: index) { injected.learn($0) }
    }
    // Above the first paragraph stand the headline and its fields.
    guard !injected.isEmpty, let first = document.firstSentence else { return }
    let forwards = Array(document.blocks.indices[first...])
    for index in forwards + forwards.reversed() where mayBeNeighbour(index, document) {
      let above = isInjected(beside: index, -1, document)
      let below = isInjected(beside: index, 1, document)
      // A button's word is a line that was put in where the page has none of its letters.
      guard above || below,
        above && below || document.verdicts[index] == nil
          || document.withText(of: index, { StrayList.isAlien($0, beside: vocabulary.scripts) })
      else { continue }
      let rule = document.withText(of: index) { line -> StaticString? in
        let (known, all) = vocabulary.recurrence(of: line)
        if above, below, known * 2 <= all { return "a line between lines put in" }
        guard known * 4 <= all else { return nil }
        if injected.recurrence(of: line).known > 0
          || !SpamTopics.words.hits(in: line, limit: 1).isEmpty
        {
          return "a line of the words of the lines put in beside it"
        }
        let isForeign =
          document.blocks[index].measure.han * 4 <= document.blocks[index].measure.units
          || StrayList.alienLetters(in: line, beside: vocabulary.scripts) > 0
        return known == 0 && isForeign && all > 0
          ? "a line in another language beside lines put in" : nil
      }
      guard let rule else { continue }
      document.verdicts[index] = LineVerdict(role: .spam, rule: rule, layer: .linkFarm)
      document.withText(of: index) { injected.learn($0) }
    }
  }

  private func mayBeNeighbour(_ index: Int, _ document: Document) -> Bool {
    let measure = document.blocks[index].measure
    return document.verdicts[index].map { $0.role == .navigation } ?? true && measure.enders == 0
      && measure.commas <= 1
      && (2...Self.longestPhrase).contains(measure.units)
  }

  /// Whether the next line in a direction was put in; words that menus have too (注册登录) are stepped over.
  private func isInjected(beside index: Int, _ step: Int, _ document: Document) -> Bool {
    let next = index + step
    if isInjected(next, document) { return true }
    return document.verdicts.indices.contains(next)
      && document.verdicts[next]?.role == .navigation
      && document.blocks[next].measure.units <= Self.longestMenu
      && isInjected(next + step, document)
  }

  /// Units of such a line at most.
  private static let longestMenu = 16

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
