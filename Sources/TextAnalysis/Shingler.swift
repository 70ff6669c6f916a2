/// A text's shingles, made of its folded tokens.
///
/// A shingle is three tokens in a row, or as many letters of a script without blanks as tell as much:
/// six of Thai, Lao, Khmer or Myanmar.
struct Shingler {
  private(set) var shingles: [UInt64] = []

  /// What a shingle tells at least: three words.
  private static let weight = 6

  init(_ text: FoldedText) {
    let tokens = text.tokens.count
    var hashes: [UInt64] = []
    hashes.reserveCapacity(tokens)
    // What each token tells: a word or a Han, kana or Hangul character two, a letter that is a token one.
    var weights: [UInt8] = []
    weights.reserveCapacity(tokens)
    text.bytes.withUnsafeBufferPointer { bytes in
      for token in text.tokens {
        // FNV-1a of 64 bits.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in token.folded { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3 }
        hashes.append(hash)
        // U+0800 to U+1FFF, whose first byte is E0 or E1, has the letters; Han, kana and Hangul come later.
        let first = token.folded.isEmpty ? 0 : bytes[token.folded.lowerBound]
        weights.append(token.isSingle && first <= 0xE1 ? 1 : 2)
      }
    }
    shingles.reserveCapacity(tokens)
    for start in hashes.indices {
      var (weight, shingle, end) = (0, UInt64(0), start)
      while weight < Shingler.weight, end < tokens {
        shingle = mixed(shingle &* 31 &+ hashes[end])
        weight += Int(weights[end])
        end += 1
      }
      guard weight >= Shingler.weight else { break }
      shingles.append(shingle)
    }
  }
}

extension FoldedText {
  /// The sketch of the text; nil where it is too short to have a shingle.
  public var sketch: TextSketch? { TextSketch(shingles: Shingler(self).shingles) }
}

extension Folding {
  /// The sketch of a text; nil where it is too short to have a shingle.
  public func sketch(of text: String) -> TextSketch? { folded(text).sketch }
}
