import Testing

@testable import Markup

struct TextMeasureTests {
  /// Letters, digits, marks and characters of one to four bytes, and bytes that are no UTF-8.
  private static let pieces: [[UInt8]] =
    (0..<0x80).map { [$0] } + [[0x80], [0xC3], [0xE4, 0xB8], [0xFF]]
    + "éßпאبกጀ한ㄅ々。，“”、·（中一龥㐀あア𠀀😀\u{a0}\u{3000}\u{f900}\u{31f0}\u{ffff}".unicodeScalars.map {
      Array(String($0).utf8)
    }

  @Test func `units alone are those of the whole measure`() {
    var random = SystemRandomNumberGenerator()
    for length in 0..<200 {
      let text = (0..<length).flatMap { _ in Self.pieces.randomElement(using: &random) ?? [] }

      text.withUnsafeBufferPointer {
        #expect(TextMeasure.units(of: $0) == TextMeasure($0).units, "\(text)")
      }
    }
  }

  @Test func `every ASCII byte is counted alike wherever it stands among eight`() {
    for byte in UInt8(0)..<0x80 {
      for place in 0..<8 {
        var text = [UInt8](repeating: 0x20, count: 8)
        text[place] = byte

        text.withUnsafeBufferPointer {
          #expect(TextMeasure.units(of: $0) == TextMeasure($0).units)
        }
      }
    }
  }
}
