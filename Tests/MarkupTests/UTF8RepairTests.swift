import Testing

@testable import Markup

struct UTF8RepairTests {
  /// Characters of one to four bytes at the borders of the encoding, and parts of sequences that are none.
  private static let pieces: [[UInt8]] =
    "aé\u{7ff}\u{800}中\u{cfff}\u{d7ff}\u{e000}\u{ffff}😀".unicodeScalars.map {
      Array(String($0).utf8)
    } + [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
      [0xE4, 0xB8], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF],
    ]

  @Test func `bytes are repaired as the standard library repairs them`() {
    var random = SystemRandomNumberGenerator()
    for length in 0..<2000 {
      let bytes = (0..<length % 40).flatMap { _ in Self.pieces.randomElement(using: &random) ?? [] }

      let repaired = UTF8Repair.repair(bytes) ?? bytes

      #expect(repaired == Array(String(decoding: bytes, as: UTF8.self).utf8), "\(bytes)")
    }
  }
}
