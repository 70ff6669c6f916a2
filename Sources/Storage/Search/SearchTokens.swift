import Domain
import Foundation
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
  var title: Data
  var text: Data

  /// What lists filter by, so that a common word under a rare host is found by the host.
  var facets: String

  /// What near-duplicates are found by, made of the text's tokens on the way.
  var sketch: TextSketch?

  init(_ article: Article, host: String?, folding: Folding) {
    title = SearchTokens.document(folding.folded(article.title ?? ""))
    let body = folding.folded(article.text)
    text = SearchTokens.document(body)
    sketch = body.sketch
    let facets =
      [
        host.map { Facet(.host, $0) }, article.language.map { Facet(.language, $0) },
        article.source.map { Facet(.source, $0) },
      ].compactMap(\.self) + article.authors.map { Facet(.author, $0) }
      + article.keywords.map { Facet(.keyword, $0) }
    self.facets = facets.map { $0.token(folding) }.joined(separator: " ")
  }

  /// Parts tokens.
  static let blank: UInt8 = 0x20

  /// Parts a token from one that stands in the same place.
  ///
  /// No folded token has a control character.
  static let together: UInt8 = 0x1f

  /// A text's tokens with the pairs.
  private static func document(_ folded: FoldedText) -> Data {
    // A token is written once by itself, and at most twice in pairs; a mark goes before each.
    let room = folded.bytes.count * 3 + folded.tokens.count * 2
    let written = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
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
    }
    return Data(written)
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
  enum Kind: String {
    case host, language, source, author, keyword
  }

  let kind: Kind
  let value: String

  init(_ kind: Kind, _ value: String) {
    (self.kind, self.value) = (kind, value)
  }

  func token(_ folding: Folding) -> String {
    "\(kind.rawValue)\u{1e}" + folded(value, folding).replacing(" ", with: "\u{1e}")
  }
}

/// A name as filters compare it: case, width, accents, script and punctuation do not matter; a name
/// of nothing else stands for itself.
func folded(_ name: String, _ folding: Folding) -> String {
  let folded = folding.fold(name)
  return folded.isEmpty ? name : folded
}
