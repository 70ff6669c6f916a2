import Domain
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
