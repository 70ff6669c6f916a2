import Markup

/// A list of phrases that stands alone between paragraphs of prose and has nothing to do with them.
///
///     …到明年春天完工。
///     欧易邀请码交易所,注册充值,比特币搬砖币安,欧易注册杠杆      put in: its items recombine words that the prose never has
///     高等数学、线性代数、离散数学、大学物理、数学分析            an author's: kinds of one thing, named last
///
/// Stricter than what is asked of lines on pages that bear other marks of hijacking: no lexicon, only the shape of the line.
struct StrayList {
  /// Why a line is one.
  enum Kind { case recombined, topical, otherLanguage, otherScript }

  /// Words from which on text in another language that repeats itself is a list, even without separators.
  private static let fewestWords = 12

  /// Items from which on a line is a list.
  private static let fewestItems = 4

  private let vocabulary: PageVocabulary
  private let words: (UnsafeBufferPointer<UInt8>) -> [UInt64]

  init(_ vocabulary: PageVocabulary, words: @escaping (UnsafeBufferPointer<UInt8>) -> [UInt64]) {
    self.vocabulary = vocabulary
    self.words = words
  }

  /// Whether a line may be such a list by its measures alone, which costs nothing.
  ///
  /// - Parameter counting: whether it must have the marks of one; hyphens are not among those that are counted.
  static func mayBe(_ measure: TextMeasure, counting: Bool = true) -> Bool {
    measure.enders == 0 && (16...1_200).contains(measure.units)
      && (!counting
        || measure.commas + measure.separators + measure.spaces >= fewestItems - 1)
      && measure.digits * 8 <= measure.units && measure.brackets == 0 && measure.quotes == 0
  }

  /// What a line of a page in Han characters is; nil for one that an author may have written.
  ///
  /// - Parameters:
  ///   - line: folded to simplified script.
  ///   - isOtherScript: whether the line is simplified and the page traditional.
  func kind(
    of line: UnsafeBufferPointer<UInt8>, _ measure: TextMeasure, isOtherScript: Bool
  ) -> Kind? {
    // Code has marks that no phrase has.
    if line.contains(where: { StrayList.marksOfCode.contains($0) }) { return nil }
    let isAlien = StrayList.isAlien(line, beside: vocabulary.scripts)
    let isForeign = measure.han == 0 || isAlien
    let (known, all) = vocabulary.recurrence(of: line)
    if isForeign {
      guard known * 8 <= all else { return nil }
      let isRepeated = repeats(line)
      if isRepeated, all >= StrayList.fewestWords { return .otherLanguage }
      // Names in the alphabet of another language stand in honest lists too.
      let topics = SpamTopics.words.hits(in: line, limit: 2).count
      if topics >= 2, all >= StrayList.fewestWords / 2 { return .otherLanguage }
      guard isRepeated || isAlien || topics >= 2 else { return nil }
    }
    guard let items = ItemLine(line), items.items.count >= StrayList.fewestItems,
      items.functionWords <= items.items.count, items.longest <= 40
    else { return nil }
    let topical = items.items.count { item in
      !SpamTopics.words.hits(in: UnsafeBufferPointer(rebasing: line[item]), limit: 1).isEmpty
    }
    // 货到付款 and 和合术 hold words that sentences cannot do without.
    let isTopical = topical * 5 >= items.items.count * (known == 0 ? 2 : 3)
    guard isTopical || isOtherScript || items.functionWords * 6 <= items.items.count else {
      return nil
    }
    let foreign = items.items.count { item in
      let (known, all) = vocabulary.recurrence(of: UnsafeBufferPointer(rebasing: line[item]))
      return all > 0 && known * 4 <= all
    }
    guard foreign * 100 >= items.items.count * 75 else { return nil }
    if isForeign { return .otherLanguage }
    if isOtherScript { return .otherScript }
    if isTopical { return .topical }
    guard items.recombinedItems * 2 >= items.items.count else { return nil }
    return StrayList.recombines(items.items, of: line, words: words) ? .recombined : nil
  }

  /// Whether a seventh of a line's characters and more are letters of scripts that the page has not: Japanese has Han too.
  static func isAlien(_ line: UnsafeBufferPointer<UInt8>, beside known: OtherScript) -> Bool {
    let others = alienLetters(in: line, beside: known)
    // A headline of the page's own language may stand behind phrases.
    return others >= fewestAlien && others * 20 >= line.count
      && longestHan(in: line) < shortestHeadline
  }

  /// Han characters in a row of a headline at least; phrases in Japanese have fewer.
  private static let shortestHeadline = 8

  /// The most Han characters in a row.
  private static func longestHan(in line: UnsafeBufferPointer<UInt8>) -> Int {
    var (longest, run) = (0, 0)
    for byte in line where byte & 0xC0 != 0x80 {
      run = byte >= 0xE4 && byte <= 0xE9 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Letters of another script at least; fewer are a name's.
  private static let fewestAlien = 4

  /// Letters of scripts that are neither Han nor Latin nor the page's.
  static func alienLetters(
    in text: UnsafeBufferPointer<UInt8>, beside known: OtherScript
  ) -> Int {
    var count = 0
    OtherScript.forEach(in: text) { if known.isDisjoint(with: $0) { count += 1 } }
    return count
  }

  /// Whether a quarter of a text's words are said again in it.
  private func repeats(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var all = 0
    var isInWord = false
    for byte in line {
      let isLetter = byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
      if isLetter, !isInWord { all += 1 }
      isInWord = isLetter
    }
    return all >= StrayList.fewestItems && words(line).count * 4 <= all * 3
  }

  /// Whether items share words as those do that are put together at random: several words, in several places of them.
  ///
  /// Kinds of one thing share the one word that names it.
  static func recombines(
    _ items: [Range<Int>], of text: UnsafeBufferPointer<UInt8>,
    words: (UnsafeBufferPointer<UInt8>) -> [UInt64]
  ) -> Bool {
    let own = items.map { words(UnsafeBufferPointer(rebasing: text[$0])) }
    var counts: [UInt64: Int] = [:]
    for words in own {
      for word in words { counts[word, default: 0] += 1 }
    }
    let sharing = own.count { $0.contains { counts[$0, default: 0] > 1 } }
    guard sharing * 2 >= items.count else { return false }
    // One shared word of three characters is two pairs of them.
    let shared = counts.values.filter { $0 > 1 }
    let most = shared.max() ?? 0
    return shared.count >= 3 && most * 3 < items.count * 2
  }

  private static let marksOfCode = Set("=(){}<>[]\"'\\#$%&*+^`~".utf8)
}
