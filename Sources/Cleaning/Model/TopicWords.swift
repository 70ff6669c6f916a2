/// Finds the words of a page's title again in its blocks: an article keeps to its title's words, what is printed after it
/// does not.
///
/// A word that many of the page's blocks hold tells less (inverse document frequency, Spärck Jones 1972).
struct TopicWords {
  /// Words of the title that are looked for.
  private static let most = 32

  private var keys: [UInt32] = []

  /// Bits of the hashes of the words: most words of the page are known by them not to be of the title.
  private var filter: (UInt64, UInt64) = (0, 0)

  init(_ titles: [[UInt8]]) {
    for title in titles {
      title.withUnsafeBufferPointer { bytes in
        TextWords.forEach(bytes) { key in
          guard keys.count < TopicWords.most, !keys.contains(key) else { return }
          keys.append(key)
          if key & 64 == 0 {
            filter.0 |= 1 << UInt64(key & 63)
          } else {
            filter.1 |= 1 << UInt64(key & 63)
          }
        }
      }
    }
  }

  /// Which of the words stand in a text, as bits.
  func found(in words: [UInt32]) -> UInt32 {
    guard !keys.isEmpty else { return 0 }
    var found: UInt32 = 0
    for word in words {
      let half = word & 64 == 0 ? filter.0 : filter.1
      guard half >> UInt64(word & 63) & 1 != 0 else { continue }
      for (bit, key) in keys.enumerated() where key == word { found |= 1 << UInt32(bit) }
    }
    return found
  }

  /// What the words found in each block weigh.
  static func weights(of found: [UInt32]) -> [Float] {
    var counts = [Float](repeating: 0, count: most)
    for bits in found where bits != 0 {
      for bit in 0..<most where bits >> UInt32(bit) & 1 != 0 { counts[bit] += 1 }
    }
    let rarity = counts.map { BlockFeatures.logarithm(Float(found.count) / ($0 + 1)) }
    return found.map { bits in
      var weight: Float = 0
      var rest = bits
      while rest != 0 {
        weight += rarity[rest.trailingZeroBitCount]
        rest &= rest - 1
      }
      return weight
    }
  }
}
