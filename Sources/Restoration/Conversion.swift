import TextAnalysis

/// One direction of script conversion: characters, and phrases that go before them.
///
/// All of it in flat arrays, so that it loads in one walk over its literals and converts without making anything.
struct Conversion: Sendable {
  /// By scalar of the basic plane: what it becomes, 0 for itself, or `isRare`.
  private(set) var characters: [UInt16]
  /// What does not fit: scalars beyond the basic plane, and those that become one.
  private(set) var rare: [UInt32: UInt32] = [:]
  /// By scalar of the basic plane: the first phrase that begins so, counted from 1.
  private var starts: [UInt16]
  /// A bit for each scalar of the basic plane: whether it becomes another or begins a phrase.
  ///
  /// Few characters do, and the bits stay in the nearest cache.
  private var touched = [UInt64](repeating: 0, count: 0x10000 / 64)
  /// Grouped by first scalar, longest first.
  private var phrases: [Phrase] = []
  /// Beside the first phrase of a scalar: a bit for each hash of what stands second in its phrases, all where one has none.
  ///
  /// Of the many that begin with 一 few are looked at.
  private var seconds: [UInt64] = []
  /// Characters that some phrase converts otherwise than they are by themselves.
  private var ambiguous: Set<UInt32> = []
  /// Sources and results of phrases, one after another.
  private var pool: [UInt32] = []

  /// Stands in `characters` for what `rare` holds.
  static let isRare: UInt16 = 0xFFFF

  /// What is converted as a whole, and what it becomes, as places in the pool.
  struct Phrase: Sendable {
    var first: UInt32
    /// 0 where there is no second scalar.
    var second: UInt32
    var place: UInt32
    var sourceCount: UInt16
    var resultCount: UInt16
  }

  /// - Parameters:
  ///   - characters: items `經=经` or `經巠=经`.
  ///   - phrases: lists of items `看著=看着`; where two say different things of one phrase, the later one counts.
  init(characters: StaticString, phrases: [StaticString]) {
    self.characters = [UInt16](repeating: 0, count: 0x10000)
    starts = [UInt16](repeating: 0, count: 0x10000)
    Conversion.items(of: characters) { source, result in
      for scalar in source { set(scalar, result[0]) }
    }
    for list in phrases.reversed() {
      Conversion.items(of: list) { source, result in
        self.phrases.append(
          Phrase(
            first: source[0], second: source.count > 1 ? source[1] : 0,
            place: UInt32(pool.count), sourceCount: UInt16(source.count),
            resultCount: UInt16(result.count)))
        if source.count == result.count {
          for (scalar, converted) in zip(source, result) where convert(scalar) != converted {
            ambiguous.insert(scalar)
          }
        }
        pool.append(contentsOf: source)
        pool.append(contentsOf: result)
      }
    }
    // Of two equal phrases the one of the later list lies first in the pool, and is met first.
    self.phrases.sort {
      if $0.first != $1.first { return $0.first < $1.first }
      return $0.sourceCount == $1.sourceCount
        ? $0.place < $1.place : $0.sourceCount > $1.sourceCount
    }
    seconds = [UInt64](repeating: 0, count: self.phrases.count)
    for (index, phrase) in self.phrases.enumerated().reversed() where phrase.first < 0x10000 {
      let behind = starts[Int(phrase.first)]
      let own = phrase.second == 0 ? .max : Self.bit(phrase.second)
      seconds[index] = own | (behind == 0 ? 0 : seconds[Int(behind) - 1])
      starts[Int(phrase.first)] = UInt16(index + 1)
    }
    for scalar in 0..<0x10000 where self.characters[scalar] != 0 || starts[scalar] != 0 {
      touched[scalar >> 6] |= 1 << UInt64(scalar & 63)
    }
  }

  /// The scalar that a character becomes by itself.
  @inline(__always)
  func convert(_ scalar: UInt32) -> UInt32 {
    guard scalar < 0x10000 else { return rare[scalar] ?? scalar }
    let result = characters[Int(scalar)]
    if result == 0 { return scalar }
    return result == Self.isRare ? rare[scalar] ?? scalar : UInt32(result)
  }

  /// Whether the word decides what a character becomes.
  func isAmbiguous(_ scalar: UInt32) -> Bool { ambiguous.contains(scalar) }

  /// Calls `body` with each piece of a text that becomes another, and with what it becomes, in the order of the text.
  ///
  /// At each place the longest phrase is converted, else the character by itself.
  @inline(__always)
  func forEachChange(
    in text: UnsafeBufferPointer<UInt8>,
    _ body: (_ source: Range<Int>, _ result: UnsafeBufferPointer<UInt32>) -> Void
  ) {
    touched.withUnsafeBufferPointer { touched in
      var index = 0
      while index < text.count {
        guard text[index] >= 0xE3 else {
          index += 1
          continue
        }
        let start = index
        guard let scalar = nextScalar(text, &index) else { continue }
        if scalar < 0x10000 {
          guard touched[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0 else { continue }
        } else if rare[scalar] == nil {
          continue
        }
        if let phrase = phrase(from: scalar, in: text, &index) {
          pool.withUnsafeBufferPointer { pool in
            let source = Int(phrase.place)
            let border = source + Int(phrase.sourceCount)
            let result = UnsafeBufferPointer(
              rebasing: pool[border..<border + Int(phrase.resultCount)])
            guard !result.elementsEqual(pool[source..<border]) else { return }
            body(start..<index, result)
          }
        } else {
          let converted = convert(scalar)
          guard converted != scalar else { continue }
          withUnsafePointer(to: converted) {
            body(start..<index, UnsafeBufferPointer(start: $0, count: 1))
          }
        }
      }
    }
  }

  /// The longest phrase that begins with `scalar` and goes on from `index`, which is moved behind it.
  private func phrase(
    from scalar: UInt32, in text: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) -> Phrase? {
    guard scalar < 0x10000, starts[Int(scalar)] != 0 else { return nil }
    var own = Int(starts[Int(scalar)]) - 1
    // Read once: it rules out nearly all phrases.
    var behind = index
    let second = behind < text.count ? nextScalar(text, &behind) : nil
    guard seconds[own] & (second.map(Self.bit) ?? 0) != 0 || seconds[own] == .max else {
      return nil
    }
    while own < phrases.count, phrases[own].first == scalar {
      let phrase = phrases[own]
      guard phrase.second == 0 || phrase.second == second else {
        own += 1
        continue
      }
      let source = Int(phrase.place)
      let count = Int(phrase.sourceCount)
      var end = index
      var place = 1
      while place < count, end < text.count, nextScalar(text, &end) == pool[source + place] {
        place += 1
      }
      if place == count {
        index = end
        return phrase
      }
      own += 1
    }
    return nil
  }

  @inline(__always)
  private static func bit(_ scalar: UInt32) -> UInt64 {
    1 << UInt64((scalar &* 2_654_435_769) >> 26)
  }

  private mutating func set(_ scalar: UInt32, _ result: UInt32) {
    if scalar < 0x10000, result < 0xFFFF {
      characters[Int(scalar)] = UInt16(result)
    } else {
      rare[scalar] = result
      if scalar < 0x10000 { characters[Int(scalar)] = Self.isRare }
    }
  }

  /// Reads the items of `ScriptData`: `source=result`, parted by blanks.
  static func items(of literal: StaticString, _ body: ([UInt32], [UInt32]) -> Void) {
    var source: [UInt32] = []
    var result: [UInt32] = []
    var isResult = false
    LiteralScalars(literal).forEach { scalar in
      switch scalar {
      case 0x3D: isResult = true
      case 0x20, 0x0A:
        if !source.isEmpty, !result.isEmpty { body(source, result) }
        source.removeAll(keepingCapacity: true)
        result.removeAll(keepingCapacity: true)
        isResult = false
      default:
        if isResult { result.append(scalar) } else { source.append(scalar) }
      }
    }
    if !source.isEmpty, !result.isEmpty { body(source, result) }
  }
}
