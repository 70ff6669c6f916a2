import Testing

@testable import Compression

struct ContentCodingTests {
  static let text = Array(String(repeating: "Tea is a drink. 茶是一种饮料。\n", count: 5_000).utf8)

  @Test(arguments: ContentCoding.allCases, [0, 1, 1_000, 190_000])
  func `what was compressed comes back`(coding: ContentCoding, count: Int) throws {
    let bytes = Array(Self.text.prefix(count))

    let small = try coding.compress(bytes)

    #expect(try coding.decompress(small, limit: count) == bytes)
    #expect(count < 1_000 || small.count < count / 2)
  }

  @Test(arguments: ContentCoding.allCases)
  func `a stream cut anywhere decodes the same`(coding: ContentCoding) throws {
    let bytes = Array(Self.text.prefix(2_000))
    let small = try coding.compress(bytes)

    for cut in 0...small.count {
      let decoder = Decoder(coding)
      var all: [UInt8] = []
      for part in [small[..<cut], small[cut...]] {
        decoder.feed(Array(part))
        while let piece = try decoder.next() { all += piece }
      }
      try decoder.finish()
      #expect(all == bytes, "cut at \(cut)")
    }
  }

  @Test(arguments: ContentCoding.allCases)
  func `encoding piece by piece gives one stream`(coding: ContentCoding) throws {
    let encoder = try Encoder(coding)
    var small: [UInt8] = []

    for start in stride(from: 0, to: Self.text.count, by: 7_919) {
      small += try encoder.encode(Array(Self.text[start..<min(start + 7_919, Self.text.count)]))
    }
    small += try encoder.finish()

    #expect(try coding.decompress(small, limit: Self.text.count) == Self.text)
  }

  @Test(arguments: ContentCoding.allCases)
  func `a bomb stops at the limit, whose last byte is still allowed`(coding: ContentCoding) throws {
    let bomb = try coding.compress([UInt8](repeating: 0, count: 1_000_000))

    #expect(throws: CompressionError.overLimit(999_999)) {
      try coding.decompress(bomb, limit: 999_999)
    }
    #expect(try coding.decompress(bomb, limit: 1_000_000).count == 1_000_000)
  }

  @Test(arguments: ContentCoding.allCases)
  func `no piece is larger than 64 KiB, whatever went in`(coding: ContentCoding) throws {
    let decoder = Decoder(coding)
    decoder.feed(try coding.compress([UInt8](repeating: 7, count: 1_000_000)))

    var sizes: [Int] = []
    while let piece = try decoder.next() { sizes.append(piece.count) }

    #expect(sizes.reduce(0, +) == 1_000_000)
    #expect(sizes.allSatisfy { $0 <= 65_536 })
  }

  @Test(arguments: ContentCoding.allCases)
  func `a stream without its end is truncated`(coding: ContentCoding) throws {
    let small = try coding.compress(Array("Tea is a drink.".utf8))

    for count in 0..<small.count {
      #expect(throws: CompressionError.truncated(coding), "\(count) bytes") {
        try coding.decompress(Array(small.prefix(count)), limit: 1_000)
      }
    }
  }

  @Test(arguments: ContentCoding.allCases)
  func `bytes after the end are corrupt`(coding: ContentCoding) throws {
    let small = try coding.compress(Array("Tea".utf8)) + Array("more, and not of the stream".utf8)

    #expect(throws: CompressionError.corrupt(coding)) {
      try coding.decompress(small, limit: 1_000)
    }
  }

  @Test(arguments: [ContentCoding.gzip, .zstd])
  func `members one after another are one stream`(coding: ContentCoding) throws {
    let two = try coding.compress(Array("Tea ".utf8)) + coding.compress(Array("time".utf8))

    #expect(try coding.decompress(two, limit: 8) == Array("Tea time".utf8))
  }

  @Test func `deflate without its wrapping is understood`() throws {
    // Made with zlib.compressobj(wbits=-15) over "Tea is a drink."
    let raw: [UInt8] = [
      0x0B, 0x49, 0x4D, 0x54, 0xC8, 0x2C, 0x56, 0x48, 0x54, 0x48, 0x29, 0xCA, 0xCC, 0xCB, 0xD6,
      0x03, 0x00,
    ]

    #expect(try ContentCoding.deflate.decompress(raw, limit: 100) == Array("Tea is a drink.".utf8))
  }

  @Test(arguments: [
    ("gzip", ContentCoding.gzip), ("X-GZIP", .gzip), ("BR", .br), ("zstd", .zstd),
    ("deflate", .deflate), ("identity", nil), ("compress", nil),
  ])
  func `codings are named without regard to case`(name: String, coding: ContentCoding?) {
    #expect(ContentCoding(name: name) == coding)
  }
}
