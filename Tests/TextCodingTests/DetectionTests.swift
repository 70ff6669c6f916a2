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

  @Test(arguments: [Encoding.big5, .shiftJis, .windows1251, .windows1252])
  func `a hypothesis that a declaration rules out is still found where it outweighs it`(
    declared: Encoding
  ) {
    // 清晨的山路上走来一队背着竹篓的采茶人, in GB18030.
    let bytes: [UInt8] = [
      0xC7, 0xE5, 0xB3, 0xBF, 0xB5, 0xC4, 0xC9, 0xBD, 0xC2, 0xB7, 0xC9, 0xCF, 0xD7, 0xDF, 0xC0,
      0xB4,
      0xD2, 0xBB, 0xB6, 0xD3, 0xB1, 0xB3, 0xD7, 0xC5, 0xD6, 0xF1, 0xC2, 0xA8, 0xB5, 0xC4, 0xB2,
      0xC9,
      0xB2, 0xE8, 0xC8, 0xCB,
    ]

    #expect(detectEncoding(of: bytes, unless: declared).encoding == .gb18030)
    #expect(detectEncoding(of: bytes, unless: .gb18030).encoding == .gb18030)
    #expect(detectEncoding(of: bytes, unless: .gbk).encoding == .gb18030)
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

  /// Sentences of our own and the encodings in which pages of their language were written.
  private static let texts: [(Encoding, String)] = [
    (
      .windows1251,
      "Утром жители города увидели в реке первый лёд, и дети побежали на берег, чтобы бросать в него камни. Старый паромщик сказал, что зима в этом году пришла раньше, чем обычно, и что переправа закроется до весны."
    ),
    (
      .koi8R,
      "Библиотекарь закрыл дверь и медленно пошёл домой по тёмной улице, где уже горели фонари. Дома его ждали чай, варенье и письмо от сестры, которая жила теперь далеко на севере, у самого моря."
    ),
    (
      .windows1253,
      "Το πρωί οι κάτοικοι της πόλης είδαν στο λιμάνι ένα μεγάλο πλοίο, και τα παιδιά έτρεξαν στην παραλία για να το δουν από κοντά. Ο γέρος ψαράς είπε ότι τέτοιο πλοίο δεν είχε έρθει ποτέ."
    ),
    (
      .gb18030,
      "昨天下午，市图书馆在老城区举行了一场读书会，来了两百多位读者。馆长说，今年他们还要在每个社区设一个书架，让孩子们放学以后也能看书。晚上七点，活动在一阵掌声中结束。"
    ),
    (
      .big5,
      "昨天下午，市立圖書館在舊城區舉行了一場讀書會，來了兩百多位讀者。館長說，今年他們還要在每個社區設一個書架，讓孩子們放學以後也能看書。晚上七點，活動在掌聲中結束。"
    ),
    (
      .shiftJis,
      "昨日の午後、市立図書館では読書会が開かれ、二百人あまりの市民が集まりました。館長は、来年は各地区に本棚を置き、子どもたちが放課後にも本を読めるようにしたいと話しました。"
    ),
    (
      .eucJp,
      "昨日の午後、市立図書館では読書会が開かれ、二百人あまりの市民が集まりました。館長は、来年は各地区に本棚を置き、子どもたちが放課後にも本を読めるようにしたいと話しました。"
    ),
    (
      .eucKr,
      "어제 오후 시립 도서관에서 독서 모임이 열려 이백 명이 넘는 시민이 모였습니다. 관장은 내년에는 동네마다 책장을 놓아 아이들이 방과 후에도 책을 읽을 수 있게 하고 싶다고 말했습니다."
    ),
  ]

  /// A text in an encoding, by its decoder's own answers.
  private func encoded(_ text: String, _ encoding: Encoding) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      scalar.isASCII ? [UInt8(scalar.value)] : Self.codes[encoding]?[scalar.value] ?? []
    }
  }

  /// By encoding, the bytes of each scalar of the sentences.
  private static let codes: [Encoding: [UInt32: [UInt8]]] = {
    var codes: [Encoding: [UInt32: [UInt8]]] = [:]
    for encoding in Set(texts.map(\.0)) {
      var table: [UInt32: [UInt8]] = [:]
      let isWide = Indexes.singleByte(encoding) == nil
      for first in UInt8(0x80)...0xFF {
        for second in isWide ? UInt8(0x40)...0xFE : 0x40...0x40 {
          let bytes = isWide ? [first, second] : [first]
          let scalars = String(decoding: encoding.decode(bytes).utf8, as: UTF8.self).unicodeScalars
          if scalars.count == 1, let scalar = scalars.first, table[scalar.value] == nil {
            table[scalar.value] = bytes
          }
        }
      }
      codes[encoding] = table
    }
    return codes
  }()

  @Test(arguments: [60, 200], texts.indices)
  func `undeclared slices tell the encoding, at either end of a text`(length: Int, index: Int) {
    let (encoding, text) = Self.texts[index]
    let bytes = encoded(text, encoding)

    #expect(bytes.count > 100)
    #expect(decode(Array(bytes.prefix(length)), isHTML: false).encoding == encoding)
    #expect(decode(Array(bytes.suffix(length)), isHTML: false).encoding == encoding)
  }

  @Test(arguments: texts.indices)
  func `a page that lies is read as what it is`(index: Int) {
    let (encoding, text) = Self.texts[index]
    for label in ["utf-8", "iso-8859-1"] {
      let page =
        Array("<meta charset=\(label)><title>".utf8) + encoded(text, encoding)
        + Array("</title><p>".utf8) + encoded(text, encoding)

      let decoded = decode(page, isHTML: true)

      #expect(decoded.encoding == encoding, "\(label)")
      #expect(String(decoding: decoded.utf8, as: UTF8.self).contains(text), "\(label)")
    }
  }

  @Test(arguments: texts.indices)
  func `a meta behind the first kilobyte is believed as one before it`(index: Int) {
    let (encoding, text) = Self.texts[index]
    let comment = "<!--" + String(repeating: "x", count: 1500) + "-->"
    let page =
      Array("\(comment)<meta charset=\(encoding.name)><p>".utf8) + encoded(text, encoding)

    let decoded = decode(page, isHTML: true)

    #expect(decoded.encoding == encoding)
    #expect(decoded.witness == .meta)
  }

  @Test(arguments: texts.indices)
  func `a bad byte in the middle spoils one character at most`(index: Int) {
    let (encoding, text) = Self.texts[index]
    let bytes = encoded(text, encoding)
    let half = encoded(String(text.prefix(40)), encoding).count
    let page =
      Array("<meta charset=\(encoding.name)><p>".utf8) + bytes[..<half] + [0xFF] + bytes[half...]

    let decoded = decode(page, isHTML: true)

    let result = String(decoding: decoded.utf8, as: UTF8.self)
    #expect(decoded.encoding == encoding)
    #expect(result.contains(text.prefix(40)))
    #expect(result.hasSuffix(text.dropFirst(41)))
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
