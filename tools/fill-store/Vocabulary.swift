import Foundation
import TestSupport

/// Made-up words of one script, drawn by Zipf's law: the word of rank *r* comes 1/*r* as often as the first.
struct Vocabulary {
  private let words: [[UInt8]]
  private let joint: [UInt8]

  /// - Parameters:
  ///   - syllables: What words are put together of.
  ///   - lengths: How many syllables a word has.
  ///   - joint: What stands between words: a blank, or nothing in scripts without.
  ///   - first: Words of the first ranks, such as one that vocabularies share.
  init(
    _ syllables: [String], lengths: ClosedRange<Int>, count: Int, joint: String = " ",
    first: [String] = [], seed: UInt64
  ) {
    var random = SplitMix(state: seed)
    var seen = Set(first)
    var made = first
    while made.count < count {
      // Common words are short.
      let longest = lengths.lowerBound + (lengths.count - 1) * made.count / count
      let word = (0..<Int.random(in: lengths.lowerBound...longest, using: &random))
        .map { _ in syllables[Int(random.next() % UInt64(syllables.count))] }.joined()
      // Where short words are used up, a long one will do.
      if seen.insert(word).inserted || random.next() % 64 == 0 { made.append(word) }
    }
    words = made.map { Array($0.utf8) }
    self.joint = Array(joint.utf8)
  }

  /// The word of a rank, 0 the most frequent.
  func word(_ rank: Int) -> String { String(decoding: words[rank], as: UTF8.self) }

  /// So many words in sentences.
  func text(words count: Int, _ random: inout SplitMix) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(count * 8)
    var sentence = 0
    for _ in 0..<count {
      // The inverse of the continuous form of Zipf's law with exponent 1.
      let uniform = Double(random.next() >> 11) / Double(1 << 53)
      text += words[Int(exp(uniform * log(Double(words.count)))) - 1]
      sentence += 1
      if sentence > 11, random.next() % 8 == 0 {
        text += Array(".".utf8)
        sentence = 0
      }
      text += joint
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Every scalar of a range, as a syllable.
  static func scalars(_ range: ClosedRange<UInt32>) -> [String] {
    range.compactMap { Unicode.Scalar($0).map { String($0) } }
  }
}
