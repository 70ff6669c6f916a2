import Testing

@testable import Restoration

struct FrequenciesTests {
  @Test func `the line of a character hides no pair`() {
    let frequencies = Frequencies()
    // Of 不 and of two characters that stand in few words.
    for first in [0x4E0D, 0x95E9, 0x9F98] as [UInt32] {
      let line = frequencies.line(of: first)
      for second in UInt32(0x4E00)..<0xA000 {
        let level = frequencies.level(first, second)
        #expect(frequencies.level(first, second, line: line) == level)
      }
    }
  }

  @Test func `the best few are the first of equals`() {
    var best = BestFew<String>(3)

    for (item, score) in [("a", 1), ("b", 2), ("c", 1), ("d", 2), ("e", 2)] as [(String, Int32)] {
      best.offer(item, score)
    }

    #expect(best.entries.map(\.item) == ["b", "d", "e"])
    #expect(best.threshold == 2)
  }
}
