import TextAnalysis

/// The scalars of a string literal, read without making a String.
struct LiteralScalars {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ literal: StaticString) {
    // The tables are literals of many characters: stored as UTF-8 that lives as long as the program.
    bytes = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
  }

  mutating func next() -> UInt32? {
    index < bytes.count ? nextScalar(bytes, &index) : nil
  }

  func forEach(_ body: (UInt32) -> Void) {
    var index = 0
    while index < bytes.count {
      if let scalar = nextScalar(bytes, &index) { body(scalar) }
    }
  }
}
