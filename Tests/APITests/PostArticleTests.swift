import Domain
import HTTPServer
import Testing

@testable import API

struct PostArticleTests {
  let desk = Desk()
  let html: Headers = ["Content-Type": "text/html"]

  @Test func `a new page is created, the same bytes change nothing, others revise it`() throws {
    let target = "/v1/articles?url=https%3A%2F%2Fa.org%2F"

    let first = try desk.ask(.post, target, "Tea\nIt is hot.", headers: html)
    let again = try desk.ask(.post, target, "Tea\nIt is hot.", headers: html)
    let other = try desk.ask(.post, target, "Tea\nIt is cold.", headers: html)

    #expect(first.status == 201)
    #expect(first["outcome"] == .string("created"))
    #expect(first["title"] == .string("Tea"))
    #expect(first["url"] == .string("https://a.org/"))
    #expect(first.headers["Location"] == "/v1/articles/a1")
    #expect(again.status == 200)
    #expect(again["outcome"] == .string("unchanged"))
    #expect(again.headers["Location"] == nil)
    #expect(other.status == 201)
    #expect(other["outcome"] == .string("revised"))
    #expect(other["revision"] == .integer(2))
    #expect(other.headers["Location"] == "/v1/articles/a1")
    #expect(desk.log.cleanings.withLock { $0 } == 2)
  }

  @Test(arguments: [
    "/v1/articles", "/v1/articles?store=false", "/v1/clean", "/v1/clean?fields=title",
  ])
  func `the client's own name for a page comes back with its answer`(target: String) throws {
    let json: Headers = ["Content-Type": "application/json"]
    let page = #"{"ref":{"row":7},"text":"Tea\nIt is hot."}"#
    let bare = #"{"ref":{"row":7},"text":"nothing"}"#

    for _ in 1...2 {
      let answer = try desk.ask(.post, target, page, headers: json)
      #expect(answer["title"] == .string("Tea"))
      #expect(answer["ref", "row"] == .integer(7))
    }
    let refused = try desk.ask(.post, target, bare, headers: json)
    #expect(refused.status == 422)
    #expect(refused["ref", "row"] == .integer(7))
    let fetched = try desk.ask(
      .post, target, #"{"ref":{"row":7},"url":"https://a.org/"}"#, headers: json)
    #expect(fetched.problem == "fetching-off")
    #expect(fetched["ref", "row"] == .integer(7))
    let explained = try desk.ask(.post, "/v1/clean?explain=true", page, headers: json)
    #expect(explained["article", "ref", "row"] == .integer(7))
  }

  @Test func `the address may come as Content-Location, the parameter before it`() throws {
    let headers: Headers = ["Content-Location": "https://a.org/c", "Content-Type": "text/html"]

    let one = try desk.ask(.post, "/v1/articles", "Tea", headers: headers)
    let two = try desk.ask(.post, "/v1/articles?url=https://b.org/q", "Tea", headers: headers)

    #expect(one["url"] == .string("https://a.org/c"))
    #expect(two["url"] == .string("https://b.org/q"))
  }

  @Test func `a page without an article is kept and refused, each time the same`() throws {
    for _ in 1...2 {
      let answer = try desk.ask(.post, "/v1/articles", "nothing", headers: html)

      #expect(answer.status == 422)
      #expect(answer.problem == "no-article")
      #expect(answer["id"] == .string("a1"))
      #expect(answer["hrefs", "raw"] == .string("/v1/articles/a1/raw"))
      #expect(answer.text.contains("The page says nothing."))
      #expect(answer.headers["Content-Type"] == "application/problem+json")
    }

    let read = try desk.ask(.get, "/v1/articles/a1")
    #expect(read.status == 404)
    #expect(read.problem == "no-article")
    #expect(read["hrefs", "reclean"] == .string("/v1/articles/a1/reclean"))
    #expect(try desk.ask(.get, "/v1/articles/a1/raw").text == "nothing")
    #expect(try desk.ask(.delete, "/v1/articles/a1").status == 204)
    #expect(try desk.ask(.get, "/v1/articles/a1").problem == "no-such-article")
  }

  @Test func `store=false answers and keeps nothing`() throws {
    let answer = try desk.ask(.post, "/v1/articles?store=false", "Tea\nhot", headers: html)

    #expect(answer.status == 200)
    #expect(answer["title"] == .string("Tea"))
    #expect(answer["id"] == .null)
    #expect(answer["hrefs"] == .null)
    #expect(answer["raw", "bytes"] == .integer(7))
    #expect(desk.shelf.count == 0)
  }

  @Test func `how it is to be read shapes the answer, not what is stored`() throws {
    let answer = try desk.ask(
      .post, "/v1/articles?restore=none&format=text", "Tea\nhot", headers: html)

    #expect(answer.status == 201)
    #expect(answer.text == "[none keep]hot\n")
    #expect(try desk.ask(.get, "/v1/articles/a1?format=text").text == "hot\n")
  }

  @Test(arguments: [
    ("/v1/articles", "", "text/html", 400, "empty-page"),
    ("/v1/articles", "x", "image/png", 415, "unsupported-type"),
    ("/v1/articles", "{", "application/json", 400, "bad-page"),
    ("/v1/articles", #"{"url":"https://a.org/"}"#, "application/json", 403, "fetching-off"),
    ("/v1/articles?url=a", "x", "text/html", 400, "bad-page"),
    ("/v1/articles", String(repeating: "x", count: 100_001), "text/html", 413, "page-too-large"),
    ("/v1/articles?store=no", "x", "text/html", 400, "bad-parameter"),
    ("/v1/articles?colour=red", "x", "text/html", 400, "unknown-parameter"),
    ("/v1/articles?format=pdf", "x", "text/html", 400, "bad-parameter"),
    ("/v1/articles?restore=none&script=auto", "x", "text/html", 400, "bad-parameter"),
    ("/v1/articles?format=text&fields=title", "x", "text/html", 400, "bad-parameter"),
    ("/v1/clean?store=false", "x", "text/html", 400, "unknown-parameter"),
    ("/v1/clean", "nothing", "text/html", 422, "no-article"),
  ])
  func `what cannot be taken is refused as a problem`(
    target: String, body: String, type: String, status: Int, problem: String
  ) throws {
    let answer = try desk.ask(
      .post, target, body,
      headers: ["Content-Type": type, "Content-Length": String(body.utf8.count)])

    #expect(answer.status == status)
    #expect(answer.problem == problem)
    #expect(answer["status"] == .integer(Int64(status)))
    #expect(answer["request_id"] == .string("test"))
    #expect(answer["instance"]?.members == nil)
    #expect(desk.shelf.count == 0)
  }

  @Test func `an address that came unencoded is told how to be sent`() throws {
    let answer = try desk.ask(
      .post, "/v1/articles?url=https://a.org/x?id=7&page=2", "Tea", headers: html)

    #expect(answer.status == 400)
    #expect(answer.text.contains("--url-query 'url=https://a.org/x?id=7&page=2'"))
  }

  @Test func `an upload of several pages is answered line by line`() throws {
    let part = { (text: String) in
      "--x\r\nContent-Disposition: form-data; name=page\r\n\r\n\(text)\r\n"
    }
    let body = part("Tea\nhot") + part("nothing") + part("Ale\ncold") + "--x--\r\n"

    let answer = try desk.ask(
      .post, "/v1/articles", body, headers: ["Content-Type": "multipart/form-data; boundary=x"])

    let lines = answer.text.split(separator: "\n").map { JSONValue(json: Array($0.utf8))?.members }
    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == "application/x-ndjson")
    #expect(lines.map { $0?["status"] } == [.integer(201), .integer(422), .integer(201)])
    #expect(lines.map { $0?["title"] } == [.string("Tea"), nil, .string("Ale")])
    #expect(lines[1]?["error"]?.members?["type"] == .string("/problems/no-article"))
  }

  @Test(arguments: [
    (StoreError.full("no room"), "no room", "storage-full"),
    (.unavailable("locked"), "locked", "store-unavailable"),
    (.closed, "stopping", "store-unavailable"),
  ])
  func `a store that cannot keep a page says why`(
    error: StoreError, reason: String, problem: String
  ) throws {
    desk.shelf.fail(with: error)

    let answer = try desk.ask(.post, "/v1/articles", "Tea", headers: html)

    #expect(answer.status == (problem == "storage-full" ? 507 : 503))
    #expect(answer.problem == problem)
    #expect(answer.text.contains(reason))
    #expect(desk.log.reported.withLock { $0.count } == 1)
    #expect(answer.headers["Retry-After"] != nil)
  }

  @Test func `cleaning alone keeps nothing and explains when asked`() throws {
    let plain = try desk.ask(.post, "/v1/clean?fields=title,id", "Tea\nhot", headers: html)
    let explained = try desk.ask(.post, "/v1/clean?explain=true", "Tea\nhot", headers: html)
    let refused = try desk.ask(.post, "/v1/clean?explain=true", "nothing", headers: html)

    #expect(plain.text == #"{"id":null,"title":"Tea"}"# + "\n")
    #expect(explained["article", "title"] == .string("Tea"))
    #expect(explained["explain", "blocks", "1", "text"] == .string("hot"))
    #expect(refused.status == 422)
    #expect(refused["explain", "blocks", "0", "text"] == .string("nothing"))
    #expect(desk.shelf.count == 0)
  }
}
