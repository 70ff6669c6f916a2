import Testing
import TextAnalysis

@testable import Restoration

struct PageBigramsTests {
  private func bigrams(_ pairs: [(UInt32, UInt32)], hanCount: Int) -> PageBigrams {
    var text: [UInt8] = []
    for (first, second) in pairs {
      for scalar in [first, second, 0x3002] { appendUTF8(scalar, to: &text) }
    }
    return PageBigrams(SourceScalars(text, isMarkup: false), [], hanCount: hanCount)
  }

  @Test func `a reading in brackets parts no pair`() {
    let page = SourceScalars(Array("經(jīng)濟。".utf8), isMarkup: false)
    let tables = RepairTables()
    let census = AnnotationCensus(page, tables)

    let read = PageBigrams(page, census.annotations, hanCount: 2)
    let unread = PageBigrams(page, [], hanCount: 2)
    #expect(read.contains(0x7D93, 0x6FDF))
    #expect(!unread.contains(0x7D93, 0x6FDF))
  }

  @Test func `pairs of a page are found, others are not`() {
    let found = bigrams([(0x4E2D, 0x6587), (0x9F8D, 0x9999)], hanCount: 4)

    #expect(found.contains(0x4E2D, 0x6587))
    #expect(found.contains(0x9F8D, 0x9999))
    #expect(!found.contains(0x6587, 0x9F8D))
  }

  @Test func `pairs chosen to share a slot do not make look-ups long`() {
    // The slot of a pair is that of its product with this number, whose inverse modulo 2^32 is the other.
    let inverse: UInt32 = 340_573_321
    #expect(inverse &* 2_654_435_769 == 1)
    let chosen = (UInt32(0)..<1 << 14).compactMap { number -> (UInt32, UInt32)? in
      let key = ((number >> 8) << 17 | 77 << 8 | number & 0xFF) &* inverse
      let (first, second) = (key >> 16, key & 0xFFFF)
      let isHan = [first, second].allSatisfy { $0 >= 0x4E00 && $0 < 0xA000 }
      return isHan ? (first, second) : nil
    }

    let found = bigrams(chosen, hanCount: 200)

    #expect(chosen.count > 200)
    #expect(chosen.count { found.contains(UInt16($0.0), UInt16($0.1)) } == 64)
  }
}
