import Domain
import Testing

@testable import Cleaning

/// Titles, people and times as whole pages give them.
@Suite struct FieldStagesTests {
  private static let cleaner = Cleaner()

  private static let english =
    "The kettle was on, and the rain kept falling over the old harbour while the keeper told his story to the boats. "
  private static let chinese = "清晨五点半，河边的老茶馆已经坐了一半的人，掌柜把第一壶水烧开，顺手翻开柜台上的账本，在新的一页写下了日期。"

  private func clean(
    head: String = "", above: String = "", _ body: String? = nil, below: String = "",
    language: String = "en", url: String? = nil
  ) throws -> Cleaned {
    let text = body ?? "<p>\(Self.english)\(Self.english)</p><p>\(Self.english)It ended well.</p>"
    let page =
      "<html lang=\"\(language)\"><head>\(head)</head><body><article>\(above)\(text)\(below)</article></body></html>"
    return Self.cleaner.clean(
      RawPage(bytes: Array(page.utf8), url: url, mediaType: "text/html"))
  }

  @Test(arguments: [
    (
      "<title>Tea in the rain - Example Times</title>", "<h1>Tea in the rain</h1>",
      "Tea in the rain"
    ),
    // The only first-level heading speaks for itself where metadata words it otherwise.
    (
      "<title>Five reasons to drink tea in the rain | Example</title>",
      "<h1>Why tea tastes best in the rain</h1>", "Why tea tastes best in the rain"
    ),
    // A banner is no headline.
    (
      "<title>Tea in the rain - Example Times</title><meta property=og:site_name content='Example Times'>",
      "<h1>Example Times</h1><h2>Tea in the rain</h2>", "Tea in the rain"
    ),
    // The title repeats a line of the page: the rest of it is the site's.
    (
      "<title>Khazana Online - Tea in the rain over Dover</title>",
      "<div>Tea in the rain over Dover</div>", "Tea in the rain over Dover"
    ),
    (
      "<title>Latest News</title>", "<p>Tea in the rain over the harbour wall</p>",
      "Tea in the rain over the harbour wall"
    ),
    ("<meta property=og:title content='Tea in the rain'>", "", "Tea in the rain"),
  ])
  func `the headline is the one that readers see`(head: String, above: String, title: String) throws
  {
    #expect(try clean(head: head, above: above).article?.title == title)
  }

  @Test func `each field's witnesses are named, one of them believed`() throws {
    let cleaned = try clean(
      head: "<title>Tea in the rain</title><meta name=author content='Jane Doe'>",
      above: "<h1>Tea in the rain</h1><p class=byline>By John Roe</p>")

    let authors = cleaned.witnesses.filter { $0.field == "authors" }
    #expect(authors.contains { $0.origin == "meta author" && $0.isBelieved })
    #expect(authors.contains { $0.origin == "class byline" && !$0.isBelieved })
    #expect(cleaned.article?.authors == ["Jane Doe"])
  }

  @Test(arguments: [
    ("<p class=meta>By Jane Doe | March 3, 2020</p>", ["Jane Doe"]),
    ("<p>March 3, 2020 By Jane Doe and John Roe</p>", ["Jane Doe", "John Roe"]),
    ("<div class=author><a href='/x'>Jane Doe</a><span>Follow</span></div>", ["Jane Doe"]),
    ("<a href='/author/jane-doe'>Jane Doe</a>", ["Jane Doe"]),
    ("<div class=author>Example Newsroom</div>", []),
    (
      "<a rel=author href='/x'>Jane Doe</a> and <a rel=author href='/y'>John Roe</a>",
      ["Jane Doe", "John Roe"]
    ),
    ("<p>Filter by price and colour</p>", []),
  ])
  func `authors are read off the text where metadata is silent`(above: String, authors: [String])
    throws
  {
    let cleaned = try clean(
      head: "<title>Tea in the rain</title>", above: "<h1>Tea in the rain</h1>" + above)

    #expect(cleaned.article?.authors == authors)
  }

  @Test(arguments: [
    ("<p>2021-10-12 11:03　来源：江城日报　作者：林晓舟</p>", "", ["林晓舟"]),
    ("<p>赵延东、风笑天</p>", "", ["赵延东", "风笑天"]),
    ("", "<p>□ 本报记者 葛灵丹</p>", ["葛灵丹"]),
    ("", "<p>（袁源）</p>", ["袁源"]),
    ("<p>本站整理　来源：网络</p>", "", []),
    ("", "<p>责任编辑：刘林源</p>", ["刘林源"]),
  ])
  func `Chinese names are found at the edges of the article`(
    above: String, below: String, authors: [String]
  ) throws {
    let body = "<p>\(Self.chinese)\(Self.chinese)</p><p>\(Self.chinese)</p>"

    let cleaned = try clean(
      head: "<title>老茶馆里的新账本</title>", above: "<h1>老茶馆里的新账本</h1>" + above, body, below: below,
      language: "zh")

    #expect(cleaned.article?.authors == authors)
  }

  @Test(arguments: [
    (
      "<meta property=article:published_time content='2021-10-12T11:00:00+02:00'>", "",
      "2021-10-12T11:00:00+02:00"
    ),
    ("", "<p>Published March 3, 2020. Updated March 9, 2020</p>", "2020-03-03"),
    ("", "<p>Updated March 9, 2020. Published March 3, 2020</p>", "2020-03-03"),
    ("", "<time datetime='2020-03-03T10:00:00Z'>a while ago</time>", "2020-03-03T10:00:00Z"),
    // The page's clock gives the zone away.
    (
      "<meta property=article:published_time content='2023-12-24T01:06:51Z'>",
      "<p>Dec 23, 2023 5:06 pm</p>", "2023-12-23T17:06:51-08:00"
    ),
    // A day alone leaves the zone open: the day is what the page says.
    (
      "<meta property=article:published_time content='2023-12-24T01:06:51Z'>",
      "<p>December 23, 2023</p>", "2023-12-23"
    ),
    ("<meta name=date content='1970-01-01'>", "", nil),
  ])
  func `the time of publishing is the page's own`(head: String, above: String, time: String?) throws
  {
    let cleaned = try clean(
      head: "<title>Tea in the rain</title>" + head, above: "<h1>Tea in the rain</h1>" + above)

    #expect(cleaned.article?.publishedAt?.description == time)
  }

  @Test func `the address tells the day where nothing else does, and the footer's year never`()
    throws
  {
    let below = "<footer>© 2019 Example</footer>"

    let dated = try clean(below: below, url: "https://example.org/2021/10/12/tea")
    let undated = try clean(below: below, url: "https://example.org/tea")

    #expect(dated.article?.publishedAt?.description == "2021-10-12")
    #expect(undated.article?.publishedAt == nil)
  }

  @Test func `no date is later than the fetch`() throws {
    let page =
      "<title>Tea</title><meta name=date content='2031-01-01'><p>\(Self.english)\(Self.english)</p>"

    let cleaned = Self.cleaner.clean(
      RawPage(
        bytes: Array(page.utf8), mediaType: "text/html",
        fetchedAt: Timestamp("2021-10-12T00:00:00Z")))

    #expect(cleaned.article?.publishedAt == nil)
  }

  @Test func `dateline and byline are fields, not text`() throws {
    let article = try clean(
      head: "<title>Tea in the rain</title>",
      above: "<h1>Tea in the rain</h1><p>March 14, 2021 · By Jane Doe</p>"
    ).article

    #expect(article?.text.hasPrefix("The kettle") == true)
    #expect(article?.authors == ["Jane Doe"])
  }
}

/// What is measured of the text and read of the head beside title, people and times.
@Suite struct DescriptionTests {
  private static let cleaner = Cleaner()

  private func article(_ page: String, url: String? = nil) throws -> Article {
    try #require(
      Self.cleaner.clean(RawPage(bytes: Array(page.utf8), url: url, mediaType: "text/html")).article
    )
  }

  private static let prose: [(text: String, language: String, script: String, direction: String)] =
    [
      (
        "Die alte Brücke über den Fluss wurde im Herbst gesperrt, weil ein Pfeiler Risse hatte und die Stadt kein Geld.",
        "de", "Latn", "ltr"
      ),
      (
        "Старый трамвайный вагон стоит во дворе обычной пятиэтажки уже восемь лет, и по вечерам в его окнах горит свет.",
        "ru", "Cyrl", "ltr"
      ),
      (
        "في آخر السوق القديم دكان صغير لا يتسع لأكثر من كرسيين يجلس فيه العم إدريس كل صباح بين مئات الساعات.",
        "ar", "Arab", "rtl"
      ),
      (
        "瀬戸内の小さな港で、三十年間つながれたままだった図書船が、二十三日の朝、再び沖へ出た。船には本が積まれている。",
        "ja", "Jpan", "ltr"
      ),
      (
        "Стара лађа је стајала у луци целе зиме, а капетан је сваког јутра бројао галебове и писао писма која није слао.",
        "sr", "Cyrl", "ltr"
      ),
    ]

  @Test(arguments: prose)
  func `language, script and direction are measured, whatever is declared`(
    text: String, language: String, script: String, direction: String
  ) throws {
    let article = try article(
      "<html lang=en><p>\(text)</p><p>\(text)</p><p>\(text)</p></html>")

    #expect(article.language == language)
    #expect(article.script == script)
    #expect(article.direction == direction)
  }

  @Test func `addresses, licence, paywall and keywords are read off the head`() throws {
    let text = String(
      repeating: "The kettle was on and the rain kept falling over the harbour. ", count: 6)
    let article = try article(
      """
      <html><head><link rel=canonical href=/tea?x=1><link rel=license href=https://creativecommons.org/licenses/by/4.0/>
      <meta name=keywords content="tea, rain, Tea"><meta property="article:content_tier" content="locked">
      <meta property=og:image content=/tea.jpg></head><body><article><p>\(text)</p></article></body></html>
      """, url: "https://example.org/a")

    #expect(article.canonicalURL == "https://example.org/tea?x=1")
    #expect(article.license == "https://creativecommons.org/licenses/by/4.0/")
    #expect(article.keywords == ["tea", "rain", "Tea"])
    #expect(article.flags == [.paywall])
    #expect(article.leadImage == "https://example.org/tea.jpg")
  }
}
