import Domain
import Markup
import Testing

@testable import Cleaning

/// Pages of more blocks than a page may have are cleaned as far as it goes.
@Suite struct BlockLimitTests {
  private let paragraph =
    "<p>The kettle was on, and the rain kept falling over the old harbour while the keeper told his story.</p>"

  private func clean(_ html: String, maximumBlocks: Int) -> Cleaned {
    Cleaner(maximumBlocks: maximumBlocks).clean(
      RawPage(bytes: Array(html.utf8), mediaType: "text/html"))
  }

  @Test func `a page of more blocks than the bound keeps its article and says that it was cut`() {
    let page =
      "<article><h1>Tea in the rain</h1>" + String(repeating: paragraph, count: 5) + "</article>"
      + String(repeating: "<p>a", count: 400)

    let cut = clean(page, maximumBlocks: 100)
    let whole = clean(page, maximumBlocks: 1000)

    #expect(cut.article?.flags.contains(.overLimit) == true)
    #expect(cut.article?.text.contains("The kettle was on") == true)
    #expect((100...120).contains(cut.blocks.count), "\(cut.blocks.count) blocks")
    #expect(
      cut.findings.contains { $0.stage == "ReadPage" && $0.rule.contains("limits.max_blocks") })
    #expect(whole.article?.flags.contains(.overLimit) == false)
    #expect(whole.blocks.count > 400)
  }

  @Test func `paragraphs of an ordinary length allow for themselves, however many they are`() {
    let cleaned = clean(String(repeating: paragraph, count: 500), maximumBlocks: 100)

    #expect(cleaned.article?.flags.contains(.overLimit) == false)
    #expect(cleaned.blocks.count == 500)
  }

  @Test func `what tiny blocks take is bounded, however many a page has`() {
    let tree = Tree(parsing: Array(String(repeating: "<p>a", count: 25_000).utf8))

    let segmentation = Segmenter.segment(
      tree, below: tree.body ?? .document, words: BlockModel.standard.words,
      visibility: Visibility(), maximumBlocks: Cleaner.defaultBlocks)

    #expect(segmentation.isCut)
    #expect(segmentation.blocks.count <= Cleaner.defaultBlocks * 64 / 63 + 1)
    #expect(segmentation.containers.count <= segmentation.blocks.count + 2)
    #expect(segmentation.blocks.count * MemoryLayout<PageBlock>.stride < 8 << 20)
  }
}
