import Domain
import Markup
import Testing

@testable import Cleaning

/// Which blocks of an HTML page make up its body.
@Suite struct BodyChoiceTests {
  private func blocks(_ rated: [(score: Float, units: Int)]) -> [PageBlock] {
    rated.map { score, units in
      var measure = TextMeasure()
      measure.units = units
      return PageBlock(
        text: 0..<0, container: .document, offset: 0, measure: measure, context: BlockContext(),
        score: score)
    }
  }

  @Test func `doubtful blocks are taken where a page has no better ones`() {
    #expect(BodyChoice.threshold(blocks([(0.4, 300), (0.35, 300), (0.01, 900)])) <= 0.35)
  }

  @Test func `doubtful blocks stay out of a body of certain ones`() {
    #expect(BodyChoice.threshold(blocks([(0.99, 2000), (0.98, 900), (0.3, 500)])) > 0.3)
  }

  @Test func `doubtful blocks are taken beside a better one, for they may all be rated too low`() {
    #expect(BodyChoice.threshold(blocks([(0.9, 300), (0.35, 500)])) <= 0.35)
    #expect(
      BodyChoice.threshold(blocks([(0.45, 300), (0.2, 100), (0.2, 100), (0.2, 100), (0.2, 100)]))
        <= 0.2)
  }

  @Test func `a page without a block that is likely at all has no body`() {
    #expect(BodyChoice.threshold(blocks([(0.24, 300), (0.2, 300)])) > 0.24)
  }

  @Test func `what is likelier than not is taken whatever else there is`() {
    #expect(BodyChoice.threshold(blocks([(0.99, 90000), (0.51, 40)])) <= 0.5)
  }

  @Test func `a block of keyword stuffing outweighs no article`() {
    #expect(BodyChoice.threshold(blocks([(0.99, 4000), (0.98, 2000), (0.3, 130_000)])) > 0.3)
  }

  private func drawn(_ ratings: [Float], groups: [Int32], titles: Set<Int> = []) -> [Float] {
    SharedRatings.drawn(
      ratings, units: ratings.map { _ in 8 }, groups: groups, count: 2,
      isTitle: ratings.indices.map(titles.contains))
  }

  @Test func `the rows of a list share their ratings, and titles and short lists keep theirs`() {
    let drawn = drawn(
      [0.8, 0.4, 0.4, 0.4, 0, 0.9, 0.1], groups: [0, 0, 0, 0, 0, 1, 1], titles: [4])

    #expect(abs(drawn[0] - 0.71) < 0.001)
    #expect(abs(drawn[1] - 0.43) < 0.001)
    #expect(drawn[4...] == [0, 0.9, 0.1])
  }

  @Test func `one doubtful paragraph among many sure ones stays doubtful`() {
    #expect(drawn([0.9, 0.9, 0.3, 0.9], groups: [0, 0, 0, 0]) == [0.9, 0.9, 0.3, 0.9])
  }

  @Test func `blocks that a template makes alike fall into one group`() throws {
    let page = """
      <body><div class="post one"><p>First</p></div><div class="one post"><p>Second</p></div>
      <div class="menu"><p>Third</p></div><p>Fourth</p></body>
      """
    let tree = Tree(parsing: Array(page.utf8), options: ParseOptions())
    let root = try #require(tree.body)

    let segmentation = Segmenter.segment(
      tree, below: root, words: BlockModel.standard.words, visibility: Visibility())
    let structure = RepeatedStructure(segmentation)

    #expect(structure.groups[0] == [0, 0, 0, 0])
    #expect(structure.groups[1] == [0, 0, 1, 2])
  }

  @Test func `a block's container is the element around its text`() throws {
    let page = "<body><div><p>One</p>Two<ul><li>Three</li></ul>Four</div></body>"
    let tree = Tree(parsing: Array(page.utf8), options: ParseOptions())
    let root = try #require(tree.body)

    let blocks = Segmenter.segment(
      tree, below: root, words: BlockModel.standard.words, visibility: Visibility()
    ).blocks

    #expect(blocks.map { tree.tag($0.container) } == [.p, .div, .li, .div])
  }

  private let sentence = "The keeper told his story while the rain kept falling over the harbour. "

  @Test func `a page whose title is never closed still gives its article`() throws {
    let paragraph = String(repeating: sentence, count: 12)
    let page = """
      <html><head><title>Tea in the rain<script src="x.js"></script></head><body>
      <div class="article"><h1>Tea in the rain</h1>
      \((1...6).map { "<p>\(paragraph)Part \($0).</p>" }.joined())</div></body></html>
      """

    let article = try #require(
      Cleaner().clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html")).article)

    #expect(article.text.contains("Part 1."))
    #expect(article.text.contains("Part 6."))
  }

  @Test func `an article that stands in JSON-LD alone is taken from there`() throws {
    let first = String(repeating: sentence, count: 4) + "First."
    let second = String(repeating: sentence, count: 4) + "Second."
    let page = """
      <html><head><title>Tea in the rain</title><script type="application/ld+json">
      {"@type": "NewsArticle", "headline": "Tea in the rain", "articleBody": "\(first)\\n\\n\(second)"}
      </script></head><body><div id="app"></div><p>Please turn on scripts.</p></body></html>
      """

    let article = try #require(
      Cleaner().clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html")).article)

    #expect(article.text == first + "\n" + second)
  }

  /// A page that leaves its article to scripts: the data they are handed, and what it shows.
  private func scripted(_ data: String, shown: String) -> String {
    """
    <html><head><title>Tea in the rain</title></head><body><div id="app">\(shown)</div>
    <script id="state" type="application/json">\(data)</script></body></html>
    """
  }

  @Test func `an article that stands in script state alone is taken from there`() throws {
    let parts = (1...4).map { String(repeating: sentence, count: 3) + "Part \($0)." }
    let page = scripted(
      """
      {"props": {"page": {"css": "\(String(repeating: ".a{color:red;margin:0 2px}", count: 90))",
      "notice": "\(sentence)", "blocks": [{"kind": "text", "html": "<p>\(parts[0])</p><p>\(parts[1])</p>"},
      {"kind": "text", "html": "<p>\(parts[2])</p>"}, {"kind": "text", "html": "<p>\(parts[3])</p>"},
      {"kind": "text", "html": "<p>\(parts[3])</p>"}]}}}
      """, shown: "")

    let article = try #require(
      Cleaner().clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html")).article)

    #expect(article.text == parts.joined(separator: "\n"))
  }

  @Test func `script state changes nothing where the page shows a text`() throws {
    let shown = (1...4).map { "<p>\(String(repeating: sentence, count: 2))Line \($0).</p>" }
    let page = scripted(
      #"{"terms": "\#(String(repeating: sentence, count: 60))"}"#, shown: shown.joined())

    let article = try #require(
      Cleaner().clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html")).article)

    #expect(article.text.contains("Line 1."))
    #expect(article.text.contains("Line 4."))
  }

  @Test func `JSON-LD changes nothing where the page shows the article`() throws {
    let shown = (1...8).map { "<p>\(String(repeating: sentence, count: 3))Line \($0).</p>" }
    let page = """
      <html><head><title>Tea in the rain</title><script type="application/ld+json">
      {"@type": "NewsArticle", "articleBody": "\(String(repeating: sentence, count: 30))"}
      </script></head><body><article>\(shown.joined())</article></body></html>
      """

    let article = try #require(
      Cleaner().clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html")).article)

    #expect(article.text.contains("Line 1."))
    #expect(article.text.contains("Line 8."))
  }
}
