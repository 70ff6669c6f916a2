import TestSupport
import Testing

@testable import WebURL

struct WebURLTests {
  @Test(arguments: [
    ("HTTP://EXAMPLE.org:80/a/../ä?q#f", "http://example.org/%C3%A4?q#f"),
    ("https://example.org", "https://example.org/"),
    ("  https:\n//ex\tample.org/ b ", "https://example.org/%20b"),
    ("https:example.org", "https://example.org/"),
    ("http://user:p@ss@example.org/", "http://user:p%40ss@example.org/"),
    ("http://0x7F.1/", "http://127.0.0.1/"),
    ("http://017700000001", "http://127.0.0.1/"),
    ("http://[1:0:0:2::]/", "http://[1:0:0:2::]/"),
    ("http://[::FFFF:1.2.3.4]:8080/", "http://[::ffff:102:304]:8080/"),
    ("http://münchen.de/", "http://xn--mnchen-3ya.de/"),
    ("http://中国.cn", "http://xn--fiqs8s.cn/"),
    ("http://faß.de", "http://xn--fa-hia.de/"),
    ("file:///C|/x/../../y", "file:///C:/y"),
    ("mailto:a b@c", "mailto:a b@c"),
    ("data:text/plain,x #f", "data:text/plain,x%20#f"),
    ("foo://Bar/a/./b", "foo://Bar/a/b"),
    ("web+demo:/.//not-a-host/", "web+demo:/.//not-a-host/"),
  ])
  func `parses and writes`(input: String, href: String) {
    #expect(WebURL(input)?.href == href)
  }

  @Test(arguments: [
    "", "x", "//example.org", "http://", "http://a b/", "http://[::1", "http://[1:2:3]/",
    "http://1.2.3.4.5/", "http://256.256.256.256/", "http://a:65536/", "http://a:b/",
    "http://user@/", "http://%00/", "http://a<b/", "http://\u{AD}/",
  ])
  func `refuses`(input: String) {
    #expect(WebURL(input) == nil)
  }

  @Test(arguments: [
    ("c", "http://e.org/a/c"), ("/c", "http://e.org/c"), ("../c", "http://e.org/c"),
    ("./", "http://e.org/a/"), ("..", "http://e.org/"), ("%2E%2e/c", "http://e.org/c"),
    ("?x=1", "http://e.org/a/b?x=1"), ("#g", "http://e.org/a/b?q#g"),
    ("", "http://e.org/a/b?q"), ("//f.org", "http://f.org/"), ("\\c\\d", "http://e.org/c/d"),
    ("https://g.org/x", "https://g.org/x"), ("http:c", "http://e.org/a/c"),
    ("a:b", "a:b"), ("c?d#e?f#g", "http://e.org/a/c?d#e?f#g"), (".c/d.", "http://e.org/a/.c/d."),
    ("javascript:void(0)", "javascript:void(0)"), ("c/./d", "http://e.org/a/c/d"),
  ])
  func `resolves against a page`(reference: String, href: String) {
    let page = WebURL("http://e.org/a/b?q#f")

    #expect(WebURL(reference, base: page)?.href == href)
  }

  @Test func `has the parts that browsers show`() throws {
    let url = try #require(WebURL("https://u:p@example.org:8443/a/b?q=1#f"))

    #expect(url.scheme == "https")
    #expect(url.username == "u")
    #expect(url.password == "p")
    #expect(url.hostname == "example.org")
    #expect(url.port == 8443)
    #expect(url.host == "example.org:8443")
    #expect(url.pathname == "/a/b")
    #expect(url.search == "?q=1")
    #expect(url.hash == "#f")
    #expect(url.origin == "https://example.org:8443")
    #expect(url.withoutFragment.href == "https://u:p@example.org:8443/a/b?q=1")
    #expect(url.withoutFragment.hash == "")
  }

  @Test(arguments: [
    ("http://e.org/x", "http://e.org"), ("file:///x", "null"), ("data:,x", "null"),
    ("blob:https://e.org/uuid", "https://e.org"), ("blob:file:///x", "null"),
  ])
  func `has an origin`(input: String, origin: String) {
    #expect(WebURL(input)?.origin == origin)
  }

  @Test func `a query is written in the page's encoding`() throws {
    let page = try #require(WebURL("http://e.org/"))
    let gbk: (UInt32) -> [UInt8]? = { $0 == 0x4E2D ? [0xD6, 0xD0] : nil }

    let url = WebURL(utf8: "/中?q=中文".utf8.span, base: page, encodeQuery: gbk)

    #expect(url?.href == "http://e.org/%E4%B8%AD?q=%D6%D0%26%2325991%3B")
  }
}

struct URLResolutionFuzzTests {
  private let pieces = [
    "a", "Z", "0", "-", "_", ".", "..", "/", "//", "\\", "?", "#", ":", "@", "%", "%2e", "%zz", "é",
    "中", " ", "\t", "\n", "[", "]", "|", "C:", "http:", "https://", "file:", "x:", "=", "&", "'",
    "\"",
    "<", "^", "`", "{", "~", "!", ";", ",", "+", "xn--", "0x", "1.2", "\u{0}", "\u{7F}", "\u{200D}",
  ]
  private let bases = [
    "http://e.org/a/b?q#f", "https://u:p@e.org:81/", "file:///C:/x/y", "foo://h/a", "foo:/a",
    "mailto:x",
    "ws://[::1]/..//", "http://e.org//?",
  ]

  private func text(_ random: inout SplitMix) -> String {
    (0..<Int.random(in: 0..<9, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  @Test func `the fast path answers as the general parser does`() throws {
    var random = SplitMix(state: 1)
    let bases = try bases.map { try #require(WebURL($0)) }
    var taken = 0
    for _ in 0..<8_000 {
      let reference = text(&random)
      let base = try #require(bases.randomElement(using: &random))
      guard let fast = base.resolvingSimply(reference.utf8.span) else { continue }
      taken += 1

      let slow = URLParser.parse(reference.utf8.span, base: base, encodeQuery: nil)
        .map { WebURL($0) }

      #expect(fast.href == slow?.href, "\(reference) at \(base)")
      #expect(fast.pathname == slow?.pathname, "\(reference) at \(base)")
      #expect(fast.search == slow?.search, "\(reference) at \(base)")
      #expect(fast.hash == slow?.hash, "\(reference) at \(base)")
    }
    #expect(taken > 200)
  }

  @Test func `the fast path of absolute addresses answers as the general parser does`() throws {
    var random = SplitMix(state: 1)
    let hosts = [
      "e.org", "a-b.example", "1.2", "e.0x", "xn--fsq.e", "e", "E.org", "e.org:80", "a..b", "e.",
    ]
    var taken = 0
    for _ in 0..<8_000 {
      let scheme = try #require(["http", "https", "ftp", "HTTP"].randomElement(using: &random))
      let host = try #require(hosts.randomElement(using: &random))
      let address = "\(scheme)://\(host)\(Bool.random(using: &random) ? "/" : "")\(text(&random))"
      guard let fast = WebURL.parsingSimply(address.utf8.span) else { continue }
      taken += 1

      let slow = URLParser.parse(address.utf8.span, base: nil, encodeQuery: nil).map { WebURL($0) }

      #expect(fast.href == slow?.href, "\(address)")
      #expect(fast.host == slow?.host && fast.scheme == slow?.scheme, "\(address)")
      #expect(fast.pathname == slow?.pathname, "\(address)")
      #expect(fast.search == slow?.search && fast.hash == slow?.hash, "\(address)")
    }
    #expect(taken > 200)
  }

  @Test func `what is written is read back as the same`() throws {
    var random = SplitMix(state: 1)
    let bases = try bases.map { try #require(WebURL($0)) }
    for _ in 0..<8_000 {
      let reference = text(&random)
      let base = try #require(bases.randomElement(using: &random))
      guard let url = WebURL(reference, base: base) else { continue }

      let again = WebURL(url.href)

      #expect(again?.href == url.href, "\(reference) at \(base)")
      #expect(again?.pathname == url.pathname, "\(reference) at \(base)")
      #expect(url.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func `random bytes trap nothing`() {
    var random = SplitMix(state: 1)
    let base = WebURL("http://e.org/a/b")
    for _ in 0..<5_000 {
      let head = Array((["", "http://", "//", "http://[", "file:"].randomElement() ?? "").utf8)
      let bytes =
        head
        + (0..<Int.random(in: 0..<40, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }

      let url = WebURL(utf8: bytes.span, base: base)

      #expect(url?.utf8.allSatisfy { $0 < 0x80 } ?? true, "\(bytes)")
    }
  }

  @Test(arguments: ["a", "/", "../", "@", "é", "%2e/", "x:", "["])
  func `a long reference is read to its end`(piece: String) {
    let reference = "http://" + String(repeating: piece, count: 200_000)

    _ = WebURL(reference, base: WebURL("http://e.org/"))
    let path = WebURL("http://e.org/" + String(repeating: piece, count: 200_000))

    #expect(path?.hostname == "e.org")
  }
}
