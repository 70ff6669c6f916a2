import Domain
import Testing

@testable import Cleaning

/// What a page says of itself beside its article, each with the witness that was believed, nil rather than a guess.
@Suite struct DescribePageTests {
  private static let cleaner = Cleaner()
  private static let prose =
    "<p>The kettle was on, and the rain kept falling over the old harbour while the keeper told his story to the boats.</p>"

  private func clean(head: String, foot: String = "") throws -> (Article, [Witness]) {
    let page =
      "<html lang=en><head>\(head)</head><body><article><h1>Tea in the rain</h1>\(Self.prose)\(Self.prose)</article>\(foot)</body></html>"
    let cleaned = Self.cleaner.clean(
      RawPage(bytes: Array(page.utf8), url: "https://example.org/a/b", mediaType: "text/html"))
    return (try #require(cleaned.article), cleaned.witnesses)
  }

  private func data(_ json: String) -> String {
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\(json)}</script>"
  }

  @Test(arguments: [
    ("<link rel=canonical href='../tea'>", "https://example.org/tea"),
    ("<link rel='canonical nofollow' href='/tea'>", "https://example.org/tea"),
    (
      "<base href='https://example.net/x/'><link rel=canonical href=tea>",
      "https://example.net/x/tea"
    ),
    (
      "<link rel=canonical href='javascript:void(0)'><meta property=og:url content='/tea'>",
      "https://example.org/tea"
    ),
    ("<link rel=canonical href='mailto:jane@example.org'>", nil),
    ("", nil),
  ])
  func `the canonical address is an address of the web`(head: String, address: String?) throws {
    let (article, witnesses) = try clean(head: head)

    #expect(article.canonicalURL == address)
    #expect(witnesses.contains { $0.field == "canonical_url" && $0.isBelieved } == (address != nil))
  }

  @Test(arguments: [
    ("<link rel=license href='/by'>", "", "https://example.org/by"),
    (
      "", "<a rel=license href='https://creativecommons.org/licenses/by/4.0/'>CC BY</a>",
      "https://creativecommons.org/licenses/by/4.0/"
    ),
    // A picture's licence is its own.
    (
      "",
      "<figure><img src=/x.jpg><figcaption>Jane Doe, <a rel=license href='https://example.org/nc'>CC</a></figcaption></figure>",
      nil
    ),
    ("<meta name=dcterms.license content='CC BY 4.0'>", "", "CC BY 4.0"),
    ("<link rel=license href='javascript:x()'>", "", nil),
  ])
  func `the licence is the article's, as a link or by its name`(
    head: String, foot: String, license: String?
  ) throws {
    let (article, witnesses) = try clean(head: head, foot: foot)

    #expect(article.license == license)
    #expect(witnesses.contains { $0.field == "license" && $0.isBelieved } == (license != nil))
  }

  @Test func `a paywall is one that the page declares`() throws {
    let paid = try clean(head: data("\"isAccessibleForFree\":\"False\""))
    let free = try clean(head: data("\"isAccessibleForFree\":true"))
    let metered = try clean(head: "<meta property='article:content_tier' content=metered>")
    let locked = try clean(head: "<meta property='article:content_tier' content=locked>")

    #expect(paid.0.flags == [.paywall])
    #expect(paid.1.contains { $0.field == "paywall" && $0.isBelieved })
    #expect(free.0.flags.isEmpty)
    #expect(free.1.contains { $0.field == "paywall" && !$0.isBelieved })
    #expect(metered.0.flags.isEmpty)
    #expect(locked.0.flags == [.paywall])
  }

  @Test func `comments are counted where the page counts them`() throws {
    let statistic =
      "\"interactionStatistic\":[{\"@type\":\"InteractionCounter\",\"interactionType\":{\"@type\":\"LikeAction\"},\"userInteractionCount\":9},{\"interactionType\":\"https://schema.org/CommentAction\",\"userInteractionCount\":\"4\"}]"

    #expect(try clean(head: data("\"commentCount\":12")).0.commentCount == 12)
    #expect(try clean(head: data(statistic)).0.commentCount == 4)
    #expect(
      try clean(head: "", foot: "<div><meta itemprop=commentCount content=3></div>").0.commentCount
        == 3)
    #expect(try clean(head: "", foot: "<h3>1,204 Comments</h3>").0.commentCount == 1_204)
    #expect(try clean(head: "", foot: "<p>5 Kommentare</p><p>5 Kommentare</p>").0.commentCount == 5)
    // Numbers of teasers contradict each other.
    #expect(
      try clean(head: "", foot: "<p>5 comments</p><p>7 comments</p>").0.commentCount == nil)
    #expect(try clean(head: "").0.commentCount == nil)
  }

  @Test func `the lead image is the one that metadata names, else the body's first`() throws {
    let named = try clean(
      head:
        "<meta property=og:image content='data:image/png;base64,AA'><meta name=twitter:image content=/t.jpg>"
    )
    let without = try clean(head: "")

    #expect(named.0.leadImage == "https://example.org/t.jpg")
    #expect(named.1.contains { $0.field == "lead_image" && $0.value == "/t.jpg" && $0.isBelieved })
    #expect(without.0.leadImage == nil)
  }

  @Test func `the site's name is what it calls itself`() throws {
    let site =
      "<script type=application/ld+json>[{\"@type\":\"WebSite\",\"name\":\"Harbour &amp; Tea\"}]</script>"

    #expect(try clean(head: site).0.siteName == "Harbour & Tea")
    #expect(
      try clean(head: site + "<meta property=og:site_name content=Harbour>").0.siteName == "Harbour"
    )
    #expect(try clean(head: "<title>Tea in the rain - Harbour</title>").0.siteName == nil)
  }

  @Test(arguments: [
    ("tea, TCP/IP, rain", ["tea", "TCP/IP", "rain"]), ("tea/rain", ["tea", "rain"]),
    ("茶_雨_河", ["茶", "雨", "河"]),
  ])
  func `keywords are cut at strokes only where nothing else parts them`(
    text: String, words: [String]
  ) throws {
    #expect(try clean(head: "<meta name=keywords content='\(text)'>").0.keywords == words)
  }

  @Test func `a short page's language is what it declares, in one place or another`() throws {
    func language(_ head: String) -> String? {
      let page = "<head>\(head)</head><p>Ja, det er godt. Hun kom hjem igen, og alle var glade.</p>"
      return Self.cleaner.clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html")).article?
        .language
    }

    #expect(
      language("<meta property=og:locale content=nb_NO>")
        == language("<meta http-equiv=content-language content=nb>"))
  }
}
