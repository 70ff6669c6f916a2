import TestSupport
import Testing

@testable import TextCoding

struct DetectionTests {
  @Test(arguments: [
    (Encoding.gb18030, [0xD7, 0xF2, 0xCC, 0xEC, 0xCF, 0xC2, 0xCE, 0xE7, 0xA3, 0xAC] as [UInt8]),
    (.big5, [0xAC, 0x51, 0xA4, 0xD1, 0xA4, 0x55, 0xA4, 0xC8, 0xA1, 0x41]),
    (.shiftJis, [0x8D, 0xF0, 0x93, 0xFA, 0x82, 0xCC, 0x8C, 0xDF, 0x8C, 0xE3]),
    (.eucJp, [0xBA, 0xF2, 0xC6, 0xFC, 0xA4, 0xCE, 0xB8, 0xE1, 0xB8, 0xE5]),
    (.eucKr, [0xBE, 0xEE, 0xC1, 0xA6, 0x20, 0xBF, 0xC0, 0xC8, 0xC4, 0x20]),
    (.windows1251, [0xC2, 0xF7, 0xE5, 0xF0, 0xE0, 0x20, 0xE4, 0xED, 0xB8, 0xEC]),
    (.koi8R, [0xF7, 0xDE, 0xC5, 0xD2, 0xC1, 0x20, 0xC4, 0xCE, 0xA3, 0xCD]),
    (.windows1253, [0xD7, 0xE8, 0xE5, 0xF2, 0x20, 0xF4, 0xEF, 0x20, 0xE1, 0xF0]),
  ])
  func `ten bytes tell the encoding`(encoding: Encoding, bytes: [UInt8]) {
    #expect(decode(bytes, isHTML: false).encoding == encoding)
    #expect(decode(bytes, isHTML: false).witness == .detected)
  }

  @Test(arguments: [
    ("Żółta łódź stała przy brzegu", Encoding.windows1250),
    ("Cet été, le garçon a goûté les crêpes", .windows1252),
    ("Yaşlı çiftçi ağaçların altında oturuyordu", .windows1254),
    ("Žmonės mėgsta šiltą vasarą", .windows1257),
  ])
  func `Latin letters tell it where the language has its own`(text: String, encoding: Encoding) {
    let bytes = text.unicodeScalars.map { scalar -> UInt8 in
      guard !scalar.isASCII, let table = Indexes.singleByte(encoding),
        let place = table.firstIndex(of: UInt16(scalar.value))
      else { return UInt8(truncatingIfNeeded: scalar.value) }
      return UInt8(0x80 + place - table.startIndex)
    }

    let decoded = decode(bytes, isHTML: false)

    #expect(decoded.encoding == encoding)
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == text)
  }

  @Test func `a page that says UTF-8 but is GBK is read as GBK`() {
    let text: [UInt8] = [0xD7, 0xF2, 0xCC, 0xEC, 0xCF, 0xC2, 0xCE, 0xE7, 0xA3, 0xAC]
    let page = Array("<meta charset=utf-8><title>".utf8) + text + text + Array("</title>".utf8)

    let decoded = decode(page, isHTML: true)

    #expect(decoded.encoding == .gb18030)
    #expect(decoded.reason.hasPrefix("meta says utf-8, but the bytes look like zh"))
  }

  @Test func `UTF-8 cut within characters is UTF-8`() {
    let bytes = Array("昨天下午，市图书馆".utf8).dropFirst().dropLast()

    #expect(decode(Array(bytes), isHTML: false).encoding == .utf8)
  }

  @Test func `escapes and zeros tell what is made of ASCII`() {
    let escaped: [UInt8] = [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42]
    let wide = "plain text".utf8.flatMap { [$0, 0] as [UInt8] }

    #expect(decode(escaped, isHTML: false).encoding == .iso2022Jp)
    #expect(decode(wide, isHTML: false).encoding == .utf16LE)
  }

  @Test func `random bytes and markup trap nothing`() {
    var random = SplitMix(state: 9)
    for _ in 0..<15 {
      var bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      bytes.insert(contentsOf: Array("<meta charset=".utf8), at: bytes.count / 2)
      let charset = ["gbk", "utf-8", "latin1", "nonsense"].randomElement(using: &random)

      let decoded = decode(bytes, httpCharset: charset, isHTML: true)

      #expect(decoded.utf8.withUnsafeBufferPointer { validateUTF8($0).isValid }, "\(bytes)")
    }
  }
}
