import Domain
import Testing

@testable import Fetching

/// robots.txt as RFC 9309 has it.
@Suite struct RobotsTests {
  @Test(arguments: [
    // §2.2.2 and §5: the longest match decides.
    ("User-agent: *\nDisallow: /private\n", "/private/a", false),
    ("User-agent: *\nDisallow: /private\n", "/public", true),
    ("User-agent: *\nDisallow: /\nAllow: /tea\n", "/tea/green", true),
    ("User-agent: *\nAllow: /page\nDisallow: /page\n", "/page", true),
    ("User-agent: *\nDisallow: /*.gif$\n", "/a/b.gif", false),
    ("User-agent: *\nDisallow: /*.gif$\n", "/a/b.gif?x", true),
    ("User-agent: *\nDisallow: /a*b*c\n", "/aXbXbYc", false),
    ("User-agent: *\nDisallow: /a*b*c$\n", "/aXbXcX", true),
    ("User-agent: *\nDisallow: /foo/bar?baz\n", "/foo/bar?baz=1", false),
    ("User-agent: *\nDisallow:\n", "/a", true),
    // The own group counts, the common one then does not.
    ("User-agent: *\nDisallow: /\n\nUser-agent: Winnow/2.0\nDisallow: /x\n", "/a", true),
    ("User-agent: *\nDisallow: /\n\nUser-agent: winnow\nDisallow: /x\n", "/x", false),
    ("User-agent: other\nUser-agent: winnow\nDisallow: /x\n", "/x", false),
    ("User-agent: winnow\nDisallow: /x\nUser-agent: winnow\nDisallow: /y\n", "/y", false),
    ("User-agent: winnowing\nDisallow: /\n", "/x", true),
    ("user-agent:winnow # us\r\ndisallow:/x # theirs\r\n", "/x", false),
    ("\u{FEFF}User-agent: *\nDisallow: /x\n", "/x", false),
    // §2.2.2: encodings are made alike.
    ("User-agent: *\nDisallow: /%e8%8c%b6\n", "/%E8%8C%B6", false),
    ("User-agent: *\nDisallow: /茶\n", "/%E8%8C%B6", false),
    ("User-agent: *\nDisallow: /%74ea\n", "/tea", false),
    ("User-agent: *\nDisallow: /\n", "/robots.txt", true),
    ("<html>Not found</html>", "/a", true),
  ])
  func `rules decide as the standard says`(text: String, path: String, isAllowed: Bool) {
    #expect(RobotsRules(Array(text.utf8), product: "winnow").allows(path) == isAllowed)
  }

  @Test func `a pattern of many stars takes no long time`() {
    let text = "User-agent: *\nDisallow: /" + String(repeating: "*a", count: 1000) + "b\n"
    let rules = RobotsRules(Array(text.utf8), product: "winnow")

    #expect(rules.allows("/" + String(repeating: "a", count: 4000)))
  }

  @Test(arguments: [
    (200, "User-agent: *\nDisallow: /closed", "/closed/a", FetchProblem.Kind?.some(.robots)),
    (200, "User-agent: *\nDisallow: /closed", "/open", nil), (404, "no", "/closed", nil),
    (503, "later", "/open", .robots), (301, "/robots.txt", "/open", nil),
  ])
  func `it is asked for once, and obeyed`(
    status: Int, text: String, path: String, kind: FetchProblem.Kind?
  ) throws {
    let stub = try WebStub { request, client in
      guard request.path == "/robots.txt" else { return client.answer(200, FetcherTests.page) }
      client.answer(status, text, fields: status == 301 ? ["Location: \(text)"] : [])
    }
    let fetcher = FetcherTests.fetcher()

    var problem: FetchProblem?
    for _ in 0..<2 {
      do throws(FetchProblem) {
        _ = try fetcher.fetch(FetchRequest(url: stub.base + path))
      } catch {
        problem = error
      }
    }

    #expect(problem?.kind == kind)
    #expect(stub.paths.isEmpty == (kind != nil))
    if status == 200 || status == 404 {
      #expect(stub.requests.count { $0.path == "/robots.txt" } == 1)
    }
  }

  @Test func `told not to, nobody asks for it`() throws {
    let stub = try WebStub { _, client in client.answer(200, FetcherTests.page) }
    var settings = FetcherTests.settings
    settings.obeysRobots = false

    _ = try Fetcher(settings) { Timestamp(milliseconds: 0) }
      .fetch(FetchRequest(url: stub.base + "/a"))

    #expect(stub.requests.map(\.path) == ["/a"])
  }
}
