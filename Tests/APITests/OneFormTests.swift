import HTTPServer
import Testing

@testable import API

/// What answers in one form holds to `Accept`, and knows a client that has the answer already.
struct OneFormTests {
  let desk = Desk()

  private static let lists = [
    "/v1/articles", "/v1/articles?q=Tea", "/v1/articles/a1/similar",
    "/v1/changes?since=0", "/openapi.json", "/",
  ]

  @Test(arguments: lists)
  func `a list has a tag that changes with its content`(target: String) throws {
    try desk.post("Tea\nhot")

    let first = try desk.ask(.get, target)
    let tag = try #require(first.headers["ETag"])
    let again = try desk.ask(.get, target, headers: ["If-None-Match": "W/\(tag), \"x\""])
    let other = try desk.ask(.get, target, headers: ["If-Match": "\"x\""])
    try desk.post("Tea\ncold")
    let after = try desk.ask(.get, target, headers: ["If-None-Match": tag])

    #expect(again.status == 304)
    #expect(again.headers["ETag"] == tag)
    #expect(again.text.isEmpty)
    #expect(other.status == 412)
    let isTouched = target == "/" || target.hasPrefix("/v1/articles?") || target == "/v1/articles"
    #expect(after.status == 200 || !isTouched)
  }

  @Test(arguments: lists + ["/v1/stats", "/v1/jobs", "/v1/reclean", "/v1/feed.atom"])
  func `a form that Accept does not allow is 406`(target: String) throws {
    try desk.post("Tea\nhot")

    let refused = try desk.ask(.get, target, headers: ["Accept": "image/png"])
    let any = try desk.ask(.get, target, headers: ["Accept": "image/png, */*;q=0.1"])

    #expect(refused.status == 406)
    #expect(refused.problem == "not-acceptable")
    #expect(any.status == 200)
  }

  @Test(arguments: [
    ("GET", "/v1/export", "application/x-ndjson"),
    ("GET", "/v1/export", "application/jsonl"),
    ("GET", "/v1/export?format=markdown", "application/zip"),
    ("GET", "/v1/export?format=epub", "application/epub+zip"),
    ("GET", "/v1/articles/a1/raw", "text/plain"),
    ("POST", "/v1/articles/batch", "application/x-ndjson"),
    ("POST", "/v1/reclean?dry_run=true", "application/x-ndjson"),
    ("DELETE", "/v1/articles?url=https://a.org/", "application/json"),
  ])
  func `what answers in another form holds to Accept, before it does anything`(
    method: String, target: String, type: String
  ) throws {
    try desk.post("Tea\nhot")
    let body = target.hasSuffix("batch") ? #"{"html":"Ale"}"# : ""
    func ask(_ accept: String?) throws -> Answer {
      try desk.ask(
        HTTPServer.Method(rawValue: method), target, body,
        headers: accept.map { ["Accept": $0] } ?? [:])
    }

    let refused = try ask("image/png, \(type);q=0")
    #expect(refused.status == 406)
    #expect(refused.problem == "not-acceptable")
    #expect(desk.shelf.count == 1)
    for accept in [nil, "*/*", type, "image/png, \(type.split(separator: "/")[0])/*;q=0.1"] {
      #expect(try ask(accept).status == 200, "\(accept ?? "")")
    }
  }

  @Test(arguments: ["/health", "/v1/articles", "/v1/nothing", "/v1/articles/none"])
  func `no answer's type is guessed`(target: String) throws {
    let answer = try desk.ask(.get, target)

    #expect(answer.headers.all("X-Content-Type-Options") == ["nosniff"])
  }
}
