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

  @Test(arguments: ["/health", "/v1/articles", "/v1/nothing", "/v1/articles/none"])
  func `no answer's type is guessed`(target: String) throws {
    let answer = try desk.ask(.get, target)

    #expect(answer.headers.all("X-Content-Type-Options") == ["nosniff"])
  }
}
