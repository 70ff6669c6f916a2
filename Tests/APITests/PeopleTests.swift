import Domain
import HTTPServer
import Testing

@testable import API

/// The pages for people.
struct PeopleTests {
  let desk = Desk()

  @Test func `the newest articles are listed, each with a link to be read`() throws {
    try desk.post("Tea <b>\nhot & \"strong\"", url: "https://example.org/tea")
    try desk.post("Ale\ncold")

    let answer = try desk.ask(.get, "/")

    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
    #expect(answer.text.contains("<a href=\"/articles/a1\">Tea &lt;b&gt;</a>"))
    #expect(answer.text.contains("<a href=\"/articles/a2\">Ale</a>"))
    #expect(!answer.text.contains("<b>") && !answer.text.contains("<script"))
    let read = try desk.ask(.get, "/articles/a1")
    #expect(read.text.contains("<h1>Tea &lt;b&gt;</h1>"))
    #expect(read.text.contains("<p>hot & \"strong\"</p>"), "the article's own markup")
    #expect(read.text.contains("href=\"https://example.org/tea\""))
  }

  @Test func `a search shows its words and goes on where it ended`() throws {
    for number in 1...25 { try desk.post("Tea \(number)\nhot") }

    let first = try desk.ask(.get, "/?q=Tea")
    let form = try desk.ask(.get, "/?q=")
    let none = try desk.ask(.get, "/?q=%3Cscript%3E")

    #expect(first.text.contains("value=\"Tea\""))
    let link = try #require(first.text.firstMatch(of: /rel="next" href="([^"]+)"/))
    let next = try desk.ask(.get, String(link.1).replacing("&amp;", with: "&"))
    #expect(next.status == 200)
    #expect(first.text.matches(of: /<h3>/).count == 20)
    #expect(next.text.matches(of: /<h3>/).count == 5)
    #expect(form.text.contains("Newest articles"))
    #expect(none.text.contains("value=\"&lt;script&gt;\""))
    #expect(try desk.ask(.get, "/?colour=red").status == 400)
  }

  @Test(arguments: ["/", "/articles/a1"])
  func `no page runs anything, loads more than images or is framed`(path: String) throws {
    try desk.post("Tea\nhot")

    let answer = try desk.ask(.get, path)
    let policy = try #require(answer.headers["Content-Security-Policy"])

    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"))
    #expect(!policy.contains("script") && !policy.contains("unsafe"))
    #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
    #expect(answer.headers["Referrer-Policy"] == "no-referrer")
  }

  @Test func `where there are tokens, articles are shown to who brings one`() throws {
    try desk.post("Tea\nhot")
    let secret = "Bearer " + desk.service.access.localSecret
    let made = try desk.ask(
      .post, "/v1/tokens", #"{"name": "x", "scopes": ["read"]}"#, headers: ["Authorization": secret]
    )
    guard case .string(let token)? = made["token"] else { throw StoreError.closed }

    let stranger = try desk.ask(.get, "/")
    let guest = try desk.ask(.get, "/", headers: ["Authorization": "Bearer \(token)"])

    #expect(stranger.status == 200)
    #expect(!stranger.text.contains("Tea") && stranger.text.contains("winnow token create"))
    #expect(guest.text.contains("Tea"))
    #expect(try desk.ask(.get, "/articles/a1").status == 401)
  }

  @Test func `what is not there is a problem, as everywhere`() throws {
    #expect(try desk.ask(.get, "/articles/none").problem == "no-such-article")
    #expect(try desk.ask(.get, "/", headers: ["Accept": "application/json"]).status == 406)
  }
}
