import Testing

@testable import Obfuscation

struct ObfuscatorTests {
  static let article = ArticleSource(
    title: "老桥修好了", source: "清河日报", author: "周明远", published: "2023-04-18 09:26",
    keywords: ["桥"], paragraphs: ["变为世界城市也成为学，经济发展。为上海空间他说：“好。”"])

  func page(_ layers: Set<DamageLayer>, seed: UInt64 = 7, style: AnnotationStyle = .toned) -> String
  {
    let bytes = Obfuscator(seed: seed, layers: layers, style: style)
      .obfuscate(Self.article, asHTML: false)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `a seed makes the same page each time, and another one another`() {
    let all = Set(DamageLayer.allCases)

    #expect(page(all, seed: 1) == page(all, seed: 1))
    #expect(page(all, seed: 1) != page(all, seed: 2))
  }

  @Test func `without layers the article stands whole in its page`() {
    #expect(page([]).contains(Self.article.paragraphs[0]))
  }

  @Test func `conversion changes characters alone`() {
    let text = page([.scriptConversion])

    #expect(text.contains("變為世界城市也成為學"))
    #expect(!text.contains("("))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a character of the page's table is annotated wherever it stands`(seed: UInt64) {
    let text = page([.scriptConversion, .annotation], seed: seed)

    let whole = text.split(separator: "為", omittingEmptySubsequences: false).dropFirst()
    let annotated = whole.count { $0.hasPrefix("(") }

    #expect(whole.count == 3)
    #expect(annotated == 0 || annotated == whole.count)
  }

  @Test func `words of simplified text get readings without their toned vowels`() {
    var article = Self.article
    article.paragraphs = [String(repeating: "发动经济，", count: 4)]
    let bytes = Obfuscator(
      seed: 3, layers: [.scriptConversion, .annotation], style: .dropped
    ).obfuscate(article, asHTML: false)

    #expect(String(decoding: bytes, as: UTF8.self).contains("经济(jngj)，"))
  }

  @Test func `junk words stand before marks of pages with untoned readings alone`() {
    var article = Self.article
    article.paragraphs = [String(repeating: "经济发展，海水上涨。", count: 10)]
    func text(_ style: AnnotationStyle) -> String {
      let layers: Set<DamageLayer> = [.annotation, .junkWords]
      let bytes = Obfuscator(seed: 5, layers: layers, style: style)
        .obfuscate(article, asHTML: false)
      return String(decoding: bytes, as: UTF8.self)
    }
    func junk(_ text: String) -> Int {
      text.count { "，。".contains($0) } - text.matches(of: /[展涨)][，。]/).count
    }

    #expect(junk(text(.untoned)) >= 5)
    #expect(junk(text(.toned)) == 0)
  }

  @Test func `text is cut at marks across the borders of characters`() {
    #expect(page([.byteShift]).contains("上?？"))
    #expect(ByteText.shared.reading([0xA1, 0xA3, 0xBF, 0xC9, 0x2E], isCut: true) == "?？?")
  }

  @Test func `codes across borders get readings too`() {
    let bytes = ByteText.shared
    let text = "變為世界城市也成為學".unicodeScalars.flatMap(bytes.bytes)

    let annotated = bytes.annotating(text, [bytes.bytes(of: "優"): "yōu"])

    #expect(bytes.reading(annotated, isCut: false) == "變?yōu)槭澜绯鞘幸渤蔀閷W")
  }
}
