import Foundation
import Testing
import TextAnalysis

struct FoldingTests {
  let folding = Folding(simplified: [0x7D93: 0x7ECF, 0x6FDF: 0x6D4E])

  @Test(arguments: [
    ("Hello, World", "hello world"),
    ("Café crème", "cafe creme"),
    ("cafe\u{301}", "cafe"),
    ("ＡＢＣ１２３", "abc123"),
    ("STRASSE straße", "strasse strasse"),
    ("ﬁn ﬂat", "fin flat"),
    ("Łódź Ærø", "lodz aero"),
    ("Ёлка йод", "елка йод"),
    ("ΌΛΟΣ", "ολοσ"),
    ("經濟发展", "经 济 发 展"),
    ("ｶﾞﾗｽ ガラス", "ガ ラ ス ガ ラ ス"),
    ("ﾊﾟｿｺﾝ ｳﾞｧ ﾜﾞ", "パ ソ コ ン ヴ ァ ヷ"),
    ("ｶ\u{3099} カ\u{FF9E} か\u{309A} あﾞ 一ﾞ", "ガ ガ か あ 一"),
    ("\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}ᄀ x\u{1161}", "서 울 ᄀ x ᅡ"),
    ("東京2020年", "東 京 2020 年"),
    ("한국어", "한 국 어"),
    ("كِتَابٌ", "كتاب"),
    ("हिन्दी", "हिन्दी"),
    ("don't", "don t"),
    ("", ""),
    ("！？、", ""),
  ])
  func `folds case, width, accents and script`(text: String, folded: String) {
    #expect(folding.fold(text) == folded)
  }

  @Test func `kana and Hangul fold alike whole and in pieces`() {
    let folding = Folding()
    let codes = Array(UInt32(0x3041)...0x30FE) + Array(UInt32(0xAC00)...0xD7A3)
    for code in codes where code != 0x3099 && code != 0x309A {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let whole = String(scalar)
      let pieces = whole.decomposedStringWithCanonicalMapping
      #expect(folding.fold("x" + pieces + "y") == folding.fold("x" + whole + "y"), "\(whole)")
    }
    for code in UInt32(0xFF66)...0xFF9D {
      guard let half = Unicode.Scalar(code) else { continue }
      let full = folding.fold(String(half))
      for (mark, combining) in [("\u{FF9E}", "\u{3099}"), ("\u{FF9F}", "\u{309A}")] {
        let whole = (full + combining).precomposedStringWithCanonicalMapping
        #expect(folding.fold(String(half) + mark) == folding.fold(whole), "\(half)\(mark)")
      }
    }
  }

  @Test func `inside a word every ASCII character folds as at its beginning`() {
    for code in UInt8(0x20)..<0x7F {
      let character = String(UnicodeScalar(code))
      let alone = folding.fold(character)
      #expect(folding.fold("x" + character) == (alone.isEmpty ? "x" : "x" + alone), "\(code)")
    }
  }

  @Test func `what folds to a traditional character folds on to the simplified one`() {
    // U+2FBA is the radical, U+F9D8 a compatibility character.
    let folding = Folding(simplified: [0x99AC: 0x9A6C, 0x5F8B: 0x4E00])

    #expect(folding.fold("\u{99AC}\u{2FBA} \u{F9D8}") == "马 马 一")
  }

  @Test(arguments: [
    "Café ＡＢＣ 東京", "經濟 don't", "\u{0}\u{301}a", "",
    // Eighteen letters and blanks of one, and one of three bytes for each of two.
    String(repeating: "\u{FDFA}", count: 200), String(repeating: "\u{23A}", count: 500),
    String(repeating: "a", count: 100) + "㍿",
  ])
  func `all tokens at once are those that come one by one`(text: String) {
    var (source, bytes) = (text, [UInt8]())
    var tokens: [Folding.Token] = []
    source.withUTF8 { utf8 in
      folding.tokens(of: utf8, into: &bytes) { token, _ in
        tokens.append(token)
        return true
      }
    }

    let folded = folding.folded(text)

    #expect(folded.bytes == bytes)
    #expect(folded.tokens == tokens)
  }

  @Test func `tokens know where they stood`() {
    let text = "Ａb 經x"
    var output = Array("kept".utf8)
    var tokens: [Folding.Token] = []

    var source = text
    source.withUTF8 { utf8 in
      folding.tokens(of: utf8, into: &output) { token, _ in
        tokens.append(token)
        return true
      }
    }

    #expect(String(decoding: output, as: UTF8.self) == "keptab经x")
    #expect(
      tokens == [
        Folding.Token(folded: 4..<6, source: 0..<4, isSingle: false),
        Folding.Token(folded: 6..<9, source: 5..<8, isSingle: true),
        Folding.Token(folded: 9..<10, source: 8..<9, isSingle: false),
      ])
  }

  @Test func `invalid UTF-8 separates words and is never read past`() {
    let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xE4, 0xB8]
    var output: [UInt8] = []
    var sources: [Range<Int>] = []

    bytes.withUnsafeBufferPointer { utf8 in
      folding.tokens(of: utf8, into: &output) { token, _ in
        sources.append(token.source)
        return true
      }
    }

    #expect(sources == [0..<1, 2..<3])
    #expect(output == [0x61, 0x62])
  }

  @Test func `stops when told to`() {
    var text = "a b c"
    var output: [UInt8] = []

    text.withUTF8 { utf8 in folding.tokens(of: utf8, into: &output) { _, _ in false } }

    #expect(output == [0x61])
  }
}
