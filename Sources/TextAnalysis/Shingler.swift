/// Collects a text's shingles from its folded tokens.
///
/// A shingle is three tokens in a row, or as many letters of a script without blanks as tell as much:
/// six of Thai, Lao, Khmer or Myanmar.
public struct Shingler: Sendable {
  private var hashes: [UInt64] = []

  /// What each token tells: a word or a Han, kana or Hangul character two, a letter that is a token one.
  private var weights: [UInt8] = []

  /// What a shingle tells at least: three words.
  private static let weight = 6

  public init() {}

  /// Adds the next token, by its folded bytes.
  public mutating func add(_ token: Folding.Token, _ folded: UnsafeBufferPointer<UInt8>) {
    // FNV-1a of 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in folded { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    hashes.append(hash)
    // U+0800 to U+1FFF, whose first byte is E0 or E1, has the letters; Han, kana and Hangul come later.
    let isLetter = token.isSingle && (folded.first ?? 0) <= 0xE1
    weights.append(isLetter ? 1 : 2)
  }

  /// The sketch of the shingles; nil where there are fewer tokens than make one.
  public var sketch: TextSketch? {
    var shingles: [UInt64] = []
    shingles.reserveCapacity(hashes.count)
    for start in hashes.indices {
      var (weight, shingle, end) = (0, UInt64(0), start)
      while weight < Shingler.weight, end < hashes.count {
        shingle = mixed(shingle &* 31 &+ hashes[end])
        weight += Int(weights[end])
        end += 1
      }
      guard weight >= Shingler.weight else { break }
      shingles.append(shingle)
    }
    return TextSketch(shingles: shingles)
  }
}

extension Folding {
  /// The sketch of a text; nil where it is too short to have a shingle.
  public func sketch(of text: String) -> TextSketch? {
    var text = text
    var folded: [UInt8] = []
    var shingler = Shingler()
    text.withUTF8 { utf8 in
      tokens(of: utf8, into: &folded) { token, bytes in
        shingler.add(token, bytes)
        return true
      }
    }
    return shingler.sketch
  }
}
