import TestSupport
import Testing

@testable import TextCoding

struct DecodeTests {
  @Test(arguments: [
    ("gb2312", Encoding.gbk), (" GB_2312-80\n", .gbk), ("latin1", .windows1252),
    ("ISO-8859-1", .windows1252), ("us-ascii", .windows1252), ("x-sjis", .shiftJis),
    ("ks_c_5601-1987", .eucKr), ("big5-hkscs", .big5), ("UTF8", .utf8), ("cp1251", .windows1251),
  ])
  func `a label means what browsers take it for`(label: String, encoding: Encoding) {
    #expect(Encoding(label: label) == encoding)
  }

  @Test(arguments: ["", "utf-9", "gbk\u{A0}", String(repeating: "x", count: 9000)])
  func `no encoding goes by an unknown label`(label: String) {
    #expect(Encoding(label: label) == nil)
  }

  @Test(arguments: [
    (Encoding.gbk, [0xD6, 0xD0, 0xCE, 0xC4] as [UInt8], "中文", 0),
    (.gbk, [0x80, 0xA2, 0xE3], "€€", 0),
    (.gbk, [0xD6, 0x20, 0xFF, 0x41], "\u{FFFD} \u{FFFD}A", 2),
    (.gb18030, [0x95, 0x32, 0x82, 0x36], "𠀀", 0),
    (.gb18030, [0x81, 0x30, 0x81], "\u{FFFD}", 1),
    (.big5, [0xA4, 0xA4, 0x88, 0x62], "中Ê̄", 0),
    (.shiftJis, [0x93, 0xFA, 0xB1, 0x5C], "日ｱ\\", 0),
    (.eucJp, [0xC6, 0xFC, 0x8E, 0xB1, 0x8F, 0xA2, 0xB7], "日ｱ～", 0),
    (.iso2022Jp, [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42, 0x41], "日A", 0),
    (.eucKr, [0xC7, 0xD1, 0x81, 0x41], "한갂", 0),
    (.windows1252, [0x80, 0x93, 0xE9, 0x81], "€“é\u{81}", 0),
    (.windows1253, [0xD2], "\u{FFFD}", 1),
    (.koi8R, [0xC1, 0xC2], "аб", 0),
    (.utf16LE, [0x2D, 0x4E, 0x00, 0xD8, 0x41, 0x00, 0x41], "中\u{FFFD}A\u{FFFD}", 2),
    (.replacement, [0x41, 0x42], "\u{FFFD}", 1),
    (.xUserDefined, [0x41, 0x80], "A\u{F780}", 0),
    (
      .utf8, [0x41, 0xF0, 0x9F, 0x41, 0xC0, 0x80, 0xED, 0xA0],
      "A\u{FFFD}A\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", 5
    ),
  ])
  func `bytes are decoded, errors are replaced`(
    encoding: Encoding, bytes: [UInt8], text: String, malformed: Int
  ) {
    let decoded = encoding.decode(bytes)

    #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
    #expect(decoded.malformed == malformed)
  }

  @Test func `bad UTF-8 is replaced as Swift's own strings do it`() {
    var random = SplitMix(state: 8)
    let alphabet: [UInt8] = [
      0x20, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE4, 0xED,
      0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<4_000 {
      let bytes = (0..<Int.random(in: 0..<48, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }

      let decoded = Encoding.utf8.decode(bytes)

      #expect(decoded.utf8 == Array(String(decoding: bytes, as: UTF8.self).utf8), "\(bytes)")
      #expect(
        (decoded.malformed == 0) == bytes.withUnsafeBufferPointer { validateUTF8($0).isValid })
    }
  }

  @Test(arguments: Encoding.allCases)
  func `random bytes give well-formed UTF-8`(encoding: Encoding) {
    var random = SplitMix(state: 8)
    for _ in 0..<60 {
      let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }

      let decoded = encoding.decode(bytes)

      #expect(decoded.utf8.withUnsafeBufferPointer { validateUTF8($0).isValid }, "\(bytes)")
      #expect(decoded.utf8.count <= bytes.count * 3 + UTF8Output.slack)
    }
  }

  @Test func `a byte order mark outranks everything and is not part of the text`() {
    let decoded = decode([0xEF, 0xBB, 0xBF, 0x41], httpCharset: "gbk", isHTML: true)

    #expect(decoded.encoding == .utf8)
    #expect(decoded.witness == .bom)
    #expect(decoded.utf8 == [0x41])
  }

  @Test func `marks of UTF-16 outrank a header and a meta`() {
    let page = "<meta charset=utf-8><p>Żółta łódź"
    let little: [UInt8] = [0xFF, 0xFE] + page.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + page.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }

    for (bytes, encoding) in [(little, Encoding.utf16LE), (big, .utf16BE)] {
      let decoded = decode(bytes, httpCharset: "windows-1251", isHTML: true)

      #expect(decoded.encoding == encoding)
      #expect(decoded.witness == .bom)
      #expect(String(decoding: decoded.utf8, as: UTF8.self) == page)
    }
  }

  @Test func `HTTP outranks meta, meta outranks the bytes`() {
    let page = Array("<meta charset=gb2312>".utf8) + [0xD6, 0xD0, 0xCE, 0xC4]

    #expect(decode(page, httpCharset: "big5", isHTML: true).witness == .http)
    #expect(decode(page, isHTML: true).encoding == .gbk)
    #expect(decode(page, isHTML: true).witness == .meta)
    #expect(decode(page, isHTML: true).utf8.suffix(6) == Array("中文".utf8)[...])
  }

  @Test func `valid UTF-8 is UTF-8 whatever the page says`() {
    let page = Array("<meta charset=iso-8859-1>Das Mädchen hört späte Züge vorüberfahren".utf8)

    let decoded = decode(page, isHTML: true)

    #expect(decoded.encoding == .utf8)
    #expect(decoded.witness == .detected)
    #expect(decoded.reason == "the bytes are UTF-8, though meta says windows-1252")
    #expect(decoded.utf8 == page)
  }

  @Test func `one bad byte spoils nothing`() {
    let page = Array("<meta charset=utf-8>早上好，今天天气很好。".utf8) + [0xD6] + Array("再见".utf8)

    let decoded = decode(page, isHTML: true)

    #expect(decoded.encoding == .utf8)
    #expect(decoded.malformed == 1)
    #expect(String(decoding: decoded.utf8, as: UTF8.self).hasSuffix("\u{FFFD}再见"))
  }
}
