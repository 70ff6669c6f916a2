import Domain
import Testing
import TextAnalysis

@testable import Storage

struct SnippetTests {
  private static let folding = Folding(simplified: [0x66f8: 0x4e66, 0x5716: 0x56fe, 0x9928: 0x9986])

  @Test(arguments: [
    // What is searched for, in what text, and what is shown with marks around the matches.
    ("grown", "Tea is grown here.", "Tea is [grown] here."),
    ("CAFE", "Le Café noir", "Le [Café] noir"),
    ("图书", "这是圖書館。", "这是[圖書]館。"),
    ("馆", "圖書館開放", "圖書[館]開放"),
    ("ﾀﾜｰ", "東京タワーへ", "東京[タワー]へ"),
    ("tea*", "A teapot, a cup", "A [teapot], a cup"),
    ("\"is grown\"", "It is. Tea is grown.", "It is. Tea [is grown]."),
    ("tea NOT ale", "tea, no ale", "[tea], no ale"),
    ("tea OR ale", "ale and tea", "[ale] and [tea]"),
    ("first", "first\nsecond", "[first] second"),
    ("中国 国人", "中国人", "[中国]人"),
  ])
  func `shows what was found as it was written`(query: String, text: String, shown: String) throws {
    #expect(Self.shown(query, .make(title: "Heading", text: text)) == shown)
  }

  @Test func `shows the title where the text has no match`() {
    #expect(Self.shown("heading", .make(title: "A Heading", text: "x")) == "A [Heading]")
    #expect(Self.shown("title:x", .make(title: "A Heading", text: "x")) == nil)
    #expect(Self.shown("none", .make(title: "A Heading", text: "x")) == nil)
  }

  @Test func `a long text is cut around the stretch with most of the words`() throws {
    let filler = String(repeating: "filler word ", count: 60)
    let text = "tea " + filler + "here tea meets milk and sugar " + filler

    let shown = try #require(Self.shown("tea milk sugar", .make(text: text)))

    #expect(shown.contains("[tea] meets [milk] and [sugar]"))
    #expect(shown.hasPrefix("…") && shown.hasSuffix("…"))
    #expect(shown.utf8.count < 300)
  }

  @Test func `no text is cut inside a character`() throws {
    let text = String(repeating: "茶叶生长在山坡上，", count: 100)

    let shown = try #require(Self.shown("山坡", .make(text: text)))

    #expect(!shown.contains("\u{fffd}"))
  }

  @Test func `a search comes with snippets, another list without`() throws {
    try withStore { store in
      let id = try store.keep(.make()).id
      var filter = ArticleQuery.Filter()
      #expect(try store.list(ArticleQuery()).snippets.isEmpty)
      filter.text = "grown"

      let list = try store.list(ArticleQuery(filter: filter, includesText: false))

      #expect(list.snippets[id]?.parts.filter(\.isMatch).map(\.text) == ["grown"])
      #expect(list.articles.first?.article.text == "")
    }
  }

  private static func shown(_ query: String, _ article: Article) -> String? {
    SnippetMaker(query, folding: folding).snippet(of: article)?.parts
      .map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
  }
}
