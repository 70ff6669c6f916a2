import Testing

@testable import Compression

struct ZstdFrameTests {
  private func text(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 / 97) }
  }

  @Test(arguments: [0, 1, 100, 10_000, 3_000_000])
  func `frames hold what was put in, for both ways of reading`(count: Int) throws {
    let bytes = text(count)

    let frame = try ZstdFrame.compress(bytes)

    #expect(try ZstdFrame.decompress(frame, limit: count) == bytes)
    #expect(try ContentCoding.zstd.decompress(frame, limit: count) == bytes)
  }

  @Test func `frames of a stream are read, also several`() throws {
    let encoder = try Encoder(.zstd)
    let first = try encoder.encode(text(5000)) + encoder.finish()

    #expect(try ZstdFrame.decompress(first, limit: 5000) == text(5000))
    #expect(
      try ZstdFrame.decompress(first + ZstdFrame.compress(text(10)), limit: 9000)
        == text(5000) + text(10))
  }

  @Test func `more than may come out, a damaged and a cut frame are refused`() throws {
    let frame = try ZstdFrame.compress(text(5000))
    var damaged = frame
    damaged[frame.count / 2] ^= 0x55

    #expect(throws: CompressionError.overLimit(4999)) {
      try ZstdFrame.decompress(frame, limit: 4999)
    }
    #expect(throws: CompressionError.self) { try ZstdFrame.decompress(damaged, limit: 5000) }
    #expect(throws: CompressionError.truncated(.zstd)) {
      try ZstdFrame.decompress(Array(frame.dropLast(6)), limit: 5000)
    }
    #expect(throws: CompressionError.self) { try ZstdFrame.decompress([], limit: 5000) }
  }

  @Test func `a frame that lies about its size asks for no room`() throws {
    // RFC 8878 §3.1.1: one segment, eight bytes of content size, then a raw block of one byte.
    let lie: [UInt8] =
      [0x28, 0xB5, 0x2F, 0xFD, 0xE0] + [0, 0, 0, 0, 0xFF, 0, 0, 0] + [0x09, 0, 0, 0x61]

    #expect(throws: CompressionError.self) { try ZstdFrame.decompress(lie, limit: 1 << 62) }
  }
}
