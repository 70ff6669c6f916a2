import Domain
import Testing

@testable import Cleaning

@Suite struct KeepBareContentTests {
  private static let cleaner = Cleaner()

  private func clean(_ html: String) -> Cleaned {
    Self.cleaner.clean(RawPage(bytes: Array(html.utf8), mediaType: "text/html"))
  }

  private static let line = "The kettle was on while the rain fell over the harbour."

  @Test func `a fragment of content alone is kept whole`() throws {
    let fragment = """
      <h2>Share</h2><p>\(Self.line)</p><p>Read more</p><ul><li><a href="https://example.org/" \
      rel="noopener nofollow">Home</a></li></ul><p>Copyright 2021</p>
      """

    let article = try #require(clean(fragment).article)

    #expect(article.text.split(separator: "\n").count == 5)
    #expect(article.html == fragment)
  }

  @Test(arguments: [
    "<div><p>\(line)\(line)\(line)</p></div>", "<p class=x>\(line)\(line)\(line)</p>",
    "<p>\(line)\(line)\(line) <a href='/a'>x</a></p>",
    "<!doctype html><p>\(line)\(line)\(line)</p>",
    "<title>Tea</title><p>\(line)\(line)\(line)</p>", "<p onclick=x>\(line)\(line)\(line)</p>",
  ])
  func `anything else is a page, whose blocks are judged`(page: String) {
    let blocks = clean(page).blocks

    #expect(blocks.allSatisfy { $0.reason != "a fragment of content alone" })
  }
}
