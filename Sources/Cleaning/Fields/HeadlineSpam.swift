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

  /// Whether the body has letters that are neither Han nor Latin.
  private let hasOtherScript: Bool

  init(_ document: Document) {
    words = BodyWords(document)
    hasOtherScript = document.blocks.indices.contains { index in
      document.blocks[index].isKept && document.blocks[index].measure.units >= 80
        && document.withText(of: index) { StrayList.alienLetters(in: $0) } > 0
    }
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
      let share = words.share(of: String(decoding: bytes[piece], as: UTF8.self))
      return share.found * 5 <= share.all
    }
    guard let first = isForeign.firstIndex(of: false), let last = isForeign.lastIndex(of: false)
    else { return isTitle ? end(of: pieces, bytes) : nil }
    let isSpamBefore = isSpam(pieces[..<first], bytes)
    let isSpamBehind = isSpam(pieces[(last + 1)...], bytes)
    guard isSpamBefore || isSpamBehind else { return nil }
    let start = isSpamBefore ? pieces[first].lowerBound : 0
    let end = isSpamBehind ? pieces[last].upperBound : bytes.count
    let core = String(decoding: bytes[start..<end], as: UTF8.self).trimmingMarks()
    let share = words.share(of: core)
    return share.found >= 2 && share.found * 6 >= share.all ? core : nil
  }

  /// The piece at one end that is of another kind than the phrases before or behind it, where the body tells nothing.
  private func end(of pieces: [Range<Int>], _ bytes: [UInt8]) -> String? {
    func mayBeHeadline(_ piece: Range<Int>) -> Bool {
      piece.count >= HeadlineSpam.shortestEnd && topics(in: bytes[piece]) == 0
        && !HeadlineSpam.letters(bytes[piece]).isOther
    }
    func isTopical(_ phrases: ArraySlice<Range<Int>>) -> Bool {
      phrases.count >= HeadlineSpam.fewest
        && phrases.count(where: { topics(in: bytes[$0]) > 0 }) * 4 >= phrases.count * 3
    }
    for (piece, phrases) in [
      (pieces[pieces.count - 1], pieces.dropLast()), (pieces[0], pieces.dropFirst()),
    ] where mayBeHeadline(piece) && isTopical(phrases) {
      return String(decoding: bytes[piece], as: UTF8.self).trimmingMarks()
    }
    return nil
  }

  /// Bytes of a headline at least that nothing in the body speaks for: eight characters.
  private static let shortestEnd = 24

  private func topics(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { SpamTopics.words.hits(in: $0).count }
  }

  private func isSpam(_ pieces: ArraySlice<Range<Int>>, _ bytes: [UInt8]) -> Bool {
    guard let first = pieces.first, let last = pieces.last else { return false }
    // Phrases of alphabets are several words, each of which is a piece here.
    let hits = topics(in: bytes[first.lowerBound..<last.upperBound])
    if hits >= 2 && hits * 3 >= pieces.count { return true }
    guard pieces.count >= HeadlineSpam.fewest else { return false }
    // A section's name is a word, a phrase is several.
    let phrases = pieces.count {
      words.share(of: String(decoding: bytes[$0], as: UTF8.self)).all >= 2
    }
    if phrases >= HeadlineSpam.many { return true }
    let others = pieces.count { HeadlineSpam.letters(bytes[$0]).isOther }
    if !hasOtherScript, others * 4 >= pieces.count * 3 { return true }
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

  /// Whether most letters are of a script that is neither Han nor Latin.
  private static func letters(_ bytes: ArraySlice<UInt8>) -> (all: Int, isOther: Bool) {
    var (all, other) = (0, 0)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
    where scalar.value >= 0x30 && scalar.properties.isAlphabetic {
      all += 1
      if OtherScript.holds(scalar.value) { other += 1 }
    }
    return (all, other * 2 > all)
  }

  /// The pieces between marks that part phrases.
  private static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    var i = 0
    bytes.withUnsafeBufferPointer { line in
      while i < line.count {
        let (scalar, width) =
          line[i] < 0x80 ? (UInt32(line[i]), 1) : TextMeasure.scalar(line, at: i)
        if separators.contains(scalar) {
          if start < i { pieces.append(start..<i) }
          start = i + width
        }
        i += width
      }
    }
    if start < bytes.count { pieces.append(start..<bytes.count) }
    return pieces
  }

  private static let separators = Set(
    " _-|/;,·｜；，、【】《》「」[]–—\u{3000}\u{a0}".unicodeScalars.map(\.value))
}

/// Scripts of neither Han nor Latin letters.
enum OtherScript {
  /// From Greek to Khmer, kana and Hangul.
  static func holds(_ scalar: UInt32) -> Bool {
    scalar >= 0x370 && scalar < 0x1E00 || scalar >= 0x3041 && scalar < 0x3100
      || scalar >= 0xAC00 && scalar < 0xD7A4
  }
}
