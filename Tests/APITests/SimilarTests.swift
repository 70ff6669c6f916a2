import Domain
import HTTPServer
import Testing

@testable import API

struct SimilarTests {
  let desk = Desk()

  @Test func `near-duplicates come with their distance`() throws {
    let first = try desk.post("Tea\nhot")
    let second = try desk.post("The\nhot")
    try desk.post("Ale\ncold")

    let answer = try desk.ask(.get, "/v1/articles/\(first)/similar?fields=id,title")

    #expect(answer.status == 200)
    #expect(
      answer.text
        == #"{"id":"\#(first)","similar":[{"distance":0.125,"article":{"id":"\#(second)","title":"The"}}]}"#
        + "\n")
    #expect(
      try desk.ask(.get, "/v1/articles/\(first)")["hrefs", "similar"]
        == .string("/v1/articles/\(first)/similar"))
  }

  @Test func `what is no article has none, and the answer says why`() throws {
    let empty = try desk.ask(
      .post, "/v1/articles", "nothing", headers: ["Content-Type": "text/plain"])
    guard case .string(let id) = empty["id"] else {
      Issue.record("the page was not kept")
      return
    }

    let refused = try desk.ask(.get, "/v1/articles/\(id)/similar")
    #expect(refused.status == 404)
    #expect(refused.problem == "no-article")
    #expect(try desk.ask(.get, "/v1/articles/none/similar").problem == "no-such-article")
  }

  @Test(arguments: [
    ("limit=0", "bad-parameter"), ("fields=text", "bad-parameter"), ("sort=x", "unknown-parameter"),
  ])
  func `a parameter that makes no sense is refused`(query: String, problem: String) throws {
    let id = try desk.post("Tea\nhot")

    let answer = try desk.ask(.get, "/v1/articles/\(id)/similar?\(query)")

    #expect(answer.status == 400)
    #expect(answer.problem == problem)
  }
}
