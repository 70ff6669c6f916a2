import Domain
import Markup

/// Several short lines in a row between paragraphs that have nothing to do with them: each phrase of a spam list on a line
/// of its own.
///
/// Judged like a `StrayList` whose items are the lines.
struct StrayRun {
  /// Lines of a run at least, and at most: more are how the page is written.
  static let lengths = 4...24

  /// Units of such a line at most.
  private static let longestLine = 48

  private let vocabulary: PageVocabulary
  private let words: (UnsafeBufferPointer<UInt8>) -> [UInt64]

  init(_ vocabulary: PageVocabulary, words: @escaping (UnsafeBufferPointer<UInt8>) -> [UInt64]) {
    self.vocabulary = vocabulary
    self.words = words
  }

  /// Whether a block may be one of its lines, by its measures alone.
  ///
  /// - Parameter excluded: what it may not stand in (`Document.placesOfData`).
  static func mayBe(
    _ index: Int, outside excluded: BlockContext.Ancestors, _ document: Document
  ) -> Bool {
    let measure = document.blocks[index].measure
    return document.verdicts[index] == nil && (4...longestLine).contains(measure.units)
      && measure.enders == 0 && measure.commas == 0 && measure.quotes == 0
      && measure.brackets == 0 && measure.digits * 3 <= measure.units
      && !document.blocks[index].context.ancestors.contains(.heading)
      && document.blocks[index].context.ancestors.isDisjoint(with: excluded)
  }

  /// Why the lines of a run were put in, or nil where an author may have written them.
  func rule(for run: [Int], isOtherScript: Bool, _ document: Document) -> StaticString? {
    var (foreign, lexicon, alien) = (0, 0, 0)
    var own: [[UInt64]] = []
    for index in run {
      document.withFolded(of: index) { line in
        let (known, all) = vocabulary.recurrence(of: line)
        if all > 0, known * 4 <= all { foreign += 1 }
        if !SpamTopics.words.hits(in: line, limit: 1).isEmpty { lexicon += 1 }
        if StrayList.isAlien(line, beside: vocabulary.scripts) { alien += 1 }
        own.append(words(line))
      }
    }
    // Lines that nearly all speak of a trade may share words with the prose: 体育, 软件.
    guard foreign * 4 >= run.count * 3 || foreign * 2 >= run.count && lexicon * 4 >= run.count * 3
    else { return nil }
    if isOtherScript { return "lines in another script than the page" }
    let isForeign = run.allSatisfy { document.blocks[$0].measure.han == 0 }
    if lexicon * 2 >= run.count || isForeign && lexicon >= 2 { return "lines of search-spam words" }
    if alien * 4 >= run.count * 3 {
      return "lines in another language than the page"
    }
    // Cells of a table name things of one kind.
    let isTable = run.contains { document.blocks[$0].context.ancestors.contains(.table) }
    if isTable { return nil }
    var counts: [UInt64: Int] = [:]
    for words in own {
      for word in words { counts[word, default: 0] += 1 }
    }
    let shared = counts.values.filter { $0 > 1 }
    let most = shared.max() ?? 0
    let sharing = own.count { $0.contains { counts[$0, default: 0] > 1 } }
    return shared.count >= 3 && most * 3 < run.count * 2 && sharing * 3 >= run.count * 2
      ? "lines that recombine words foreign to the page" : nil
  }
}

extension Document {
  /// Whether a block is prose by which strangers are known.
  func isProse(_ index: Int) -> Bool {
    let measure = blocks[index].measure
    return verdicts[index] == nil && measure.units >= 60 && measure.enders > 0
      && !blocks[index].context.ancestors.contains(.hidden)
  }

  /// Where lists are the author's or a program's: in tables and in preformatted text, unless the page lays its paragraphs
  /// out in such.
  func placesOfData(_ firstProse: Int) -> BlockContext.Ancestors {
    var excluded = BlockContext.Ancestors([.preformatted, .table])
    let prose = blocks.indices[firstProse...].filter { isProse($0) }
    for place in [BlockContext.Ancestors.preformatted, .table] {
      // A headline that ends a sentence may stand outside.
      let inside = prose.count { blocks[$0].context.ancestors.contains(place) }
      if inside * 2 > prose.count { excluded.remove(place) }
    }
    return excluded.subtracting(blocks[firstProse].context.ancestors)
  }

  /// The first sentence below the headline: a paragraph, or the first of lines that are as short as verse.
  var firstSentence: Int? {
    var lines = 0
    for index in blocks.indices {
      if isProse(index) { return index }
      let measure = blocks[index].measure
      guard verdicts[index] == nil, measure.enders > 0 || measure.commas > 0, measure.han >= 6
      else { continue }
      lines += 1
      if lines == Document.fewestLines { return index }
    }
    return nil
  }

  /// Short lines with marks of sentences that begin a text at least; fewer are a headline and its fields.
  private static let fewestLines = 3

  /// Runs of short lines below the first paragraph that may be strangers.
  var strayRuns: [[Int]] {
    var runs: [[Int]] = []
    var run: [Int] = []
    guard let first = firstSentence else { return [] }
    let excluded = placesOfData(first)
    for index in blocks.indices[first...] {
      if index > first, StrayRun.mayBe(index, outside: excluded, self) {
        run.append(index)
        continue
      }
      if StrayRun.lengths.contains(run.count) { runs.append(run) }
      run.removeAll(keepingCapacity: true)
    }
    if StrayRun.lengths.contains(run.count) { runs.append(run) }
    return runs
  }
}
