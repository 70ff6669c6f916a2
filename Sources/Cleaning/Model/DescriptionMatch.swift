/// Finds a page's description again in its blocks, by pairs of neighbouring words.
struct DescriptionMatch {
  /// Words of a description that are read.
  private static let longest = 600

  private var pairs = KeySet()

  init(_ descriptions: [String]) {
    for var description in descriptions {
      var last: UInt32?
      description.withUTF8 { text in
        TextWords.forEach(text, most: DescriptionMatch.longest) { word in
          if let last { pairs.insert(DescriptionMatch.pair(last, word)) }
          last = word
        }
      }
    }
  }

  /// How much of a text the description holds, and how much of the description the text: shares of word pairs.
  ///
  /// Texts of fewer than three words tell nothing.
  func shares(of words: [UInt32]) -> (found: Float, covered: Float) {
    guard !pairs.isEmpty, words.count >= 3 else { return (0, 0) }
    var hits: Float = 0
    for index in words.indices.dropFirst()
    where pairs.contains(DescriptionMatch.pair(words[index - 1], words[index])) {
      hits += 1
    }
    return (hits / Float(words.count - 1), hits / Float(pairs.count))
  }

  /// One more, as no key is 0.
  private static func pair(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 &+ UInt64(second) &+ 1
  }
}
