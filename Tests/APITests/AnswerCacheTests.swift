import Domain
import HTTPServer
import Testing

@testable import API

/// Articles that are answered without a worker, and never an old one.
struct AnswerCacheTests {
  let desk = Desk()

  /// What the thread of the sockets answers; nil where a worker must.
  private func atOnce(
    _ desk: Desk, _ target: String = "/v1/articles/a1", headers: Headers = [:]
  ) throws -> Response? {
    var request = try Request(method: .get, target: target, headers: headers)
    request.parameters = [("id", "a1")]
    return try GetArticle(service: desk.service).immediateResponse(to: request)
  }

  private func text(_ response: Response?) throws -> String? {
    try response.map { String(decoding: try $0.collectedBody(), as: UTF8.self) }
  }

  @Test func `the second time an answer is at hand, and the same`() throws {
    try desk.post("Tea\nhot")
    #expect(try atOnce(desk) == nil)
    let first = try desk.ask(.get, "/v1/articles/a1")

    let second = try #require(try atOnce(desk))

    #expect(try text(second) == first.text)
    #expect(second.headers["ETag"] == first.headers["ETag"])
    #expect(second.headers["Last-Modified"] == first.headers["Last-Modified"])
    #expect(second.headers["Vary"] == "Accept, Accept-Encoding")
    #expect(second.headers["X-Content-Type-Options"] == "nosniff")
  }

  @Test func `each form and way of reading is kept for itself`() throws {
    try desk.post("Tea\nhot")
    let asked: [(String, Headers)] = [
      ("", [:]), ("", ["Accept": "text/plain"]), ("?format=html", [:]), ("?restore=none", [:]),
      ("?fields=title", [:]),
    ]
    let answers = try asked.map { try desk.ask(.get, "/v1/articles/a1\($0)", headers: $1).text }

    let ready = try asked.map { try text(try atOnce(desk, "/v1/articles/a1\($0)", headers: $1)) }

    #expect(ready == answers)
    #expect(Set(answers).count == asked.count)
    #expect(desk.log.cleanings.withLock { $0 } == 2, "one of the post, one of restore=none")
  }

  @Test(arguments: ["patch", "post", "reclean", "delete"])
  func `what changes the article ends its answer`(change: String) throws {
    try desk.post("Tea\nhot", url: "https://a.org/")
    let before = try desk.ask(.get, "/v1/articles/a1")
    #expect(try atOnce(desk) != nil)

    switch change {
    case "patch": try desk.ask(.patch, "/v1/articles/a1", #"{"title":"Ale"}"#)
    case "post": try desk.post("Ale\ncold", url: "https://a.org/")
    case "reclean": try desk.ask(.post, "/v1/articles/a1/reclean")
    default: try desk.ask(.delete, "/v1/articles/a1")
    }

    #expect(try atOnce(desk) == nil)
    let after = try desk.ask(.get, "/v1/articles/a1")
    #expect(after.headers["ETag"] != before.headers["ETag"])
    #expect(after.status == (change == "delete" ? 404 : 200))
  }

  @Test func `another article's change asks only whether this one changed`() throws {
    try desk.post("Tea\nhot")
    try desk.ask(.get, "/v1/articles/a1?restore=none")
    let cleanings = desk.log.cleanings.withLock { $0 }

    try desk.post("Ale")
    #expect(try atOnce(desk, "/v1/articles/a1?restore=none") == nil)
    let again = try desk.ask(.get, "/v1/articles/a1?restore=none")

    #expect(again.status == 200)
    #expect(desk.log.cleanings.withLock { $0 } == cleanings + 1, "that of the post alone")
    #expect(try atOnce(desk, "/v1/articles/a1?restore=none") != nil)
  }

  @Test func `an answer read before a change is not kept as one after it`() throws {
    try desk.post("Tea\nhot")
    let request = try Request(method: .get, target: "/v1/articles/a1")
    let key = try #require(desk.service.answers.key(request))
    let id = try #require(StoredArticle.ID("a1"))
    let writes = desk.shelf.writes
    let stored = try #require(try desk.shelf.article(id))

    try desk.ask(.patch, "/v1/articles/a1", #"{"title":"Ale"}"#)
    _ = desk.service.answers.keep(
      Array("old".utf8), as: key, id: stored.id, change: stored.change,
      validators: Validators(tag: "old", modified: stored.updatedAt), writes: writes,
      response: Response())

    #expect(try atOnce(desk) == nil)
    #expect(try desk.ask(.get, "/v1/articles/a1")["title"] == .string("Ale"))
  }

  @Test func `a ready answer keeps to conditions`() throws {
    try desk.post("Tea\nhot")
    let first = try desk.ask(.get, "/v1/articles/a1")
    let tag = try #require(first.headers["ETag"])

    let known = try atOnce(desk, headers: ["If-None-Match": tag])
    #expect(known?.status == .notModified)
    #expect(known?.headers["ETag"] == tag)
    #expect(known?.headers["Vary"] == "Accept, Accept-Encoding")
    #expect(throws: Problem.self) { try atOnce(desk, headers: ["If-Match": "\"x\""]) }
  }

  @Test func `answers stay within their memory, those asked for longest`() throws {
    let desk = Desk(answers: 10_000)
    let page = "Tea\n" + String(repeating: "x", count: 150)
    for number in 1...12 { try desk.post(page + "\(number)") }

    for number in 1...12 {
      try desk.ask(.get, "/v1/articles/a\(number)?format=text")
      try desk.ask(.get, "/v1/articles/a1?format=text")
      _ = try atOnce(desk, "/v1/articles/a1?format=text")
    }

    #expect(desk.service.answers.bytes <= 10_000)
    #expect(try atOnce(desk, "/v1/articles/a1?format=text") != nil)
    #expect(try atOnce(desk, "/v1/articles/a2?format=text") == nil)
  }

  @Test func `an answer too large for its share is not kept`() throws {
    let desk = Desk(answers: 4000)
    try desk.post("Tea\n" + String(repeating: "x", count: 1000))

    #expect(try desk.ask(.get, "/v1/articles/a1").status == 200)

    #expect(desk.service.answers.bytes == 0)
  }
}
