import Testing

@testable import TextAnalysis

struct TextSketchTests {
  private static let folding = Folding(simplified: [0x66f8: 0x4e66, 0x5716: 0x56fe])

  @Test(arguments: [
    ("Tea is grown on hills", "TEA  is grown,\non Hills!"),
    ("Le Café noir", "le cafe noir"),
    ("ＡＢＣ ｄ ｅ", "abc d e"),
    ("圖書圖書", "图书图书"),
  ])
  func `what folding makes equal has one sketch`(a: String, b: String) throws {
    let sketch = try #require(Self.folding.sketch(of: a))

    #expect(Self.folding.sketch(of: b) == sketch)
    #expect(sketch.fingerprint.utf8.count == 16)
  }

  @Test(arguments: [("", 0), ("two words", 0), ("three words here", 1), ("茶", 0), ("我喝茶", 1)])
  func `a text too short for a shingle has none`(text: String, shingles: Int) {
    #expect((Self.folding.sketch(of: text) == nil) == (shingles == 0))
  }

  @Test func `letters of Thai tell half as much as words`() {
    #expect(Self.folding.sketch(of: "ดื่มน") == nil)
    #expect(Self.folding.sketch(of: "ดื่มนำชาร้อน") != nil)
  }

  @Test func `a sketch is read back from its bytes`() throws {
    let sketch = try #require(Self.folding.sketch(of: "Tea is grown on hills"))

    #expect(TextSketch(bytes: sketch.bytes) == sketch)
    #expect(TextSketch(bytes: sketch.bytes.dropLast()) == nil)
  }

  @Test func `bands of different numbers never meet`() throws {
    // One shingle fills all places with few values.
    let bands = try #require(TextSketch(shingles: [7])).bands

    #expect(bands.count == 24)
    #expect(Set(bands.map { $0 >> 48 }) == Set(0..<24))
  }

  @Test(arguments: [(1, 1), (3, 5), (40, 60), (300, 500), (1000, 1500)])
  func `equal values estimate the similarity of the sets`(shared: UInt64, union: UInt64) throws {
    // Of many pairs, since one estimate is good to 0.04.
    var sum = 0.0
    let rounds: UInt64 = 24
    for round in 0..<rounds {
      let base = round << 32
      let half = (union - shared) / 2
      let a = (base..<base + shared + half).map { mixed($0) }
      let b =
        (base..<base + shared).map { mixed($0) }
        + (base + shared + half..<base + union).map { mixed($0) }
      let (first, second) = (
        try #require(TextSketch(shingles: a)), try #require(TextSketch(shingles: b + b))
      )
      sum += first.distance(to: second)
    }

    let expected = 1 - Double(shared) / Double(union)
    #expect(abs(sum / Double(rounds) - expected) < 0.04)
  }
}
