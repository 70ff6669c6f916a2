import Domain
import HTTPServer
import Testing

@testable import API

struct GetArticleTests {
  let desk = Desk()

  @Test(
    arguments: [
      ("", nil, "application/json", #"{"id":"a1""#),
      ("?format=text", nil, "text/plain; charset=utf-8", "hot\n"),
      ("?format=html", nil, "text/html; charset=utf-8", "<p>hot</p>\n"),
      ("?format=markdown", "text/html", "text/markdown; charset=utf-8", "*hot*\n"),
      ("", "text/markdown", "text/markdown; charset=utf-8", "*hot*\n"),
      ("", "*/*", "application/json", "{"), ("", "text/*", "text/plain; charset=utf-8", "hot"),
      ("", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8", "<p>"),
      ("", "text/plain;q=0.2, application/json;q=0.1", "text/plain; charset=utf-8", "hot"),
      ("", "text/*, text/plain;q=0", "text/html; charset=utf-8", "<p>"),
      ("?restore=none&format=text", nil, "text/plain; charset=utf-8", "[none keep]hot"),
      ("?restore=repair&format=text", nil, "text/plain; charset=utf-8", "[repair keep]hot"),
      ("?script=keep&format=text", nil, "text/plain; charset=utf-8", "[full keep]hot"),
      (
        "?restore=repair&script=traditional&format=text", nil, "text/plain; charset=utf-8",
        "[repair traditional]hot"
      ),
      ("?fields=title,text", nil, "application/json", #"{"title":"Tea","text":"hot"}"# + "\n"),
    ] as [(String, String?, String, String)])
  func `one article in many forms`(
    query: String, accept: String?, type: String, beginning: String
  ) throws {
    try desk.post("Tea\nhot")

    let answer = try desk.ask(
      .get, "/v1/articles/a1\(query)", headers: accept.map { ["Accept": $0] } ?? [:])

    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == type)
    #expect(answer.text.hasPrefix(beginning))
    #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
    #expect((answer.headers["Content-Security-Policy"] != nil) == type.hasPrefix("text/html"))
  }

  @Test(arguments: [
    ("/v1/articles/a1", "image/png", 406, "not-acceptable"),
    ("/v1/articles/a1", "application/json;q=0", 406, "not-acceptable"),
    ("/v1/articles/a9", "*/*", 404, "no-such-article"),
    ("/v1/articles/a9/raw", "*/*", 404, "no-such-article"),
    ("/v1/articles/a9/explain", "*/*", 404, "no-such-article"),
    ("/v1/articles/%20", "*/*", 404, "no-such-article"),
    ("/v1/articles/a1?fields=titel", "*/*", 400, "bad-parameter"),
    ("/v1/articles/a1?fields=", "*/*", 400, "bad-parameter"),
    ("/v1/articles/a1?format=json&format=text", "*/*", 400, "bad-parameter"),
    ("/v1/articles/a1?script=latin", "*/*", 400, "bad-parameter"),
    ("/v1/articles/a1/raw?x", "*/*", 400, "unknown-parameter"),
    ("/v1/articles/a1/explain?view=all", "*/*", 400, "bad-parameter"),
    ("/v1/nowhere", "*/*", 404, "not-found"), ("/v1", "*/*", 404, "not-found"),
  ])
  func `what is not there or not possible is a problem`(
    target: String, accept: String, status: Int, problem: String
  ) throws {
    try desk.post("Tea\nhot")

    let answer = try desk.ask(.get, target, headers: ["Accept": accept])

    #expect(answer.status == status)
    #expect(answer.problem == problem)
    #expect(answer.headers["Content-Type"] == "application/problem+json")
  }

  @Test(arguments: [
    ("/v1/nothing", "There is nothing at /v1/nothing. GET /openapi.json lists every address"),
    (
      "/v1/articles/a1?fields=title,%20url", "There is no member “ url”; names stand between commas"
    ),
  ])
  func `a refusal names what is wrong, and where the right is found`(
    target: String, says: String
  ) throws {
    try desk.post("Tea\nhot")

    let answer = try desk.ask(.get, target)

    guard case .string(let detail)? = answer["detail"] else {
      Issue.record("\(answer.text)")
      return
    }
    #expect(detail.contains(says))
  }

  @Test func `a wrong method is told the right ones`() throws {
    let answer = try desk.ask(.put, "/v1/articles/a1")

    #expect(answer.status == 405)
    #expect(answer.headers["Allow"]?.contains("GET") == true)
    #expect(answer.problem == "method-not-allowed")
  }

  @Test func `a client that has the answer is told so`() throws {
    try desk.post("Tea\nhot")
    let first = try desk.ask(.get, "/v1/articles/a1")
    let tag = try #require(first.headers["ETag"])
    let date = try #require(first.headers["Last-Modified"])
    #expect(date == "Tue, 14 Nov 2023 22:13:20 GMT")

    let cases: [(Headers, Int)] = [
      (["If-None-Match": tag], 304), (["If-None-Match": "\"x\", W/\(tag)"], 304),
      (["If-None-Match": "*"], 304), (["If-None-Match": "\"x\""], 200),
      (["If-Modified-Since": date], 304),
      (["If-Modified-Since": "Tuesday, 14-Nov-23 22:13:20 GMT"], 304),
      (["If-Modified-Since": "Tue Nov 14 22:13:21 2023"], 304),
      (["If-Modified-Since": "Tue, 14 Nov 2023 22:13:19 GMT"], 200),
      (["If-Modified-Since": "yesterday"], 200),
      (["If-None-Match": "\"x\"", "If-Modified-Since": date], 200),
    ]
    for (headers, status) in cases {
      let answer = try desk.ask(.get, "/v1/articles/a1", headers: headers)
      #expect(answer.status == status, "\(Array(headers))")
      #expect(answer.headers["ETag"] == tag)
      #expect((status == 304) == answer.text.isEmpty)
    }
  }

  @Test func `whatever changes the answer changes its tag`() throws {
    try desk.post("Tea\nhot", url: "https://a.org/")
    let targets = [
      "", "?format=text", "?format=html", "?restore=repair", "?restore=none", "?script=keep",
      "?script=simplified", "?fields=title", "?fields=title,url",
    ]

    var tags = try targets.map { try desk.ask(.get, "/v1/articles/a1\($0)").headers["ETag"] }
    try desk.post("Tea\ncold", url: "https://a.org/")
    tags.append(try desk.ask(.get, "/v1/articles/a1").headers["ETag"])

    #expect(Set(tags).count == targets.count + 1)
    let inOrder = try desk.ask(.get, "/v1/articles/a1?fields=url,title").headers["ETag"]
    #expect(inOrder == (try desk.ask(.get, "/v1/articles/a1?fields=title,url").headers["ETag"]))
  }

  @Test func `the raw page is its bytes, and no browser runs it`() throws {
    try desk.ask(
      .post, "/v1/articles", "<script>x</script>",
      headers: ["Content-Type": "text/html; charset=gbk"])

    let answer = try desk.ask(.get, "/v1/articles/a1/raw")

    #expect(answer.text == "<script>x</script>")
    #expect(answer.headers["Content-Type"] == "text/html; charset=gbk")
    #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
    #expect(answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'")
    #expect(answer.headers["Content-Disposition"] == "attachment; filename=\"a1.html\"")
    let tag = try #require(answer.headers["ETag"])
    let again = try desk.ask(.get, "/v1/articles/a1/raw", headers: ["If-None-Match": tag])
    #expect(again.status == 304)
  }

  @Test func `each view of an explanation shows its records`() throws {
    try desk.post("Tea\nhot")

    let blocks = try desk.ask(.get, "/v1/articles/a1/explain")
    let edits = try desk.ask(.get, "/v1/articles/a1/explain?view=edits")
    let fields = try desk.ask(.get, "/v1/articles/a1/explain?view=fields")

    #expect(blocks["blocks", "0"]?.members?["text"] == .string("Tea"))
    #expect(blocks["blocks", "0"]?.members?["kept"] == .bool(true))
    #expect(blocks["blocks", "0"]?.members?["role"] == .string("body"))
    #expect(blocks["blocks", "0"]?.members?["reason"] == .string("a line"))
    #expect(edits["edits", "0"]?.members?["layer"] == .string("annotation"))
    #expect(edits["edits", "0"]?.members?["certainty"] == .string("proved"))
    #expect(fields["fields", "0"]?.members?["believed"] == .bool(true))
  }

  @Test func `a page without an article is explained too`() throws {
    try desk.post("nothing")

    let answer = try desk.ask(.get, "/v1/articles/a1/explain")

    #expect(answer.status == 200)
    #expect(answer["refusal"] == .string("The page says nothing."))
  }
}
