import Testing

@testable import Ingest

struct KnownPagesTests {
  @Test func `pages are looked up one by one until many in a row were new`() {
    let stream = KnownPages()
    for _ in 0..<KnownPages.manyNew {
      #expect(stream.areLikely)
      stream.note(isKnown: false)
    }

    let lookedUp = (0..<10 * KnownPages.lookedUp).count { _ in stream.areLikely }

    #expect(lookedUp == 10)
  }

  @Test func `one that was known makes others likely again`() {
    let stream = KnownPages()
    for _ in 0..<2 * KnownPages.manyNew { stream.note(isKnown: false) }

    stream.note(isKnown: true)

    #expect((0..<100).allSatisfy { _ in stream.areLikely })
  }
}
