import Domain
import TextAnalysis

/// Cuts the piece out of a text that shows best why a search found it, in the text's own script: what is
/// compared is folded, what is shown is not.
struct SnippetMaker {
  fileprivate struct Phrase {
    var tokens: [[UInt8]]
    var isPrefix: Bool
    var isInTitle: Bool
  }

  private let phrases: [Phrase]
  private let folding: Folding

  /// Bytes of text shown, and of those how many before the first match: two lines on a screen, or some 80
  /// Han characters.
  private static let width = 240
  private static let lead = 60

  /// Bytes of a text looked at: a match beyond is found by the index and not shown.
  private static let longest = 1 << 18

  init(_ query: String, folding: Folding) {
    self.folding = folding
    phrases = SearchQuery(query).wanted.map { term in
      var tokens: [[UInt8]] = []
      Tokens(of: term.text, folding).forEach { tokens.append(Array($0)) }
      return Phrase(tokens: tokens, isPrefix: term.isPrefix, isInTitle: term.isInTitle)
    }.filter { !$0.tokens.isEmpty }
  }

  /// Of the text, or of the title where the text has no match; nil where neither has.
  func snippet(of article: Article) -> Snippet? {
    snippet(of: article.text, isTitle: false) ?? snippet(of: article.title ?? "", isTitle: true)
  }

  private func snippet(of text: String, isTitle: Bool) -> Snippet? {
    let bytes = Array(text.utf8.prefix(SnippetMaker.longest))
    let tokens = Tokens(of: String(decoding: bytes, as: UTF8.self), folding)
    let matches = matches(in: tokens, isTitle: isTitle)
    guard let best = best(of: matches) else { return nil }
    let starts = tokens.sources.map(\.lowerBound)
    let from = starts.first { $0 + SnippetMaker.lead >= best } ?? 0
    let end = from + SnippetMaker.width
    let to = tokens.sources.last { $0.upperBound <= end }.map { max($0.upperBound, best) } ?? end
    // The last match is shown whole, and at the end of the text its full stop.
    let stop = tokens.sources.last.map { $0.upperBound <= to } ?? true ? bytes.count : to
    return Snippet(
      parts: parts(
        of: bytes, from: from == starts.first ? 0 : from, to: min(stop, bytes.count), matches))
  }

  /// Where each phrase stands, in the order of the text.
  private func matches(in tokens: Tokens, isTitle: Bool) -> [(phrase: Int, source: Range<Int>)] {
    var matches: [(phrase: Int, source: Range<Int>)] = []
    for start in tokens.sources.indices {
      for (number, phrase) in phrases.enumerated() where isTitle || !phrase.isInTitle {
        guard phrase.stands(at: start, of: tokens) else { continue }
        let last = tokens.sources[start + phrase.tokens.count - 1]
        matches.append((number, tokens.sources[start].lowerBound..<last.upperBound))
      }
    }
    return matches
  }

  /// The first match of the stretch that has most different phrases.
  private func best(of matches: [(phrase: Int, source: Range<Int>)]) -> Int? {
    var best: (start: Int, phrases: Int)?
    for (index, match) in matches.enumerated() {
      let end = match.source.lowerBound + SnippetMaker.width - SnippetMaker.lead
      let near = Set(
        matches[index...].prefix { $0.source.upperBound <= end }.map(\.phrase)
      ).count
      if near > best?.phrases ?? -1 { best = (match.source.lowerBound, near) }
      if near == phrases.count { break }
    }
    return best?.start
  }

  private func parts(
    of bytes: [UInt8], from: Int, to: Int, _ matches: [(phrase: Int, source: Range<Int>)]
  ) -> [Snippet.Part] {
    var parts: [Snippet.Part] = []
    func add(_ range: Range<Int>, isMatch: Bool = false) {
      guard !range.isEmpty else { return }
      // Blocks are lines in a text, and blanks here.
      let text = String(decoding: bytes[range].map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
      parts.append(Snippet.Part(text, isMatch: isMatch))
    }
    if from > 0 { parts.append(Snippet.Part("…")) }
    var place = from
    // Phrases may overlap: what is marked already is not marked again.
    for match in matches where match.source.lowerBound >= place && match.source.upperBound <= to {
      add(place..<match.source.lowerBound)
      add(match.source, isMatch: true)
      place = match.source.upperBound
    }
    add(place..<max(place, to))
    if to < bytes.count { parts.append(Snippet.Part("…")) }
    return parts
  }
}

extension SnippetMaker.Phrase {
  fileprivate func stands(at start: Int, of text: Tokens) -> Bool {
    guard start + tokens.count <= text.sources.count else { return false }
    for (offset, token) in tokens.enumerated() {
      let found = text[start + offset]
      let isLast = offset == tokens.count - 1
      guard isPrefix && isLast ? found.starts(with: token) : found.elementsEqual(token) else {
        return false
      }
    }
    return true
  }
}

/// A text's folded tokens and where each stands.
private struct Tokens {
  private var folded: [UInt8] = []
  private var ranges: [Range<Int>] = []
  private(set) var sources: [Range<Int>] = []

  init(of text: String, _ folding: Folding) {
    var (text, folded) = (text, [UInt8]())
    var (ranges, sources): ([Range<Int>], [Range<Int>]) = ([], [])
    text.withUTF8 { utf8 in
      folding.tokens(of: utf8, into: &folded) { token, _ in
        ranges.append(token.folded)
        sources.append(token.source)
        return true
      }
    }
    (self.folded, self.ranges, self.sources) = (folded, ranges, sources)
  }

  subscript(index: Int) -> ArraySlice<UInt8> { folded[ranges[index]] }

  func forEach(_ body: (ArraySlice<UInt8>) -> Void) {
    for range in ranges { body(folded[range]) }
  }
}
