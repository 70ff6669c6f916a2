// pow.
import Foundation
import TestSupport

/// Texts for tests that need many: words drawn by Zipf's law, the same at each run.
struct Prose {
  private var random: SplitMix

  init(seed: UInt64) {
    random = SplitMix(state: (seed &+ 1) &* 0x2545_f491_4f6c_dd1d)
  }

  /// So many words of a vocabulary of 20,000.
  func text(words: Int) -> String {
    var prose = self
    return (0..<words).map { _ in prose.word() }.joined(separator: " ")
  }

  /// So many Han characters of 5,000.
  func han(characters: Int) -> String {
    var prose = self
    return String(
      String.UnicodeScalarView(
        (0..<characters).compactMap { _ in
          Unicode.Scalar(0x4e00 + UInt32(prose.rank(of: 5000)))
        }))
  }

  private mutating func word() -> String { "w" + String(rank(of: 20_000), radix: 26) }

  /// A rank by Zipf's law with exponent 1: the inverse of its distribution's continuous form.
  private mutating func rank(of count: Int) -> Int {
    let uniform = Double.random(in: 0..<1, using: &random)
    return Int(pow(Double(count), uniform)) - 1
  }
}

extension String {
  /// The text with a share of its words (of a text without blanks, its characters) put in, taken out or
  /// replaced at random.
  func edited(_ share: Double, seed: UInt64) -> String {
    let hasBlanks = utf8.contains(0x20)
    var tokens = hasBlanks ? split(separator: " ").map(String.init) : map { String($0) }
    var random = SplitMix(state: seed &* 31 &+ 7)
    let places = Array(tokens.indices).shuffled(using: &random)
      .prefix(Int((Double(tokens.count) * share).rounded()))
    for place in places {
      let fresh =
        hasBlanks
        ? "x" + String(random.next(), radix: 36)
        : String(Unicode.Scalar(0x4e00 + UInt32(random.next() % 5000)).map(Character.init) ?? "一")
      switch random.next() % 3 {
      case 0: tokens[place] = fresh
      case 1: tokens[place] = ""
      default: tokens[place] += (hasBlanks ? " " : "") + fresh
      }
    }
    return tokens.joined(separator: hasBlanks ? " " : "")
  }
}
