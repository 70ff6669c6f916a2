import Markup

/// Phrases of search spam that were put before or behind a headline, on one line with it.
///
///     网贷口子 秒下款 黑户_老渡口的最后一班船        老渡口的最后一班船
///     【开户｜投注｜网址】老渡口的最后一班船
///
/// The body speaks of what the headline says and of nothing that the phrases say. Names of sites, columns and sections are
/// foreign to the body too, so that phrases must be several and recombine, be in a script that the body has not, or hold
/// words of the lexicon.
struct HeadlineSpam {
  /// Phrases on one side at least where they recombine words, and where nothing but their number speaks against them.
  private static let fewest = 3
  private static let many = 5

  /// Words of another language in a row that no Chinese headline has.
  private static let manyWords = 8

  private let words: BodyWords

  /// The scripts beside Han and Latin that the body has.
  private let scripts: OtherScript

  /// - Parameter lines: those that will be asked for.
  init(_ document: Document, lines: [Int]) {
    words = BodyWords(document, except: lines)
    var letters = OtherScript.Counts()
    for (index, block) in document.blocks.enumerated()
    where block.isKept && block.measure.units >= 80 && !lines.contains(index) {
      document.withText(of: index) { letters.add($0) }
    }
    scripts = letters.scripts(fewest: 1)
  }

  /// Whether a line has phrases between marks at all, which costs nothing to ask.
  static func mayHold(_ line: String) -> Bool { pieces(of: Array(line.utf8)).count >= 2 }

  /// The headline on a line without the phrases around it; nil where there are none, or nothing is left.
  ///
  /// - Parameter isTitle: whether the line is known to hold the headline, so that what is no phrase is it even where the
  ///   body has none of its words.
  func headline(in line: String, isTitle: Bool) -> String? {
    let bytes = Array(line.utf8)
    let pieces = HeadlineSpam.pieces(of: bytes)
    guard pieces.count >= 2, !words.isEmpty else { return nil }
    let isForeign = pieces.map { piece in
      let share = words.share(of: bytes[piece])
      return share.found * 5 <= share.all
    }
    guard let (first, last) = core(of: pieces, isForeign, bytes) else {
      return isTitle ? end(of: pieces, bytes) : nil
    }
    let isSpamBefore = isSpam(pieces[..<first], bytes) || areUnknown(pieces[..<first], bytes)
    let isSpamBehind = isSpam(pieces[(last + 1)...], bytes)
    guard isSpamBefore || isSpamBehind else { return nil }
    let start = isSpamBefore ? pieces[first].lowerBound : 0
    let end = isSpamBehind ? pieces[last].upperBound : bytes.count
    guard end - start <= HeadlineSpam.longestHeadline else { return nil }
    let core = String(decoding: bytes[start..<end], as: UTF8.self).trimmingMarks()
    let share = words.share(of: core)
    return share.found >= 2 && share.found * 6 >= share.all ? core : nil
  }

  /// The pieces that the body is about, first and last.
  ///
  /// A pair of characters that a phrase shares with the body by chance (资源, 厂家) makes it no headline: where a piece has
  /// half of its words from the body, it is the headline with what blanks alone part from it.
  private func core(
    of pieces: [Range<Int>], _ isForeign: [Bool], _ bytes: [UInt8]
  ) -> (first: Int, last: Int)? {
    let isStrong = pieces.map { piece in
      let share = words.share(of: bytes[piece])
      return share.found >= 3 && share.found * 2 >= share.all
    }
    if var first = isStrong.firstIndex(of: true), var last = isStrong.lastIndex(of: true) {
      func joins(_ index: Int) -> Bool {
        topics(in: bytes[pieces[index]]) == 0
          && (!isForeign[index] || !isRepeated(pieces[index], among: pieces, bytes))
      }
      while first > 0, !isParted(first, pieces, bytes), joins(first - 1) { first -= 1 }
      while last + 1 < pieces.count, !isParted(last + 1, pieces, bytes), joins(last + 1) {
        last += 1
      }
      return joined(first, last, pieces, bytes)
    }
    guard let first = isForeign.firstIndex(of: false), let last = isForeign.lastIndex(of: false),
      pieces[first...last].allSatisfy({ topics(in: bytes[$0]) == 0 })
    else { return nil }
    return joined(first, last, pieces, bytes)
  }

  /// A headline with what one comma parts from it, where the phrases have other marks between them: 在敦煌，看一场雪.
  private func joined(
    _ first: Int, _ last: Int, _ pieces: [Range<Int>], _ bytes: [UInt8]
  ) -> (first: Int, last: Int) {
    var (first, last) = (first, last)
    if first > 0, isComma(first, pieces, bytes), first == 1 || !isComma(first - 1, pieces, bytes),
      topics(in: bytes[pieces[first - 1]]) == 0
    {
      first -= 1
    }
    if last + 1 < pieces.count, isComma(last + 1, pieces, bytes),
      last + 2 == pieces.count || !isComma(last + 2, pieces, bytes),
      topics(in: bytes[pieces[last + 1]]) == 0
    {
      last += 1
    }
    return (first, last)
  }

  /// The end that is of another kind than the phrases before or behind it, where the body tells nothing.
  private func end(of pieces: [Range<Int>], _ bytes: [UInt8]) -> String? {
    func mayBeHeadline(_ piece: Range<Int>) -> Bool {
      piece.count >= HeadlineSpam.shortestEnd && topics(in: bytes[piece]) == 0
        && !HeadlineSpam.letters(bytes[piece], beside: []).isOther
    }
    func isTopical(_ phrases: ArraySlice<Range<Int>>) -> Bool {
      phrases.count >= HeadlineSpam.fewest
        && (phrases.count(where: { topics(in: bytes[$0]) > 0 }) * 4 >= phrases.count * 3
          || isSpam(phrases, isCounted: false, bytes))
    }
    // From the last mark on, or up to the first, that is no blank: a headline may have blanks in it.
    let marks = pieces.indices.dropFirst().filter { isParted($0, pieces, bytes) }
    let starts = [marks.last, pieces.count - 1].compactMap { $0 }
    let ends = [marks.first, 1].compactMap { $0 }
    for start in starts {
      let piece = pieces[start].lowerBound..<pieces[pieces.count - 1].upperBound
      if mayBeHeadline(piece), isTopical(pieces[..<start]) {
        return String(decoding: bytes[piece], as: UTF8.self).trimmingMarks()
      }
    }
    for end in ends {
      let piece = pieces[0].lowerBound..<pieces[end - 1].upperBound
      if mayBeHeadline(piece), isTopical(pieces[end...]) {
        return String(decoding: bytes[piece], as: UTF8.self).trimmingMarks()
      }
    }
    return nil
  }

  /// Whether a pair of characters of a piece stands in another piece too.
  private func isRepeated(
    _ piece: Range<Int>, among pieces: [Range<Int>], _ bytes: [UInt8]
  ) -> Bool {
    var i = piece.lowerBound
    while i + 6 <= piece.upperBound {
      let pair = bytes[i..<i + 6]
      if pair[i] >= 0xE3, pieces.contains(where: { $0 != piece && bytes[$0].contains(pair) }) {
        return true
      }
      i += pair[i] >= 0xE3 ? 3 : 1
    }
    return false
  }

  /// What two witnesses of a headline have in common, where one of them or both have phrases around it.
  ///
  ///     开户_投注平台_网址_老渡口的最后一班船        the line that readers see
  ///     老渡口的最后一班船-江城新闻网              the page's `title`
  ///
  /// - Returns: the pieces of the line, as it has them, that the other has too; nil where the line has few others, or where
  ///   the same phrases stand in both.
  func common(_ line: String, _ other: String) -> String? {
    let bytes = Array(line.utf8)
    let pieces = HeadlineSpam.pieces(of: bytes)
    let whole = TitleText.key(other)
    guard pieces.count > HeadlineSpam.fewestAround, pieces.count <= HeadlineSpam.mostPieces,
      !whole.contains(TitleText.key(line))
    else { return nil }
    var runs: [Range<Int>] = []
    var start = 0
    while start < pieces.count {
      // Blanks part words of a headline as well as phrases, so that a run begins where the line does or behind a mark.
      var end: Int?
      if start == 0 || isParted(start, pieces, bytes) {
        for last in start..<pieces.count
        where last + 1 == pieces.count || isParted(last + 1, pieces, bytes) {
          let run = pieces[start].lowerBound..<pieces[last].upperBound
          guard whole.contains(TitleText.key(String(decoding: bytes[run], as: UTF8.self))) else {
            break
          }
          end = last
        }
      }
      guard let last = end else {
        start += 1
        continue
      }
      let run = pieces[start].lowerBound..<pieces[last].upperBound
      let around = pieces.count - (last - start + 1)
      if run.count >= HeadlineSpam.shortestEnd, around >= HeadlineSpam.fewestAround,
        !isSpam(pieces[start...last], bytes), speaks(run, bytes)
      {
        runs.append(run)
      }
      start = last + 1
    }
    guard runs.count == 1, let run = runs.first else { return nil }
    // A standfirst says again what the headline says, and the body too.
    let outside = pieces.filter { !run.overlaps($0) }
    guard areForeign(outside, bytes) else { return nil }
    return String(decoding: bytes[run], as: UTF8.self).trimmingMarks()
  }

  /// Whether a run names no trade, or the body has words of it: both witnesses may hold the same phrase.
  private func speaks(_ run: Range<Int>, _ bytes: [UInt8]) -> Bool {
    guard topics(in: bytes[run]) > 0 else { return true }
    let share = words.share(of: bytes[run])
    return share.found >= 2 && share.found * 4 >= share.all
  }

  /// Whether a line begins or ends with a headline and has phrases beside it that are foreign to the body.
  func isStuffed(_ line: String, around headline: String) -> Bool {
    let (whole, key) = (TitleText.key(line), TitleText.key(headline))
    guard key.count >= HeadlineSpam.shortestEnd, whole.count > key.count,
      whole.starts(with: key) || whole.reversed().starts(with: key.reversed())
    else { return false }
    let bytes = Array(line.utf8)
    let outside = HeadlineSpam.pieces(of: bytes).filter {
      !key.contains(TitleText.key(String(decoding: bytes[$0], as: UTF8.self)))
    }
    return outside.count >= HeadlineSpam.fewestAround && areForeign(outside, bytes)
  }

  /// Whether the body knows hardly a word of three quarters of the pieces.
  private func areForeign(_ pieces: [Range<Int>], _ bytes: [UInt8]) -> Bool {
    let foreign = pieces.count { piece in
      let share = words.share(of: bytes[piece])
      return share.found * 4 <= share.all
    }
    return foreign * 4 >= pieces.count * 3
  }

  /// What a line has before or behind a `title` that is nothing but phrases foreign to the body.
  ///
  ///     开户_投注平台_网址_百家乐_老渡口的最后一班船        the line that readers see
  ///     开户_投注平台_网址_百家乐                     the page's `title`
  func rest(of line: String, beyond title: String) -> String? {
    let (whole, key) = (TitleText.key(line), TitleText.key(title))
    let isBefore = whole.starts(with: key)
    guard !key.isEmpty, whole.count >= key.count + HeadlineSpam.shortestEnd,
      isBefore || whole.reversed().starts(with: key.reversed())
    else { return nil }
    let (bytes, phrases) = (Array(line.utf8), Array(title.utf8))
    let around = HeadlineSpam.pieces(of: phrases)
    let pieces = HeadlineSpam.pieces(of: bytes)
    guard around.count >= HeadlineSpam.fewestAround, pieces.count > around.count,
      areForeign(around, phrases)
    else { return nil }
    let own = isBefore ? pieces[around.count...] : pieces[..<(pieces.count - around.count)]
    guard let first = own.first, let last = own.last else { return nil }
    let range = first.lowerBound..<last.upperBound
    guard (HeadlineSpam.shortestEnd...HeadlineSpam.longestHeadline).contains(range.count),
      topics(in: bytes[range]) == 0
    else { return nil }
    return String(decoding: bytes[range], as: UTF8.self).trimmingMarks()
  }

  /// Whether a title has as many phrases beside a line that it begins or ends with as make it stuffed, or words of trades
  /// that the line has not.
  static func isStuffed(_ title: String, beside line: String) -> Bool {
    let (whole, own) = (Array(title.utf8), Array(line.utf8))
    if pieces(of: whole).count - pieces(of: own).count >= fewestAround { return true }
    func topics(in bytes: [UInt8]) -> Int {
      bytes.withUnsafeBufferPointer { SpamTopics.words.hits(in: $0, limit: fewest).count }
    }
    return topics(in: whole) >= fewest && topics(in: own) == 0
  }

  /// Phrases around a headline at least for which two witnesses are asked, and pieces of a line at most.
  private static let fewestAround = 4
  private static let mostPieces = 128

  /// Whether pieces before a headline, where no site names itself, are several phrases of which the body has not a word.
  private func areUnknown(_ pieces: ArraySlice<Range<Int>>, _ bytes: [UInt8]) -> Bool {
    pieces.count >= HeadlineSpam.fewestAround
      && pieces.allSatisfy { piece in
        let share = words.share(of: bytes[piece])
        return share.found == 0 && share.all >= 2
      }
  }

  /// Whether a piece is parted from the one before it by more than blanks.
  private func isParted(_ index: Int, _ pieces: [Range<Int>], _ bytes: [UInt8]) -> Bool {
    guard index > 0 else { return true }
    let gap = bytes[pieces[index - 1].upperBound..<pieces[index].lowerBound]
    // Of the marks that part pieces none but blanks has only these bytes.
    return gap.contains { $0 != 0x20 && $0 != 0xE3 && $0 != 0x80 && $0 != 0xC2 && $0 != 0xA0 }
  }

  /// Whether a wide comma alone parts a piece from the one before it.
  private func isComma(_ index: Int, _ pieces: [Range<Int>], _ bytes: [UInt8]) -> Bool {
    bytes[pieces[index - 1].upperBound..<pieces[index].lowerBound].elementsEqual("，".utf8)
  }

  /// Bytes of a headline at most, fifty characters: what is longer on such a line is a table of facts set as one.
  private static let longestHeadline = 150

  /// Bytes of a headline at least that nothing in the body speaks for: eight characters.
  private static let shortestEnd = 24

  private func topics(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { SpamTopics.words.hits(in: $0).count }
  }

  /// - Parameter isCounted: whether the number of phrases alone decides.
  private func isSpam(
    _ pieces: ArraySlice<Range<Int>>, isCounted: Bool = true, _ bytes: [UInt8]
  ) -> Bool {
    guard let first = pieces.first, let last = pieces.last else { return false }
    // Phrases of alphabets are several words, each of which is a piece here.
    let hits = topics(in: bytes[first.lowerBound..<last.upperBound])
    if hits >= 2 && hits * 3 >= pieces.count { return true }
    guard pieces.count >= HeadlineSpam.fewest else { return false }
    // A section's name is a word, a phrase is several.
    let phrases = pieces.count {
      words.share(of: bytes[$0]).all >= 2
    }
    if isCounted, phrases >= HeadlineSpam.many { return true }
    let others = pieces.count { HeadlineSpam.letters(bytes[$0], beside: scripts).isOther }
    if others * 4 >= pieces.count * 3 { return true }
    let alphabetic = pieces.count { bytes[$0].allSatisfy { $0 < 0xE3 } }
    return alphabetic >= HeadlineSpam.manyWords || recombine(pieces, bytes)
  }

  /// Whether most phrases share a pair of characters, or a word, with another.
  private func recombine(_ pieces: ArraySlice<Range<Int>>, _ bytes: [UInt8]) -> Bool {
    var counts: [UInt64: Int] = [:]
    let own = pieces.map { piece -> Set<UInt64> in
      var words: Set<UInt64> = []
      var previous: UInt32 = 0
      for scalar in String(decoding: bytes[piece], as: UTF8.self).unicodeScalars {
        if previous != 0, scalar.value >= 0x80 {
          words.insert(UInt64(previous) << 32 | UInt64(scalar.value))
        }
        previous = scalar.value
      }
      for word in words { counts[word, default: 0] += 1 }
      return words
    }
    return own.count { $0.contains { counts[$0, default: 0] > 1 } } * 3 >= pieces.count * 2
  }

  /// Whether most letters are of a script that is neither Han nor Latin nor known.
  private static func letters(
    _ bytes: ArraySlice<UInt8>, beside known: OtherScript
  ) -> (all: Int, isOther: Bool) {
    var (all, other) = (0, 0)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
    where scalar.value >= 0x30 && scalar.properties.isAlphabetic {
      all += 1
      let script = OtherScript(scalar.value)
      if !script.isEmpty, known.isDisjoint(with: script) { other += 1 }
    }
    return (all, other * 2 > all)
  }

  /// The pieces between marks that part phrases.
  private static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { separators.pieces(of: $0) }
  }

  private static let separators: ScalarSet =
    " _-|/;,·｜；，、【】《》「」[]–—\u{3000}\u{a0}"
}
