import Domain
import Foundation
import Testing

@testable import Ingest

struct PageReaderTests {
  let reader = PageReader(limit: 1000) { text in
    text.lowercased().hasPrefix("http") ? text.lowercased() : nil
  }

  private func page(
    _ body: String, _ type: String? = nil, url: String? = nil
  ) throws(PageProblem) -> RawPage {
    let submission = try reader.read(
      Array(body.utf8), in: PageReader.Envelope(contentType: type, url: url))
    guard case .page(let page) = submission else { throw PageProblem(.malformed, "several") }
    return page
  }

  @Test(
    arguments: [
      ("text/html", "text/html", nil), ("TEXT/HTML; Charset=\"GBK\"", "text/html", "GBK"),
      ("application/xhtml+xml;charset=utf-8", "application/xhtml+xml", "utf-8"),
      ("text/plain; charset=big5", "text/plain", "big5"), (nil, nil, nil), ("", nil, nil),
      ("application/octet-stream", nil, nil), ("application/x-www-form-urlencoded", nil, nil),
      ("application/octet-stream; charset=gbk", nil, "gbk"),
    ] as [(String?, String?, String?)])
  func `a raw body is the page`(type: String?, media: String?, charset: String?) throws {
    let page = try page("<p>Tea & cake=good", type, url: "http://EXAMPLE.org/a")

    #expect(String(decoding: page.bytes, as: UTF8.self) == "<p>Tea & cake=good")
    #expect(page.mediaType == media)
    #expect(page.charset == charset)
    #expect(page.url == "http://example.org/a")
  }

  @Test(arguments: [nil, "application/json", "application/x-www-form-urlencoded"] as [String?])
  func `a JSON page is told by its bytes or its type`(type: String?) throws {
    let page = try page(#" {"url":"http://a.org/","html":"<p>\u00e9\n"}"#, type)

    #expect(page.bytes == Array("<p>é\n".utf8))
    #expect(page.url == "http://a.org/")
    #expect(page.mediaType == "text/html")
    #expect(page.charset == "utf-8")
  }

  @Test func `every member of a page arrives`() throws {
    let page = try page(
      #"""
      {"ref":{"n":1},"url":"http://a.org/","body_base64":"gYI=","content_type":"text/plain; charset=gbk",
       "fetched_at":"2021-10-12T11:03:50+08:00","headers":{"ETag":"x","Link":["a","b"]},
       "metadata":{"tags":["t"]}}
      """#, "application/json")

    #expect(page.ref == .object(["n": .integer(1)]))
    #expect(page.bytes == [0x81, 0x82])
    #expect(page.mediaType == "text/plain")
    #expect(page.charset == "gbk")
    #expect(page.fetchedAt?.rfc3339 == "2021-10-12T03:03:50Z")
    #expect(page.headers.map(\.name) == ["ETag", "Link", "Link"])
    #expect(page.headers.map(\.value) == ["x", "a", "b"])
    #expect(page.metadata == ["tags": .array([.string("t")])])
  }

  @Test func `the page's own headers say its type where nothing else does`() throws {
    let page = try page(
      #"{"body_base64":"YQ==","headers":{"content-type":"text/html; charset=gbk"}}"#)

    #expect(page.mediaType == "text/html")
    #expect(page.charset == "gbk")
  }

  @Test(
    arguments: [
      ("url=http%3A%2F%2Fa.org%2F&html=%3Cp%3Ea+b%26c", "<p>a b&c", "text/html", "http://a.org/"),
      ("text=a%0Ab", "a\nb", "text/plain", nil),
      ("html=<p>", "html=<p>", nil, nil), ("text=a b", "text=a b", nil, nil),
      ("text=a&other=b", "text=a&other=b", nil, nil), ("a=1&b=2", "a=1&b=2", nil, nil),
      ("html=a&b c", "html=a&b c", nil, nil), ("text=%zz", "text=%zz", nil, nil),
      ("text=茶", "text=茶", nil, nil),
    ] as [(String, String, String?, String?)])
  func `a real form is taken as one, anything like it is a page`(
    body: String, bytes: String, media: String?, url: String?
  ) throws {
    let page = try page(body, "application/x-www-form-urlencoded")

    #expect(String(decoding: page.bytes, as: UTF8.self) == bytes)
    #expect(page.mediaType == media)
    #expect(page.url == url)
  }

  @Test(
    arguments: [
      ("", nil, .empty, nil), ("", "text/html", .empty, nil),
      ("x", "image/png", .unsupportedType, nil), ("x", "html", .unsupportedType, nil),
      ("x", "multipart/form-data", .malformed, nil),
      ("%PDF-1.7 …", nil, .unsupportedType, nil), ("GIF89a…", "text/html", .unsupportedType, nil),
      (String(repeating: "x", count: 1001), "text/html", .tooLarge, nil),
      ("[]", "application/json", .malformed, nil), ("{", "application/json", .malformed, nil),
      ("{}", "application/json", .incomplete, nil),
      (#"{"url":"http://a.org/","content_type":"text/html"}"#, nil, .incomplete, "content_type"),
      (#"{"url":"nowhere"}"#, nil, .malformed, "url"),
      (#"{"html":"a","text":"b"}"#, nil, .incomplete, "html"),
      (#"{"html":1}"#, nil, .malformed, "html"), (#"{"html":""}"#, nil, .empty, "html"),
      (#"{"html":"a","html":"b"}"#, nil, .malformed, "html"),
      (#"{"html":"a","body":"b"}"#, nil, .malformed, "body"),
      (#"{"html":"a","url":"nowhere"}"#, nil, .malformed, "url"),
      (#"{"html":"a","url":7}"#, nil, .malformed, "url"),
      (#"{"html":"a","fetched_at":"soon"}"#, nil, .malformed, "fetched_at"),
      (#"{"html":"a","headers":["x"]}"#, nil, .malformed, "headers"),
      (#"{"html":"a","headers":{"x":1}}"#, nil, .malformed, "headers"),
      (#"{"html":"a","metadata":[]}"#, nil, .malformed, "metadata"),
      (#"{"html":"a\ud800"}"#, nil, .malformed, nil), (#"{"html":"a"} x"#, nil, .malformed, nil),
      (#"{"body_base64":"!"}"#, nil, .malformed, "body_base64"),
      (
        #"{"body_base64":"YQ==","content_type":"image/png"}"#, nil, .unsupportedType, "content_type"
      ),
      ("html=a&text=b", "application/x-www-form-urlencoded", .incomplete, "html"),
      ("html=a&other=b", "application/x-www-form-urlencoded", .malformed, "other"),
      ("url=http%3A%2F%2Fa.org&e%20x=1", "application/x-www-form-urlencoded", .malformed, "e x"),
      ("html=a&html=b", "application/x-www-form-urlencoded", .malformed, "html"),
    ] as [(String, String?, PageProblem.Kind, String?)])
  func `anything else is refused, naming what is at fault`(
    body: String, type: String?, kind: PageProblem.Kind, member: String?
  ) {
    let problem = #expect(throws: PageProblem.self) { try page(body, type) }

    #expect(problem?.kind == kind)
    #expect(problem?.member == member)
  }

  @Test(
    arguments: [
      (#"{"url":"HTTP://a.org/","ref":7}"#, "application/json", JSONValue.integer(7)),
      ("url=http%3A%2F%2Fa.org%2F", "application/x-www-form-urlencoded", nil),
    ] as [(String, String, JSONValue?)])
  func `an address alone is to be fetched`(body: String, type: String, ref: JSONValue?) throws {
    let submission = try reader.read(Array(body.utf8), in: .init(contentType: type))

    guard case .address(let address) = submission else { throw PageProblem(.malformed, "a page") }
    #expect(address == PageAddress(url: "http://a.org/", ref: ref))
    #expect(throws: PageProblem.self) { try reader.page(json: Array(body.utf8)) }
  }

  @Test(arguments: [#"{"html":"#, #"{"html": "#, #"{"url":"#])
  func `a page that was cut short is told so`(json: String) {
    let problem = #expect(throws: PageProblem.self) { try page(json, "application/json") }

    #expect(problem?.detail.contains("it ends where the value of") == true)
  }

  @Test func `a bad page keeps its name`() {
    let problem = #expect(throws: PageProblem.self) {
      try page(#"{"ref":"p7","html":"a","metadata":3}"#)
    }

    #expect(problem?.ref == .string("p7"))
  }

  @Test func `a url beside the page must be the page's`() throws {
    let json = #"{"html":"a","url":"http://a.org/"}"#

    #expect(try page(json, url: "HTTP://a.org/").url == "http://a.org/")
    #expect(throws: PageProblem.self) { try page(json, url: "http://b.org/") }
    #expect(throws: PageProblem.self) { try page("<p>", url: "nowhere") }
  }

  @Test func `JSON in another encoding is refused with the way out`() {
    let body = Array(#"{"html":""#.utf8) + [0xD6, 0xD0] + Array(#""}"#.utf8)

    let problem = #expect(throws: PageProblem.self) { try reader.page(json: body) }

    #expect(problem?.detail.contains("body_base64") == true)
  }
}
