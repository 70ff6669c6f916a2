import Domain
import Foundation
import Testing

@testable import Cleaning

/// What a plain text page loses, and what it keeps.
@Suite struct TextPageTests {
  private static let cleaner = Cleaner()

  private func text(_ lines: [String], separator: String = "\n") -> String? {
    let bytes = Array(lines.joined(separator: separator).utf8)
    return Self.cleaner.clean(RawPage(bytes: bytes, mediaType: "text/plain")).article?.text
  }

  private let prose = "今天下午，县里的老人们来到河边，看年轻的石匠修桥，他们说这样的手艺已经很久没有见过了。"

  /// Logs, letters, poems, minutes, recipes, conversations, programs, lists and plays in twelve languages.
  @Test func `a text that no site stands around loses nothing`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/texts/whole.json")
    let texts = try JSONDecoder().decode([String: [String]].self, from: Data(contentsOf: file))
    func folded(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    #expect(texts.count == 49)
    for (name, lines) in texts.sorted(by: { $0.key < $1.key }) {
      let bytes = Array(lines.joined(separator: "\n").utf8)
      let article = try #require(
        Self.cleaner.clean(RawPage(bytes: bytes, mediaType: "text/plain")).article, "\(name)")
      // A source that is named is a field, and its line is not the text's.
      let kept = folded(
        (article.title ?? "") + article.text + (article.source.map { "来源：" + $0 } ?? ""))

      for line in lines where !line.isEmpty { #expect(kept.contains(folded(line)), "\(name)") }
    }
  }

  @Test func `comments of readers below a Chinese text go`() {
    let comments = ["网友评论", "网友甲12 2021-04-12 10:17", "希望多一些这样的报道", "网友乙3 2021-04-12 11:20", "沙发"]
    let head = ["石桥修好了", "2023-04-18 09:26　来源：县报"]

    #expect(text(head + [prose, prose + "第二天。"] + comments) == "\(prose)\n\(prose)第二天。")
  }

  @Test func `a note with front matter is kept whole`() {
    let lines = [
      "---", "title: 修桥", "date: 2023-04-18", "tags: bridge", "---", "# 修桥", prose, "---", prose,
    ]

    #expect(text(lines)?.split(separator: "\n").map(String.init) == lines)
  }

  @Test(arguments: ["\n", "\n\n", "\r\n", "\r\n\r\n"])
  func `text without a headline keeps its first line`(separator: String) {
    let lines = [prose, "图片来源：县文化馆", prose, prose]

    #expect(text(lines, separator: separator)?.hasPrefix(prose) == true)
  }

  @Test func `names of authors that repeat belong to the text`() {
    let poems = ["作者：李白", prose, "作者：杜甫", prose, "作者：王维", prose]

    #expect(text([prose] + poems)?.contains("作者：杜甫") == true)
  }
}
