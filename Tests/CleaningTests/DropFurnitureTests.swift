import Domain
import Testing

@testable import Cleaning

/// What a store has learnt of a host is dropped from its pages.
struct DropFurnitureTests {
  private let cleaner = Cleaner()

  private static let notice =
    "This report first appeared in our printed edition; readers who want a copy may write to the editors."

  private func page(_ number: Int, heading: String = "Background") -> RawPage {
    let paragraphs = (1...4).map {
      "<p>Paragraph \($0) of report \(number): the harbour was dredged again in spring, and ferry"
        + " \(number) that had kept to the northern channel since storm \(number * 7) returned to its"
        + " pier at noon, with more passengers than anybody on the quay could count.</p>"
    }
    let html = """
      <html lang="en"><head><title>Harbour report \(number)</title></head><body><article>
      <h1>Harbour report \(number)</h1>\(paragraphs[0])\(paragraphs[1])
      <p>\(Self.notice)</p><h2>\(heading)</h2>\(paragraphs[2])\(paragraphs[3])</article></body></html>
      """
    return RawPage(
      bytes: Array(html.utf8), url: "https://e.example/\(number)", mediaType: "text/html")
  }

  /// The furniture that has the lines of a page with this text alone.
  private func furniture(_ lines: String...) -> Furniture {
    let hashes = lines.compactMap { line -> UInt64? in
      var line = line
      return line.withUTF8 { LineHash.hash($0) }
    }
    return Furniture(version: 7, lines: Set(hashes))
  }

  @Test func `a line of the host is dropped, with its role and rule, and the version is named`()
    throws
  {
    let before = try #require(cleaner.clean(page(1)).article)
    #expect(before.text.contains(Self.notice))
    #expect(before.boilerplateVersion == nil)

    let cleaned = cleaner.clean(page(1), furniture: furniture(Self.notice))

    let article = try #require(cleaned.article)
    #expect(!article.text.contains("printed edition"))
    #expect(article.text.contains("Paragraph 4 of report 1"))
    #expect(article.boilerplateVersion == 7)
    let block = try #require(cleaned.blocks.first { $0.text == Self.notice })
    #expect(!block.isKept)
    #expect(block.role == .boilerplate)
    #expect(block.reason == "a line of many pages of this host")
  }

  @Test func `a heading that opens text of the article's own stays`() throws {
    let article = try #require(
      cleaner.clean(page(1), furniture: furniture("Background")).article)

    #expect(article.text.contains("Background"))
  }

  @Test func `where furniture would be most of the body nothing is dropped`() throws {
    let plain = cleaner.clean(page(1), teaching: true)

    let article = try #require(
      cleaner.clean(page(1), furniture: Furniture(version: 1, lines: Set(plain.lines))).article)

    #expect(article.text == plain.article?.text)
  }

  @Test func `lines that differ in case and numbers alone have one name, in either script`() {
    func hash(_ text: String) -> [UInt64] {
      let page = RawPage(
        bytes: Array(text.utf8), url: nil, mediaType: "text/plain", charset: "utf-8")
      return cleaner.clean(page, restoring: Restoring(extent: .none), teaching: true).lines
    }

    #expect(hash("Read 1024 times") == hash("read 7 TIMES"))
    #expect(hash("閱讀12次 圖書館的開放時間") == hash("阅读3456次 图书馆的开放时间"))
    #expect(hash("Read 1 time") != hash("Read times"))
  }

  @Test(arguments: ["$39.99", "01", "1–30", "12:30", "- 7 -"])
  func `a line without words has no name: it is no furniture however many pages show it`(
    line: String
  ) {
    var line = line
    let name = line.withUTF8 { LineHash.hash($0) }
    #expect(name == nil)
  }

  @Test func `lines are told only where somebody learns from them`() {
    #expect(cleaner.clean(page(1)).lines.isEmpty)
    let lines = cleaner.clean(page(1), teaching: true).lines
    #expect(lines.count >= 6)
    #expect(lines == lines.sorted())
  }
}
