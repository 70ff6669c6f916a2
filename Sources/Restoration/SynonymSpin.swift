import TextAnalysis

/// Whether a text's words were replaced by synonyms from a list, as pages are spun to look like new ones.
///
///     国度播送电视总局停止标准   for   国家广播电视总局进行规范
///
/// What a word was before cannot be told safely, so a spun text is only known for one. Its mark: rare words of a spinner's list
/// stand in it, many different ones, where the frequent words that they replace do not. How many rare words a text of this
/// length has by chance follows from their counts in honest text: each stands in it at least once with the chance λ / (1 + λ),
/// λ its expected number, which allows for words that come in bursts. The measure is how many standard deviations the surprise
/// of those that do stand there exceeds what is expected.
public struct SynonymSpin: Sendable {
  private let tables: RepairTables

  /// An open hash table of words, two scalars each; 0 is an empty slot.
  ///
  /// Beside each stands the place of its pair, doubled, and one more for the frequent word.
  private var keys = [UInt32](repeating: 0, count: Self.slots)
  private var places = [UInt16](repeating: 0, count: Self.slots)
  /// By pair: expected number of the rare word for each Han character of honest text.
  private var rates: [Double] = []

  private static let slots = 1 << 11

  /// Characters of a word in the mean.
  private static let wordLength = 1.5
  private static let corpus = 100_000_000.0

  /// A word that stands in a text against all odds tells no more than this, so that none decides alone.
  private static let mostSurprise = 6.0

  /// Standard deviations from which on a text is spun.
  ///
  /// Of 165 honest Chinese texts measured none had more than 2.7, or 3.2 with
  /// too few words; a spun page found in the wild has 5.4 (docs/measurements.md).
  private static let threshold = 4.0

  /// Fewer different words are an author's.
  private static let fewestWords = 4

  /// Builds the table of words from its literal.
  public init(tables: RepairTables) {
    self.tables = tables
    var literal = LiteralScalars(SpinData.pairs)
    var word: [UInt32] = []
    var count: UInt32 = 0
    func close(_ spin: inout SynonymSpin) {
      guard word.count == 4 else { return }
      spin.add(word, count)
      word.removeAll(keepingCapacity: true)
      count = 0
    }
    while let scalar = literal.next() {
      if scalar >= 0x30, scalar <= 0x39 {
        count = count * 10 + scalar - 0x30
      } else if scalar >= 0x2E80 {
        word.append(scalar)
      } else {
        close(&self)
      }
    }
    close(&self)
  }

  private mutating func add(_ word: [UInt32], _ count: UInt32) {
    let pair = UInt16(rates.count)
    rates.append(Double(count) / Self.corpus / Self.wordLength)
    insert(word[0] << 16 | word[1], pair * 2 + 1)
    insert(word[2] << 16 | word[3], pair * 2)
  }

  /// A word may be part of several pairs: it has a slot for each.
  private mutating func insert(_ key: UInt32, _ place: UInt16) {
    var slot = Self.slot(key)
    while keys[slot] != 0 { slot = (slot + 1) & (Self.slots - 1) }
    (keys[slot], places[slot]) = (key, place)
  }

  @inline(__always)
  private static func slot(_ key: UInt32) -> Int {
    Int((key &* 2_654_435_769) >> 21) & (slots - 1)
  }

  /// Whether a text, in either script, is spun.
  public func isSpun(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let counts = count(text)
    // Nearly all texts end here.
    guard counts.words >= Self.fewestWords else { return false }
    return measure(counts).deviations >= Self.threshold
  }

  /// How often the words of each pair stand in a text.
  private struct Counts {
    var han = 0.0
    var rare: [Int32]
    var frequent: [Int32]

    /// Pairs whose rare word stands there more often than the frequent one.
    var words: Int { rare.indices.count { rare[$0] > frequent[$0] } }
  }

  /// By how many standard deviations the surprise exceeds what is expected, and how many rare words make it up.
  func measure(_ text: UnsafeBufferPointer<UInt8>) -> (deviations: Double, words: Int) {
    measure(count(text))
  }

  private func count(_ text: UnsafeBufferPointer<UInt8>) -> Counts {
    let characters = tables.characters
    let none = [Int32](repeating: 0, count: rates.count)
    var counts = Counts(rare: none, frequent: none)
    var last: UInt32 = 0
    var han = 0
    var index = 0
    keys.withUnsafeBufferPointer { keys in
      while index < text.count {
        guard text[index] >= 0xE4 else {
          index += 1
          last = 0
          continue
        }
        guard let scalar = nextScalar(text, &index), scalar >= 0x4E00, scalar < 0xA000 else {
          last = 0
          continue
        }
        han += 1
        let own = UInt32(characters.simplified(UInt16(truncatingIfNeeded: scalar)))
        // Hardly a pair of characters is a word of the list.
        if last != 0, keys[Self.slot(last << 16 | own)] != 0 { count(last << 16 | own, &counts) }
        last = own
      }
    }
    counts.han = Double(han)
    return counts
  }

  private func measure(_ counts: Counts) -> (deviations: Double, words: Int) {
    var (surprise, expected, variance) = (0.0, 0.0, 1.0)
    var words = 0
    for pair in rates.indices {
      let number = counts.han * rates[pair]
      let chance = number / (1 + number)
      let own = min(Self.mostSurprise, -naturalLogarithm(chance))
      expected += own * chance
      variance += own * own * chance * (1 - chance)
      if counts.rare[pair] > counts.frequent[pair] {
        surprise += own
        words += 1
      }
    }
    return ((surprise - expected) / variance.squareRoot(), words)
  }

  @inline(__always)
  private func count(_ key: UInt32, _ counts: inout Counts) {
    var slot = Self.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key {
        let pair = Int(places[slot] >> 1)
        if places[slot] & 1 == 0 { counts.rare[pair] += 1 } else { counts.frequent[pair] += 1 }
      }
      slot = (slot + 1) & (Self.slots - 1)
    }
  }
}

/// ln x for x above zero: the exponent, and the series of the inverse hyperbolic tangent for the rest.
func naturalLogarithm(_ value: Double) -> Double {
  guard value > 0 else { return -.infinity }
  let ratio = (value.significand - 1) / (value.significand + 1)
  let square = ratio * ratio
  var (term, sum) = (ratio, 0.0)
  for odd in stride(from: 1.0, through: 23.0, by: 2.0) {
    sum += term / odd
    term *= square
  }
  return Double(value.exponent) * 0.693_147_180_559_945_3 + 2 * sum
}
