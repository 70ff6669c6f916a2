import Domain
import Foundation
import Testing

@testable import Cleaning

/// Plain text pages as they come out of a browser, in ten languages (Tests/Fixtures/copied).
@Suite struct CopiedPageTests {
  private struct Page: Decodable {
    var title: String
    var head: [String]
    var body: [String]
    var tail: [String]
    var authors: [String]?
    var date: String?
  }

  private static let languages = ["ar", "de", "en", "es", "fr", "ja", "ko", "pt", "ru", "vi"]

  private static let cleaner = Cleaner()

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/copied")

  private func clean(_ lines: [String], separator: String = "\n") -> Article? {
    let bytes = Array(lines.joined(separator: separator).utf8)
    return Self.cleaner.clean(RawPage(bytes: bytes, mediaType: "text/plain")).article
  }

  @Test(
    arguments: languages + languages.map { $0 + "2" }, ["\n", "\n\n", "\r\n"])
  func `the article comes out of what stands around it`(language: String, separator: String) throws
  {
    let data = try Data(contentsOf: Self.folder.appending(path: "\(language).json"))
    let page = try JSONDecoder().decode(Page.self, from: data)
    let article = clean(page.head + page.body + page.tail, separator: separator)

    #expect(article?.title == page.title)
    #expect(article?.text == page.body.joined(separator: "\n"))
    if let authors = page.authors { #expect(article?.authors == authors) }
    if let date = page.date { #expect(article?.publishedAt?.description.prefix(10) == date[...]) }
  }

  @Test(arguments: [
    // A letter.
    [
      "Dear Martha,",
      "Thank you for the photographs of the ferry, which arrived here safely on Tuesday morning.",
      "Share them with your sister",
      "I will write again when the harbour opens and the boats go out for the first time.",
      "Yours,", "Tom",
    ],
    // A poem.
    [
      "The Ferry", "Green was the boat that took us over,",
      "Green were the hills on the other side,",
      "Search for it now in the reeds and clover,", "There it lies moored by the evening tide.",
    ],
    // A recipe.
    [
      "Rye bread", "500 g flour", "10 g salt", "350 ml water",
      "Mix everything in a bowl and leave it under a cloth until the next morning, then knead it well.",
      "Print",
      "Bake it for fifty minutes in a hot oven, and let it cool on a rack before you cut the first slice.",
    ],
    // Questions and answers.
    [
      "Q: How do I sign in?",
      "A: Use the name that was sent to you by mail, and the password that you chose yourself.",
      "Q: Who can see my comments?",
      "A: Everybody who has the address of the page can read all that you have written there.",
    ],
  ])
  func `a text that is all article loses nothing`(lines: [String]) throws {
    let article = try #require(clean(lines))
    let kept = article.text.split(separator: "\n").map(String.init)

    #expect(lines.filter { !kept.contains($0) && $0 != article.title } == [])
  }
}
