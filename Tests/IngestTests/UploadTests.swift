import Domain
import Testing

@testable import Ingest

struct UploadTests {
  let reader = PageReader(limit: 1000) { $0.hasPrefix("http") ? $0 : nil }

  private func read(
    _ parts: [(head: String, content: String)], boundary: String = "cut", end: String = "--\r\n",
    url: String? = nil
  ) throws(PageProblem) -> [Result<RawPage, PageProblem>] {
    var body = "preamble\r\n"
    for part in parts { body += "--cut\r\n\(part.head)\r\n\r\n\(part.content)\r\n" }
    body += "--cut\(end)"
    let submission = try reader.read(
      Array(body.utf8),
      in: PageReader.Envelope(
        contentType: "multipart/form-data; boundary=\"\(boundary)\"", url: url))
    switch submission {
    case .page(let page): return [.success(page)]
    case .pages(let pages): return pages
    case .address: return []
    }
  }

  private func part(_ name: String, _ content: String, type: String? = nil) -> (String, String) {
    let kind = type.map { "\r\nContent-Type: \($0)" } ?? ""
    return (
      "Content-Disposition: form-data; name=\"\(name)\"; filename=\"a;b.html\"\(kind)", content
    )
  }

  @Test func `one page comes with its address and its bytes`() throws {
    let pages = try read([
      part("page", "<p>a\r\n--cu\r\n\r\n", type: "text/html; charset=gbk"),
      part("url", " http://a.org/ "), part("metadata", #"{"a":1}"#), part("ref", "p1"),
    ])

    let page = try #require(pages.first).get()
    #expect(pages.count == 1)
    #expect(page.bytes == Array("<p>a\r\n--cu\r\n\r\n".utf8))
    #expect(page.url == "http://a.org/")
    #expect(page.mediaType == "text/html")
    #expect(page.charset == "gbk")
    #expect(page.metadata == ["a": .integer(1)])
    #expect(page.ref == .string("p1"))
  }

  @Test func `several pages take their addresses in order, and one bad page stops no other`() throws
  {
    let pages = try read([
      part("page", "one"), part("url", "http://a.org/1"), part("page", "two", type: "image/png"),
      part("url", "http://a.org/2"), part("page", "three"), part("url", "nowhere"),
    ])

    #expect(pages.count == 3)
    #expect(try pages[0].get().url == "http://a.org/1")
    #expect(throws: PageProblem.self) { try pages[1].get() }
    #expect(throws: PageProblem.self) { try pages[2].get() }
  }

  @Test(arguments: [
    ([("", "x")], "no named part"), ([("Content-Disposition: form-data; name=file", "x")], "file"),
    ([], "nothing"),
    (
      [
        ("Content-Disposition: form-data; name=page", "x"),
        ("Content-Disposition: form-data; name=metadata", "[]"),
      ], "metadata"
    ),
    (
      [
        ("Content-Disposition: form-data; name=page", "x"),
        ("Content-Disposition: form-data; name=url", "http://a.org"),
        ("Content-Disposition: form-data; name=url", "http://b.org"),
      ], "urls"
    ),
  ])
  func `an upload without its page is refused`(parts: [(String, String)], what: String) {
    #expect(throws: PageProblem.self, "\(what)") { try read(parts) }
  }

  @Test func `an upload cut short or by another boundary is refused`() {
    #expect(throws: PageProblem.self) { try read([part("page", "x")], boundary: "other") }
    #expect(throws: PageProblem.self) { try read([part("page", "x")], end: "") }
  }

  @Test func `an empty page part is refused`() {
    #expect(throws: PageProblem.self) { try read([part("page", "")]) }
  }
}
