import Domain
import Testing

@testable import Cleaning

/// Pages in, articles out.
@Suite struct CleanerTests {
  private static let cleaner = Cleaner()

  private func clean(_ text: String, _ type: String? = nil) -> Cleaned {
    Self.cleaner.clean(RawPage(bytes: Array(text.utf8), mediaType: type))
  }

  private let paragraph =
    "The kettle was on, and the rain kept falling over the old harbour while the keeper told his story. "

  @Test(arguments: [
    "<p>The rain\u{1}\u{2} came over the hills again,\u{E000} and nobody in the village said a word of it.</p>",
    "<p>中\u{200B}文的一段话，谁也没有\u{3}说起那一天的雨，后来大家都回家去了。</p>",
  ])
  func `removals of noise are counted alike whether they are recorded or not`(page: String) throws {
    let raw = RawPage(bytes: Array(page.utf8))

    let recorded = Self.cleaner.clean(raw, explaining: true)
    let counted = Self.cleaner.clean(raw, explaining: false)

    let article = try #require(recorded.article)
    #expect(counted.article == article)
    #expect(article.restored == [RestoredCount(layer: .controlBytes, edits: 2, certainty: .likely)])
    #expect(recorded.edits.count == 2 && counted.edits.isEmpty)
  }

  @Test func `menus and footers of an ordinary page stay out of its article`() throws {
    let page = """
      <html><head><title>Tea in the rain - Example Times</title></head><body>
      <nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
      <article><h1>Tea in the rain</h1><p>\(paragraph)\(paragraph)</p><p>\(paragraph)It ended well.</p></article>
      <footer>Copyright 2021 Example Times. <a href="/legal">Legal</a></footer></body></html>
      """

    let article = try #require(clean(page).article)

    #expect(article.title == "Tea in the rain")
    #expect(article.text.contains("It ended well."))
    #expect(!article.text.contains("Home"))
    #expect(!article.text.contains("Copyright"))
  }

  private static let headlines = [
    "Council votes to repair the old stone bridge", "Rain closes the harbour for a second day",
    "Library opens its reading room on Sundays", "A keeper tells the story of his lighthouse",
    "Farmers count the cost of a dry spring", "New ferry to the islands runs from May",
  ]

  @Test(arguments: [("<li>", "</li>"), ("", "<br>"), ("<div>", "</div>"), ("<p>", "</p>")])
  func `a bare list of links is no article`(before: String, after: String) {
    let links = (0..<24).map {
      "\(before)<a href=/n/\($0)>\(Self.headlines[$0 % 6])</a>\(after)"
    }.joined()

    let list = clean("<html><head><title>News</title></head><body>\(links)</body></html>")

    #expect(list.article == nil)
    #expect(list.refusal.contains("lists of links"))
  }

  @Test func `a list that says something of its links is one`() throws {
    let items = (0..<6).map {
      "<li><a href=/n/\($0)>\(Self.headlines[$0])</a>: \(paragraph)</li>"
    }.joined()

    let article = try #require(
      clean("<html><head><title>News</title></head><body><ul>\(items)</ul></body></html>").article)

    #expect(article.text.contains(Self.headlines[5]))
  }

  @Test func `a form to log in is no article, a text beside one is`() throws {
    let form = """
      <div class=box><h1>Sign in to your account</h1><form><label>E-mail <input name=mail></label>
      <label>Password <input type=Password name=p></label><button>Sign in</button>
      <p>Forgot your password? We will send you a link to choose a new one.</p>
      <p>By signing in you agree to our terms of use and to our privacy policy.</p></form></div>
      """

    #expect(clean("<html><body>\(form)</body></html>").article == nil)
    let article = try #require(
      clean("<html><body>\(form)<article><p>\(paragraph)</p></article></body></html>").article)
    #expect(article.text.contains("kettle"))
  }

  @Test func `what a crawler cut short says so`() throws {
    var page = RawPage(bytes: Array("<p>\(paragraph)\(paragraph)</p>".utf8), mediaType: "text/html")
    #expect(try #require(Self.cleaner.clean(page).article).flags == [])

    page.headers = [.cut("length")]

    #expect(try #require(Self.cleaner.clean(page).article).flags == [.truncated])
  }

  @Test func `a text page that is all article loses nothing`() throws {
    let lines = [
      "Tea in the rain", paragraph + "First.", "“Really?” he asked.", paragraph + "Last.",
    ]

    let article = try #require(clean(lines.joined(separator: "\n\n"), "text/plain").article)

    #expect(article.title == lines[0])
    #expect(article.text.split(separator: "\n").map(String.init) == lines[1...].map { $0 })
  }

  @Test func `one sentence is an article, as few letters without a sentence are none`() throws {
    let question = "<p>Is the kettle on over there in the harbour?</p>"

    #expect(
      try #require(clean(question, "text/html").article).text
        == "Is the kettle on over there in the harbour?")
    #expect(clean("<p>The kettle is on over there in the harbour</p>", "text/html").article == nil)
  }

  @Test(arguments: [
    "", "   \n", "<html><body></body></html>", "首页 新闻 体育 财经 娱乐",
    "<ul><li><a href=/a>One</a></li><li><a href=/b>Two</a></li></ul>",
  ])
  func `a page without an article says why`(page: String) {
    let cleaned = clean(page)

    #expect(cleaned.article == nil)
    #expect(!cleaned.refusal.isEmpty)
  }

  @Test func `every block of a page is explained, and kept ones are the text`() throws {
    let page = "<body><p>\(paragraph)\(paragraph)</p><p>\(paragraph)</p><div>Share</div></body>"

    let cleaned = clean(page, "text/html")

    #expect(cleaned.blocks.count == 3)
    #expect(cleaned.blocks.allSatisfy { !$0.reason.isEmpty })
    let kept = cleaned.blocks.filter(\.isKept).map(\.text).joined(separator: "\n")
    #expect(cleaned.article?.text == kept)
  }

  @Test func `a block is explained with its place in the page`() {
    let glossed = "經(jīng)濟(jì)發(fā)展"
    let lines = ["\(glossed)的一段話，說的是老橋。", "\(glossed)的第二段話，說的是新橋。", "\(glossed)的第三段話。"]
    let text = lines.joined(separator: "\n")
    let page = "<p>" + lines.joined(separator: "</p><p>") + "</p>"

    for (page, type) in [(text, "text/plain"), (page, "text/html")] {
      let bytes = Array(page.utf8)
      let starts = bytes.indices.filter { bytes[$0...].starts(with: glossed.utf8) }
      #expect(clean(page, type).blocks.map(\.offset) == starts)
    }
  }

  @Test func `keywords stay in the page's script where none is asked for`() throws {
    let text = """
      石拱橋的傳說
      這座石拱橋在清河縣城外，橋下的流水經過許多年，見過不少的人和事，老人們都說得出它的來歷。
      關鍵詞：石拱橋 文物保護 傳統工藝
      """
    let page = RawPage(bytes: Array(text.utf8), mediaType: "text/plain")

    let article = try #require(
      Self.cleaner.clean(page, restoring: Restoring(extent: .repair, script: .keep)).article)

    #expect(article.keywords == ["石拱橋", "文物保護", "傳統工藝"])
  }

  @Test func `100,000 nested elements are cleaned as far as they go`() {
    let page = String(repeating: "<div>", count: 100_000) + "<p>\(paragraph)\(paragraph)"

    let article = clean(page, "text/html").article

    #expect(article?.flags.contains(.overLimit) == true)
  }
}
