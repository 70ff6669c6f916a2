import Domain
import TextAnalysis

/// What full-text search finds an article by: its tokens, folded on the caller's thread and written
/// so that FTS5's tokenizer only has to cut them apart.
///
/// A word is a token. Of a script without blanks each character is a token, and in the same place
/// stands the pair that it makes with the next:
///
///     Café 中国人   →   cafe 中 (中国) 国 (国人) 人
///
/// So one character is found, two are one token rather than a phrase of two that are everywhere, and
/// longer ones are phrases of pairs.
struct SearchTokens: Sendable, Equatable {
  var title: [UInt8]
  var text: [UInt8]

  /// What lists filter by, so that a common word under a rare host is found by the host.
  var facets: String

  /// What near-duplicates are found by, made of the text's tokens on the way.
  var sketch: TextSketch?

  /// - Parameter row: The article's.
  init(_ article: Article, _ row: ListedArticle, folding: Folding) {
    title = SearchTokens.document(folding.folded(article.title ?? ""))
    let body = folding.folded(article.text)
    text = SearchTokens.document(body)
    sketch = body.sketch
    let facets =
      [
        row.host.map { Facet(.host, $0).token(folding) },
        row.language.map { Facet.token(.language, folded: $0) },
        row.source.map { Facet.token(.source, folded: $0) },
      ].compactMap(\.self) + row.labels.map { Facet.token($0.kind, folded: $0.value) }
    self.facets = facets.joined(separator: " ")
  }

  /// Parts tokens.
  static let blank: UInt8 = 0x20

  /// Parts a token from one that stands in the same place.
  ///
  /// No folded token has a control character.
  static let together: UInt8 = 0x1f

  /// A text's tokens with the pairs.
  private static func document(_ folded: FoldedText) -> [UInt8] {
    // A token is written once by itself, and at most twice in pairs; a mark goes before each.
    let room = folded.bytes.count * 3 + folded.tokens.count * 2
    // They wait in memory to be kept: in an array of their own size.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
      var count = 0
      folded.bytes.withUnsafeBufferPointer { bytes in
        func write(_ mark: UInt8, _ range: Range<Int>) {
          buffer[count] = mark
          count += 1
          for index in range {
            buffer[count] = bytes[index]
            count += 1
          }
        }
        var last: Folding.Token?
        for token in folded.tokens {
          if let last, last.isSingle, token.isSingle,
            token.source.lowerBound == last.source.upperBound
          {
            // The two stand beside each other in the folded bytes too.
            write(together, last.folded.lowerBound..<token.folded.upperBound)
          }
          write(blank, token.folded)
          last = token
        }
      }
      return [UInt8](buffer[..<count])
    }
  }

  /// The tokens to look for as a phrase: pairs where there are any, and the last character of a run
  /// where more follows, since that keeps the places of the document.
  static func phrase(_ text: String, _ folding: Folding) -> [String] {
    var tokens: [String] = []
    var run: (character: String, end: Int, isPaired: Bool)?
    let folded = folding.folded(text)
    for token in folded.tokens {
      let word = String(decoding: folded.bytes[token.folded], as: UTF8.self)
      if let last = run {
        if token.isSingle, token.source.lowerBound == last.end {
          tokens.append(last.character + word)
          run = (word, token.source.upperBound, true)
          continue
        }
        tokens.append(last.character)
      }
      run = token.isSingle ? (word, token.source.upperBound, false) : nil
      if !token.isSingle { tokens.append(word) }
    }
    if let last = run, !last.isPaired { tokens.append(last.character) }
    return tokens
  }
}

/// A value that lists filter by, as one token that no word can be.
struct Facet {
  enum Kind: String, CaseIterable {
    case host, language, source, author, keyword
  }

  let kind: Kind
  let value: String

  init(_ kind: Kind, _ value: String) {
    (self.kind, self.value) = (kind, value)
  }

  func token(_ folding: Folding) -> String { Facet.token(kind, folded: folded(value, folding)) }

  /// The same of a value that is folded already.
  static func token(_ kind: Kind, folded value: String) -> String {
    let mark: UInt8 = 0x1e
    let bytes = Array(kind.rawValue.utf8) + [mark] + value.utf8.map { $0 == 0x20 ? mark : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A name as filters compare it: case, width, accents, script and punctuation do not matter; a name
/// of nothing else stands for itself.
func folded(_ name: String, _ folding: Folding) -> String {
  let folded = folding.fold(name)
  return folded.isEmpty ? name : folded
}
