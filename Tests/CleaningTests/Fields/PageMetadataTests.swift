import Markup
import Testing

@testable import Cleaning

@Suite struct PageMetadataTests {
  private func metadata(_ html: String) -> PageMetadata {
    PageMetadata(Tree(parsing: Array(html.utf8)))
  }

  @Test func `the head's metas, links and title are read`() {
    let metadata = metadata(
      """
      <html lang="en-GB"><head><title>
        Tea in   the rain </title><base href="https://example.org/a/">
      <meta property="OG:Title" content="Tea"><meta name="author" content=" Jane  Doe ">
      <link rel="canonical" href="/tea"><link rel="license" href="https://example.org/by">
      <script type="application/ld+json">{"@type": "Article"}</script></head></html>
      """)

    #expect(metadata.title == "Tea in the rain")
    #expect(metadata.first("og:title")?.content == "Tea")
    #expect(metadata.first("author")?.content == "Jane Doe")
    #expect(metadata.canonical == "/tea")
    #expect(metadata.base == "https://example.org/a/")
    #expect(metadata.licenses.map(\.text) == ["https://example.org/by"])
    #expect(metadata.language == "en-GB")
    #expect(metadata.linkedData.count == 1)
  }

  @Test func `marked elements name authors and times, with bars where elements part words`() {
    let metadata = metadata(
      """
      <div class="post-author"><a href="/x">Jane Doe</a><span>Follow</span></div>
      <span itemprop="author"><i>by</i> <b itemprop="name">John Roe</b></span>
      <a rel="author" href="/j">Jim Poe</a><p class="byline">By Ann Lee</p>
      <time datetime="2021-10-12">yesterday</time><span itemprop="datePublished" content="2021-10-11">x</span>
      """)

    func texts(_ origin: String) -> [String] {
      metadata.authors.filter { $0.origin == origin }.map(\.text)
    }
    #expect(texts("class author") == ["Jane Doe|Follow"])
    #expect(texts("itemprop=author") == ["John Roe"])
    #expect(texts("rel=author") == ["Jim Poe"])
    #expect(texts("class byline") == ["By Ann Lee"])
    #expect(metadata.times.map(\.text) == ["2021-10-12", "2021-10-11"])
  }

  @Test(arguments: [
    ("/author/jane-doe", true), ("https://example.org/profile/42", true), ("/?author=7", true),
    ("/u/jane", true), ("/member.php?u=3&userid=9", true), ("/news/tea", false),
    ("/authority/x", false),
    ("/author/", false), ("", false),
  ])
  func `addresses of people are told by a segment or a parameter`(address: String, matches: Bool) {
    var address = address

    #expect(address.withUTF8 { PersonAddress.matches($0) } == matches)
  }

  @Test func `a hostile page's metas and mentions are bounded`() {
    let page =
      String(repeating: "<meta name=a content=b>", count: 1000)
      + String(repeating: "<p class=author>x y</p>", count: 1000)

    let metadata = metadata(page)

    #expect(metadata.metas.count == 400)
    #expect(metadata.authors.count == 40)
  }
}
