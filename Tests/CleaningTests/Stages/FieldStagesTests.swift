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
    // What stands behind a bar goes where another witness has the rest alone.
    (
      "<meta property=og:title content='Tea in the rain over Dover'>",
      "<h1>Tea in the rain over Dover | Example Kettles and Cups</h1>", "Tea in the rain over Dover"
    ),
    ("<title>| Example &amp; Cups Magazine</title>", "<h1>Tea in the rain</h1>", "Tea in the rain"),
    // A kicker, a day or a count in the heading is no part of the headline that metadata knows.
    (
      "<meta property=og:title content='Tea in the rain'>",
      "<h1><span>Weather</span> Tea in the rain</h1>",
      "Tea in the rain"
    ),
    (
      "<meta property=og:title content='Tea in the rain'>",
      "<h1>Tea in the rain <small>(video) 17</small></h1>",
      "Tea in the rain"
    ),
    // But its second half is.
    (
      "<meta property=og:title content='Tea in the rain'>", "<h1>Tea in the rain: a history</h1>",
      "Tea in the rain: a history"
    ),
    (
      "<title>Blog Archive » Tea in the rain</title>", "", "Tea in the rain"
    ),
    // A heading that leads to the front page is the banner, and a style in it is no text.
    (
      "<title>Moon Reader: Tea in the rain</title>",
      "<h1><a href=/>Moon Reader</a></h1><h2>Tea in the rain</h2>", "Tea in the rain"
    ),
    (
      "<title>Tea in the rain</title>", "<h1><style>.a{color:red}</style>Tea in<br>the rain</h1>",
      "Tea in the rain"
    ),
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
    ("<p>Jane Doe | Senior Writer | July 2, 2025</p>", ["Jane Doe"]),
    ("<p>11.12.2019 - Jane Doe</p>", ["Jane Doe"]),
    ("<p>Jane Doe</p><p>July 2, 2025</p>", ["Jane Doe"]),
    ("<p>Harbour Walks</p><p>July 2, 2025</p>", []),
    ("<h3>Author</h3><p>Jane Doe</p>", ["Jane Doe"]),
    ("<p>posted on 2023-12-19 23:30 EST by Jane Doe</p>", ["Jane Doe"]),
    ("<a href='/author/x'>Mary Major</a><p>By Jane Doe</p>", ["Jane Doe"]),
    ("<span class=author>moonreader</span>", ["moonreader"]),
    // A pen name between "by" and the day.
    ("<p>by moonreader, Dec 19th 2023</p>", ["moonreader"]),
    ("<p>by moonreader alone</p>", []),
    ("<p>06.11.2023 13:30 von moonreader</p>", ["moonreader"]),
    ("<p>06.11.2023 13:30 von der Insel</p>", []),
    // Who comments writes no article.
    ("<p>March 3, 2020</p><div class='comment odd'><a href='/author/x'>Mary Major</a></div>", []),
  ])
  func `authors are read off the text where metadata is silent`(above: String, authors: [String])
    throws
  {
    let cleaned = try clean(
      head: "<title>Tea in the rain</title>", above: "<h1>Tea in the rain</h1>" + above)

    #expect(cleaned.article?.authors == authors)
  }

  @Test(arguments: [
    (
      "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Jane Doe'>",
      "",
      ["Jane Doe"]
    ),
    // The byline names every author, and in full.
    (
      "<meta name=author content='Jane Doe'>", "<p class=byline>By Jane Doe and John Roe</p>",
      ["Jane Doe", "John Roe"]
    ),
    ("<meta name=author content=Jane>", "<p class=author>Jane Doe</p>", ["Jane Doe"]),
    // So does the byline where metadata has an account's name.
    (
      "<meta name=author content=teakettle>", "<p>By Jane Doe | March 3, 2020</p>", ["Jane Doe"]
    ),
    // Who typed an English article into a Chinese system did not write it.
    (
      "<meta name=author content='董森河'>", "<p>By Jane Doe | March 3, 2020</p>", ["Jane Doe"]
    ),
    // A scholar's meta goes before one that lists whom the article cites.
    (
      "<meta name=author content='Mary Major, John Roe'><meta name=citation_author content='Doe, Jane'>",
      "", ["Jane Doe"]
    ),
    // Another who is named is believed before what the site is called.
    (
      "<meta property=og:site_name content='Harbour Post'><meta name=author content='Harbour Post'>",
      "<p class=author>Jane Doe</p>", ["Jane Doe"]
    ),
  ])
  func `what metadata says of authors is filled up by what readers see`(
    head: String, above: String, authors: [String]
  ) throws {
    let cleaned = try clean(
      head: "<title>Tea in the rain</title>" + head, above: "<h1>Tea in the rain</h1>" + above)

    #expect(cleaned.article?.authors == authors)
  }

  @Test(arguments: [
    "Tác giả: Nguyễn Văn An", "Bởi Nguyễn Văn An", "Корреспондент Мария Иванова",
    "Interview: Anna Muster", "Un artículo de Juan Pérez", "Ein Beitrag von Anna Muster",
    "Ein Artikel von Anna Muster | 27.01.2022 - 12:45", "Penulis: Budi Santoso",
    "Yazar: Ayşe Yılmaz", "Autorka: Anna Kowalska", "Szerző: Kovács Anna",
    "Skrevet av: Kari Nordmann",
    "Συντάκτης: Μαρία Παππά", "ผู้เขียน: สมชาย ใจดี", "إعداد: محمد أحمد",
    "كتبت - فاطمة علي",
  ])
  func `bylines of many languages name their author`(line: String) throws {
    let cleaned = try clean(
      head: "<title>Tea in the rain</title>", above: "<h1>Tea in the rain</h1><p>\(line)</p>")

    let authors = try #require(cleaned.article?.authors)
    #expect(authors.count == 1 && authors.allSatisfy { line.contains($0) && $0.contains(" ") })
    #expect(cleaned.article?.text.contains(authors.first ?? "") == false)
  }

  @Test(arguments: [
    ("<p>Text: Jane Doe</p>", ["Jane Doe"]),
    ("<p>Posted by moonreader at December 16, 2025 11:15 AM</p>", ["moonreader"]),
    ("<p>Jane Doe</p>", ["Jane Doe"]),
    ("<p>Nguyễn Văn An</p>", ["Nguyễn Văn An"]),
    ("<p>Theo Nguyễn Văn An</p>", []),
    ("<p>Мария ИВАНОВА</p>", ["Мария ИВАНОВА"]),
    ("<p>Harbour Walks</p>", []),
  ])
  func `who signs behind the last paragraph is the author`(below: String, authors: [String]) throws
  {
    let cleaned = try clean(
      head: "<title>Tea in the rain</title>", above: "<h1>Tea in the rain</h1>", below: below)

    #expect(cleaned.article?.authors == authors)
  }

  @Test(arguments: [
    ("<title>Tea in the rain | Jane Doe's blog</title>", ["Jane Doe"]),
    ("<title>Tea in the rain | The harbour's blog</title>", []),
    ("<title>Tea in the rain | Jane Doe's choice</title>", []),
  ])
  func `whose site it is writes there`(head: String, authors: [String]) throws {
    let cleaned = try clean(head: head, above: "<h1>Tea in the rain</h1>")

    #expect(cleaned.article?.authors == authors)
  }

  @Test func `labels of comments name no author`() throws {
    let comments = (1...9).map {
      "<div><p>by Jane Doe\($0 % 2 == 0 ? "son" : "")</p><p>I like it.</p></div>"
    }

    let cleaned = try clean(
      head: "<title>Tea in the rain</title>", above: "<h1>Tea in the rain</h1>",
      below: "<section>\(comments.joined())</section>")

    #expect(cleaned.article?.authors == [])
  }

  @Test(arguments: [
    ("<p>2021-10-12 11:03　来源：江城日报　作者：林晓舟</p>", "", ["林晓舟"]),
    ("<p>赵延东、风笑天</p>", "", ["赵延东", "风笑天"]),
    ("<p>本报实习生 刘国栋 周炜</p><p>本报记者 王燕平</p>", "", ["刘国栋", "周炜", "王燕平"]),
    ("<p>2004年7月16日08:19 [ 林晓舟 ] 来源：[ 江城日报 ]</p>", "", ["林晓舟"]),
    ("", "<p>来源: 尹娟</p>", ["尹娟"]),
    ("", "<p>□ 本报记者 葛灵丹</p>", ["葛灵丹"]),
    ("", "<p>（袁源）</p>", ["袁源"]),
    ("<p>本站整理　来源：网络</p>", "", []),
    ("", "<p>责任编辑：刘林源</p>", ["刘林源"]),
    // Days, places and the codes of desks are nobody.
    ("<p>2024年5月22日 周三 上午8:21</p>", "<p>责任编辑：NF055</p>", []),
    ("<p>作者：叨叨姐、胡一刀&amp;李小飞刀</p>", "", ["叨叨姐", "胡一刀", "李小飞刀"]),
    ("<p>作者： 周思博 (Joel Spolsky)</p>", "", ["周思博 (Joel Spolsky)"]),
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
    // The day on which a blog or a member began is no article's.
    ("", "<p>Posts: 279, joined on 6 October 2004</p>", nil),
    ("", "<p>Member since 6 October 2004</p><p>Posted 15 September 2005</p>", "2005-09-15"),
    // The same moment in the page's zone.
    (
      "<meta property=article:published_time content='2023-12-22T18:30:00Z'>",
      "<time datetime='2023-12-23T05:30:00+11:00'>today</time>", "2023-12-23T05:30:00+11:00"
    ),
    // What readers see goes before a meta that may say anything.
    ("<meta name=date content='2020-04-30'>", "<p>29.04.2020, 12:01</p>", "2020-04-29T12:01"),
    // A day that readers see without a word of change, and that metadata has as the change: published anew.
    (
      "<meta property=article:published_time content='2020-03-03'><meta property=article:modified_time content='2023-12-19'>",
      "<p>December 19, 2023</p>", "2023-12-19"
    ),
    (
      "<meta property=article:published_time content='2020-03-03'><meta property=article:modified_time content='2023-12-19'>",
      "<p>Last updated</p><p>December 19, 2023</p>", "2020-03-03"
    ),
    // A system that has both on one day writes when the page was saved.
    (
      "<meta property=article:published_time content='2025-11-05'><meta property=article:modified_time content='2025-11-05'>",
      "<p>January 31, 2024</p>", "2024-01-31"
    ),
    // The time of publishing goes before another on the line, and comments have times of their own.
    ("", "<p>Feast on May 11, 2022. Published on May 10, 2022</p>", "2022-05-10"),
    (
      "", "<div class=comment><time datetime='2022-05-12T10:00:00Z'>a day ago</time></div>", nil
    ),
    ("", "<p>Press release of 25 January 2022 | Berlin – \(english)</p>", "2022-01-25"),
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

  @Test func `a date behind the body counts where it is called that of publishing`() throws {
    // Out of reach of the headline.
    let more = (1...12).map { "<p>\(Self.english) That was story \($0).</p>" }.joined()
    let dated = try clean(below: more + "<p>发布时间 2005/05/17 22:11:42 by moonreader</p>")
    let undated = try clean(below: more + "<p>See you on 2005/05/17 at the harbour</p>")
    let links = (1...8).map { "<p><a href=/\($0)>Print and send number \($0)</a></p>" }.joined()
    let far = try clean(
      below: more
        + "<footer>\(links)<p>Last modified: 2005/05/19 - Published: 2005/05/17</p></footer>")

    #expect(dated.article?.publishedAt?.description == "2005-05-17T22:11:42")
    #expect(far.article?.publishedAt?.description == "2005-05-17")
    #expect(undated.article?.publishedAt == nil)
  }

  @Test func `the article's own date stands before those of readers' answers`() throws {
    let more = (1...12).map { "<p>\(Self.english) That was story \($0).</p>" }.joined()
    let answer = "<p>\(Self.english)\(Self.english)</p>"
    let cleaned = try clean(
      below: more + "<div>发布时间 2005/05/17 22:11:42 by moonreader</div>\(answer)"
        + "<div>发布时间 2005/07/22 20:37:55 by rain</div>")

    #expect(cleaned.article?.publishedAt?.description == "2005-05-17T22:11:42")
  }

  @Test func `the language of XHTML orders day and month`() throws {
    let page =
      "<html xml:lang='en-GB'><title>Tea</title><meta name=date content='02/10/2020'><p>\(Self.english)\(Self.english)</p>"
    let cleaned = Self.cleaner.clean(RawPage(bytes: Array(page.utf8), mediaType: "text/html"))

    #expect(cleaned.article?.publishedAt?.description == "2020-10-02")
  }

  @Test func `the day in the address goes before other dates near the title`() throws {
    let cleaned = try clean(
      above: "<h1>Tea in the rain</h1><p>The feast is on July 1, 2024 at noon</p>",
      url: "https://example.org/2023/12/20/tea")

    #expect(cleaned.article?.publishedAt?.description == "2023-12-20")
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

  @Test(arguments: [
    ("<div class=intro><p>\(english)</p></div>", "", 1),
    ("<h2>\(english)</h2>", "", 1),
    // A refrain stands beside what it repeats.
    ("", "<p>\(english)</p>", 2),
  ])
  func `a standfirst that is the first paragraph again is no text`(
    above: String, within: String, count: Int
  ) throws {
    let body = """
      <div>\(within)<p>\(Self.english)</p>
      <p>The boats came in at noon, and nobody listened any more to what he said.</p>
      <p>It ended well, and the keeper went home along the quay with an empty cup in his hand.</p></div>
      """

    let cleaned = try clean(above: "<h1>Tea in the rain</h1>" + above, body)

    let lines = try #require(cleaned.article?.text.split(separator: "\n"))
    #expect(lines.count { $0 == Self.english.dropLast() } == count)
    #expect(lines.count == count + 2)
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
