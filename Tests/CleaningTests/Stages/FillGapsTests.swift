import Domain
import Markup
import Testing

@testable import Cleaning

/// What the model doubted between blocks of a body.
@Suite struct FillGapsTests {
  /// A page whose blocks are rated and kept as told, after gaps were filled.
  private func filled(
    _ page: String, _ rated: [(score: Float, isKept: Bool)],
    _ change: (inout Document) -> Void = { _ in }
  ) throws -> [Bool] {
    var document = Document(
      tree: Tree(parsing: Array(page.utf8), options: ParseOptions()), isMarkup: true, url: nil)
    ReadPage(words: BlockModel.standard.words).apply(to: &document)
    try #require(document.blocks.count == rated.count)
    document.verdicts = [LineVerdict?](repeating: nil, count: rated.count)
    for (index, block) in rated.enumerated() {
      document.blocks[index].score = block.score
      document.blocks[index].isKept = block.isKept
    }
    change(&document)
    KeepWholeTables().apply(to: &document)
    FillGaps().apply(to: &document)
    return document.blocks.map(\.isKept)
  }

  @Test func `a heading between two paragraphs is kept`() throws {
    let page = "<body><p>One</p><h2>Two</h2><p>Three</p><h2>Four</h2></body>"

    #expect(
      try filled(page, [(0.9, true), (0.3, false), (0.9, true), (0.3, false)])
        == [true, true, true, false])
  }

  @Test func `what is certainly no part of the body stays out of its gaps`() throws {
    let page = "<body><p>One</p><p>Two</p><p>Three</p></body>"

    #expect(try filled(page, [(0.9, true), (0.1, false), (0.9, true)]) == [true, false, true])
  }

  @Test func `a gap of links stays`() throws {
    let page = "<body><p>One</p><p><a href=/a>More of this</a></p><p>Three</p></body>"

    #expect(try filled(page, [(0.9, true), (0.4, false), (0.9, true)]) == [true, false, true])
  }

  @Test func `a caption between paragraphs is no gap`() throws {
    let page = "<body><p>One</p><figure><figcaption>Two</figcaption></figure><p>Three</p></body>"

    #expect(try filled(page, [(0.9, true), (0.4, false), (0.9, true)]) == [true, false, true])
  }

  @Test func `what a rule dropped stays out`() throws {
    let page = "<body><p>One</p><p>Two</p><p>Three</p></body>"

    let kept = try filled(page, [(0.9, true), (0.4, false), (0.9, true)]) {
      $0.judge(1, .spam, keeping: false, "spam")
    }

    #expect(kept == [true, false, true])
  }

  @Test func `code between paragraphs is kept though the model rates it low`() throws {
    let page = "<body><p>One</p><pre>x = 2</pre><p>Three</p></body>"

    #expect(try filled(page, [(0.9, true), (0.1, false), (0.9, true)]) == [true, true, true])
  }

  @Test func `a long gap is no gap`() throws {
    let page = "<body><p>1</p><p>2</p><p>3</p><p>4</p><p>5</p><p>6</p></body>"
    let rated = (0..<6).map { (score: Float(0.4), isKept: $0 == 0 || $0 == 5) }

    #expect(try filled(page, rated).count { $0 } == 2)
  }

  @Test func `a table of which some cells are kept and the others may be is kept whole`() throws {
    let page = """
      <body><table><tr><th>Pin</th><th>Colour</th></tr><tr><td>1</td><td>red</td></tr>
      <tr><td>2</td><td>black</td></tr></table></body>
      """
    func rated(_ others: Float) -> [(score: Float, isKept: Bool)] {
      [(0.5, true)] + [(score: Float, isKept: Bool)](repeating: (others, false), count: 5)
    }

    #expect(try filled(page, rated(0.3)).allSatisfy { $0 })
    #expect(try filled(page, rated(0.1)).count { $0 } == 1)
  }
}
