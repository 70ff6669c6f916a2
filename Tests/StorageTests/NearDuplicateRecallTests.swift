import Testing
import TextAnalysis

/// What docs/decisions/0050 promises, on made pairs.
struct NearDuplicateRecallTests {
  private let folding = Folding()

  @Test(arguments: [false, true])
  func `98 in 100 pairs within 10% of edits are found, whatever their script`(isHan: Bool) throws {
    let pairs = 120
    var found = 0
    for pair in 0..<pairs {
      let original = text(pair, isHan: isHan)
      let copy = original.edited(0.1 * Double(pair) / Double(pairs), seed: UInt64(pair))
      found += try isFound(original, copy) ? 1 : 0
    }

    #expect(Double(found) >= 0.98 * Double(pairs), "\(found) of \(pairs)")
  }

  @Test(arguments: [false, true])
  func `texts that were made apart, or changed beyond recognition, are not`(isHan: Bool) throws {
    let sketches = try (0..<120).map {
      try #require(folding.sketch(of: text($0, isHan: isHan)))
    }
    var falsePairs = 0
    for (index, sketch) in sketches.enumerated() {
      falsePairs += sketches[(index + 1)...].count { sketch.isNearDuplicate(of: $0) }
    }
    // 7,140 pairs; docs/measurements.md has the millions.
    #expect(falsePairs == 0)

    for pair in 0..<20 {
      let original = text(pair, isHan: isHan)
      #expect(try !isFound(original, original.edited(0.4, seed: UInt64(pair))))
    }
  }

  /// 150 to 450 words, or 300 to 900 characters.
  private func text(_ number: Int, isHan: Bool) -> String {
    let prose = Prose(seed: UInt64(number))
    return isHan
      ? prose.han(characters: 300 + number * 37 % 600) : prose.text(words: 150 + number * 37 % 300)
  }

  private func isFound(_ a: String, _ b: String) throws -> Bool {
    try #require(folding.sketch(of: a)).isNearDuplicate(of: #require(folding.sketch(of: b)))
  }
}
