import Domain
import Foundation
import FoundationXML
import HTTPServer
import Ingest
import Testing

@testable import API

/// Exports and the feed, over the shelf.
struct ExportTests {
  private let desk = Desk()

  private func post(_ count: Int) throws {
    for number in 1...count {
      try desk.post("Title \(number)\nText of \(number).", url: "https://e.example/\(number)")
    }
  }

  @Test func `JSON lines are the articles, each once, in the order they came`() throws {
    try post(60)

    let answer = try desk.ask(.get, "/v1/export")

    #expect(answer.headers["Content-Type"] == "application/x-ndjson")
    let titles = answer.text.split(separator: "\n").map { line in
      JSONValue(json: Array(line.utf8))?.members?["title"]
    }
    #expect(titles == (1...60).map { .string("Title \($0)") })
    let some = try desk.ask(.get, "/v1/export?fields=id,title")
    #expect(some.text.split(separator: "\n").first == "{\"id\":\"a1\",\"title\":\"Title 1\"}")
  }

  @Test func `an export takes the filters of the list and refuses what it has not`() throws {
    try post(2)

    _ = try desk.ask(.get, "/v1/export?host=e.example&q=text")
    let query = try #require(desk.shelf.lastQuery)

    #expect(query.filter.host == "e.example")
    #expect(query.filter.text == "text")
    #expect(query.order == .ingestedAt)
    #expect(!query.isDescending)
    #expect(try desk.ask(.get, "/v1/export?format=pdf").problem == "bad-parameter")
    #expect(try desk.ask(.get, "/v1/export?format=epub&fields=id").problem == "bad-parameter")
    #expect(try desk.ask(.get, "/v1/export?limit=3").problem == "unknown-parameter")
  }

  @Test func `what has no articles is still a whole file of its form`() throws {
    for format in Export.Format.allCases {
      #expect(try desk.ask(.get, "/v1/export?format=\(format)").status == 200)
    }
    #expect(try desk.ask(.get, "/v1/export").text == "")
  }

  @Test func `front matter keeps to its quotes, whatever a title says`() {
    var article = Article()
    article.title = "A \"b\"\n--- c: d"
    article.authors = ["Ann: Lee", "# Bo"]
    article.publishedAt = PartialTime("2021-10-12")
    article.markdown = "Body."
    let view = ArticleView(
      article, of: RawPage(bytes: [], url: nil), cleaned: Cleaned())

    let text = String(decoding: MarkdownFile.bytes(view), as: UTF8.self)

    #expect(
      text.hasPrefix(
        "---\ntitle: \"A \\\"b\\\"\\n--- c: d\"\nauthors: [\"Ann: Lee\",\"# Bo\"]\ndate: \"2021-10-12\"\n"
      ))
    #expect(text.hasSuffix("\n---\n\n# A \"b\" --- c: d\n\nBody.\n"))
  }

  @Test func `a book begins with its type and ends with a directory of all it holds`() throws {
    try post(30)
    var export: [UInt8] = []
    let book = Export(
      store: desk.shelf, filter: ArticleQuery.Filter(), format: .epub,
      now: Timestamp(milliseconds: 1_700_000_000_000))
    while let piece = try book.next() { export += piece }

    #expect(String(decoding: export[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
    let count = Int(export[export.count - 12]) | Int(export[export.count - 11]) << 8
    #expect(count == 30 + 6)
  }

  @Test func `a book that is too long is refused before its first byte`() throws {
    try post(3)
    let small = Desk(bookArticles: 2)
    for number in 1...3 { try small.post("T\(number)\nx") }

    let answer = try small.ask(.get, "/v1/export?format=epub")

    #expect(answer.status == 400)
    #expect(answer.problem == "book-too-long")
    #expect(try small.ask(.get, "/v1/export").status == 200)
  }

  @Test func `the feed is well-formed, whatever articles say, and has what RFC 4287 asks for`()
    throws
  {
    try desk.post("A <b> & \u{1} \"c\"\n]]> & text", url: "https://e.example/?a=1&b=2")
    try desk.post("Second\ntext")

    let answer = try desk.ask(.get, "/v1/feed.atom", headers: ["Host": "winnow.example"])

    #expect(answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8")
    let feed = FeedReader(answer.text)
    #expect(feed.isWellFormed)
    #expect(feed.texts["feed/id"] == ["http://winnow.example/v1/feed.atom"])
    #expect(feed.texts["feed/updated"]?.count == 1)
    #expect(feed.texts["feed/title"]?.count == 1)
    #expect(feed.texts["feed/author/name"]?.count == 1)
    #expect(feed.texts["feed/entry/id"]?.count == 2)
    #expect(Set(feed.texts["feed/entry/id"] ?? []).count == 2)
    #expect(feed.texts["feed/entry/updated"]?.count == 2)
    #expect(feed.texts["feed/entry/title"]?.contains("A <b> &  \"c\"") == true)
    #expect(feed.texts["feed/entry/content"]?.contains { $0.contains("]]> & text") } == true)

    let tag = try #require(answer.headers["ETag"])
    #expect(try desk.ask(.get, "/v1/feed.atom", headers: ["If-None-Match": tag]).status == 304)
    try desk.post("Third\ntext")
    #expect(try desk.ask(.get, "/v1/feed.atom", headers: ["If-None-Match": tag]).status == 200)
  }
}

/// Texts of a feed by the path of element names.
private final class FeedReader: NSObject, XMLParserDelegate {
  private(set) var texts: [String: [String]] = [:]
  private(set) var isWellFormed = false
  private var path: [String] = []
  private var text = ""

  init(_ feed: String) {
    super.init()
    let parser = XMLParser(data: Data(feed.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    path.append(name)
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    texts[path.joined(separator: "/"), default: []].append(text)
    path.removeLast()
    text = ""
  }
}
