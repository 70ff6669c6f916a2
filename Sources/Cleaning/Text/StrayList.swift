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
  enum Kind { case recombined, otherLanguage, otherScript }

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
  static func mayBe(_ measure: TextMeasure) -> Bool {
    measure.enders == 0 && (16...1_200).contains(measure.units)
      && measure.commas + measure.separators + measure.spaces >= fewestItems - 1
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
    let isAlien = !vocabulary.hasOtherScript && StrayList.isAlien(line)
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
    let isTopical = topical * 5 >= items.items.count * 3
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
    if isTopical { return .recombined }
    return recombines(items, line) ? .recombined : nil
  }

  /// Whether most letters of a line are neither Han nor Latin.
  static func isAlien(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let others = alienLetters(in: line)
    return others >= 8 && others * 4 >= line.count
  }

  /// Letters that are neither Han nor Latin.
  static func alienLetters(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    var i = 0
    while i < text.count {
      if text[i] < 0xCD {
        i += 1
        continue
      }
      // Han, which most of such text is.
      if text[i] >= 0xE4, text[i] <= 0xE9 {
        i += 3
        continue
      }
      let (scalar, width) = TextMeasure.scalar(text, at: i)
      if OtherScript.holds(scalar) { count += 1 }
      i += width
    }
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
  private func recombines(_ line: ItemLine, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.recombinedItems * 2 >= line.items.count else { return false }
    var counts: [UInt64: Int] = [:]
    for item in line.items {
      for word in words(UnsafeBufferPointer(rebasing: text[item])) {
        counts[word, default: 0] += 1
      }
    }
    // One shared word of three characters is two pairs of them.
    let shared = counts.values.filter { $0 > 1 }
    let most = shared.max() ?? 0
    return shared.count >= 3 && most * 3 < line.items.count * 2
  }

  private static let marksOfCode = Set("=(){}<>[]\"'\\#$%&*+^`~".utf8)
}
