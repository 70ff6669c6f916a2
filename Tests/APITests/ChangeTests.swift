import Domain
import HTTPServer
import Testing

@testable import API

struct ChangeTests {
  let desk = Desk()

  @Test func `deleting asks that the client knows what it deletes`() throws {
    try desk.post("Tea", url: "https://a.org/")
    let tag = try #require(try desk.ask(.get, "/v1/articles/a1?format=text").headers["ETag"])
    try desk.post("Ale", url: "https://a.org/")

    let stale = try desk.ask(.delete, "/v1/articles/a1", headers: ["If-Match": tag])
    #expect(stale.status == 412)
    #expect(stale.problem == "precondition-failed")

    let fresh = try #require(try desk.ask(.get, "/v1/articles/a1").headers["ETag"])
    let done = try desk.ask(.delete, "/v1/articles/a1", headers: ["If-Match": fresh])
    #expect(done.status == 204)
    #expect(try desk.ask(.delete, "/v1/articles/a1").status == 404)
  }

  @Test func `a page is cleaned again from its bytes`() throws {
    try desk.post("Tea\nhot")
    desk.log.time.withLock { $0 = 60 }

    let answer = try desk.ask(.post, "/v1/articles/a1/reclean")

    #expect(answer.status == 200)
    #expect(answer["title"] == .string("Tea"))
    #expect(answer["updated_at"] == .string("2023-11-14T22:14:20Z"))
    #expect(answer["ingested_at"] == .string("2023-11-14T22:13:20Z"))
    #expect(desk.log.cleanings.withLock { $0 } == 2)
    #expect(try desk.ask(.post, "/v1/articles/a9/reclean").status == 404)
  }
}
