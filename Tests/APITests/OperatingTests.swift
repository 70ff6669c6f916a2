import Testing

@testable import API
@testable import HTTPServer

struct OperatingTests {
  struct Draining: Error, CustomStringConvertible {
    var description: String { "the server is stopping" }
  }

  @Test func `health asks nobody`() throws {
    let desk = Desk()
    desk.shelf.fail(with: .closed)

    let answer = try desk.ask(.get, "/health")

    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == "application/health+json")
    #expect(answer["status"] == .string("pass"))
    #expect(answer["version"] == .string("1.2.3"))
  }

  @Test func `ready names the check that fails`() throws {
    let desk = Desk(checks: [.init("disk") {}, .init("drain") { throw Draining() }])

    let answer = try desk.ask(.get, "/ready")

    #expect(answer.status == 503)
    #expect(answer.headers["Retry-After"] != nil)
    #expect(answer["checks", "drain"]?.members?["output"] == .string("the server is stopping"))
    #expect(answer["checks", "disk"]?.members?["status"] == .string("pass"))
    #expect(answer["checks", "store"]?.members?["status"] == .string("pass"))
  }

  @Test func `ready says yes, and no once the store is closed`() throws {
    let desk = Desk()

    #expect(try desk.ask(.get, "/ready").status == 200)
    desk.shelf.close()
    #expect(try desk.ask(.get, "/ready").status == 503)
  }

  @Test func `damage is said in words, with what mends it, and not to be waited for`() throws {
    let desk = Desk()
    try desk.post("Tea\nhot")
    desk.shelf.fail(with: .damaged("the database is damaged: malformed"))

    let ready = try desk.ask(.get, "/ready")
    let read = try desk.ask(.get, "/v1/articles/a1?format=text")

    for answer in [ready, read] {
      #expect(answer.status == 503)
      #expect(answer.headers["Retry-After"] == "3600")
      #expect(answer.text.contains("the database is damaged: malformed"))
      #expect(answer.text.contains("winnow doctor") && answer.text.contains("backup"))
      #expect(!answer.text.contains("damaged(") && !answer.text.contains("Try again"))
    }
    #expect(read.problem == "store-damaged")
    desk.shelf.fail(with: .unavailable("the database is locked by another process"))
    let locked = try desk.ask(.get, "/ready")
    #expect(
      locked["checks", "store", "output"] == .string("the database is locked by another process"))
    #expect(locked.headers["Retry-After"] == "5")
  }

  @Test func `an error that nobody expected tells the client its request's id alone`() throws {
    let log = Desk.Log()
    let renderer = ProblemRenderer { error, _ in
      log.reported.withLock { $0.append("\(error)") }
    }

    let response = renderer.response(
      to: Draining(), in: ErrorContext(requestID: "r1", method: .get, path: "/x"))

    let text = String(decoding: try response.collectedBody(), as: UTF8.self)
    #expect(response.status == .internalServerError)
    #expect(text.contains("r1"))
    #expect(!text.contains("stopping"))
    #expect(log.reported.withLock { $0 } == ["the server is stopping"])
  }
}
