import Domain
import HTTPServer
import Ingest
import Synchronization
import Testing

@testable import API

struct BatchTests {
  let desk = Desk()
  let ndjson: Headers = ["Content-Type": "application/x-ndjson"]

  @Test func `each page is answered on its line, in order, and a bad one stops no other`() throws {
    let answer = try desk.ask(
      .post, "/v1/articles/batch",
      #"""
      {"ref":"one","html":"Tea\nhot"}
      {"ref":2,"html":"nothing"}

      {"ref":"three","html":
      {"ref":"four","html":"Tea\nhot"}
      {"ref":"five","text":1}
      """#, headers: ndjson)

    let lines = answer.text.split(separator: "\n").map { JSONValue(json: Array($0.utf8))?.members }
    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == "application/x-ndjson")
    #expect(lines.map { $0?["index"] } == (0..<5).map { .integer($0) })
    #expect(
      lines.map { $0?["ref"] }
        == [.string("one"), .integer(2), .string("three"), .string("four"), .string("five")])
    // The first and the fourth are one page; which of them comes first to the store is open.
    #expect(lines[1]?["status"] == .integer(422))
    #expect(lines[2]?["status"] == .integer(400))
    #expect(lines[4]?["status"] == .integer(400))
    #expect(Set([lines[0]?["status"], lines[3]?["status"]]) == [.integer(201), .integer(200)])
    #expect(lines[0]?["id"] == lines[3]?["id"])
    #expect(lines[0]?["title"] == .string("Tea"))
    #expect(lines[4]?["error"]?.members?["type"] == .string("/problems/bad-page"))
  }

  @Test func `store=false keeps nothing of a batch`() throws {
    let answer = try desk.ask(
      .post, "/v1/articles/batch?store=false", #"{"html":"Tea"}"#, headers: ndjson)

    #expect(
      answer.text
        == #"{"index":0,"ref":null,"status":200,"outcome":null,"id":null,"title":"Tea"}"# + "\n")
    #expect(desk.shelf.count == 0)
  }

  @Test func `a page that comes again is unchanged, looked up or not`() throws {
    let pages = (0..<400).map { #"{"html":"Tea \#($0)"}"# }
    let answer = try desk.ask(
      .post, "/v1/articles/batch", (pages + pages.prefix(30)).joined(separator: "\n"),
      headers: ndjson)

    let lines = answer.text.split(separator: "\n").map { JSONValue(json: Array($0.utf8))?.members }
    #expect(lines.prefix(400).allSatisfy { $0?["outcome"] == .string("created") })
    #expect(lines.dropFirst(400).count == 30)
    #expect(lines.dropFirst(400).allSatisfy { $0?["outcome"] == .string("unchanged") })
    #expect(desk.shelf.count == 400)
  }

  @Test func `a line over the limit is refused alone`() throws {
    let long = String(repeating: "x", count: 2_000_000)
    let answer = try desk.ask(
      .post, "/v1/articles/batch", "{\"html\":\"\(long)\"}\n{\"html\":\"Tea\"}", headers: ndjson)

    let lines = answer.text.split(separator: "\n").map { JSONValue(json: Array($0.utf8))?.members }
    #expect(lines.map { $0?["status"] } == [.integer(413), .integer(201)])
  }

  /// A body whose pieces come as told, and then an error.
  private final class BrokenBody: BodyStream {
    private let rest: Mutex<[[UInt8]]>
    private let error: HTTPError

    init(_ pieces: [String], _ error: HTTPError) {
      rest = Mutex(pieces.map { Array($0.utf8) })
      self.error = error
    }

    func read() throws -> [UInt8]? {
      guard let piece = rest.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { throw error }
      return piece
    }
  }

  private func send(_ pieces: String..., then error: HTTPError) throws -> Answer {
    let request = try Request(
      method: .post, target: "/v1/articles/batch", headers: ndjson,
      stream: BrokenBody(pieces, error))
    let response = desk.router.respond(to: request)
    return Answer(
      status: response.status.code, headers: response.headers,
      text: String(decoding: try response.collectedBody(), as: UTF8.self))
  }

  @Test func `a body that cannot be read up to its first page is refused`() throws {
    let error = HTTPError(.badRequest, "Encode it anew.", type: "bad-content-coding")

    for answer in [
      try send(then: error), try send(#"{"html":"Te"#, then: error),
    ] {
      #expect(answer.status == 400)
      #expect(answer.problem == "bad-content-coding")
      #expect(answer.headers["Content-Type"] == "application/problem+json")
    }
    #expect(desk.shelf.count == 0)
  }

  @Test func `a body that can be read no further ends with a line that says why`() throws {
    let answer = try send(
      "{\"html\":\"Tea\"}\n{\"html\":\"Rice\"}\n", "{\"html\":\"M",
      then: HTTPError(.badRequest, "Encode it anew.", type: "bad-content-coding"))

    let lines = answer.text.split(separator: "\n").map { JSONValue(json: Array($0.utf8))?.members }
    #expect(answer.status == 200)
    #expect(lines.map { $0?["index"] } == [.integer(0), .integer(1), .integer(2)])
    #expect(lines.map { $0?["status"] } == [.integer(201), .integer(201), .integer(400)])
    #expect(lines[2]?["ref"] == .null)
    #expect(lines[2]?["error"]?.members?["type"] == .string("/problems/bad-content-coding"))
    #expect(lines[2]?["error"]?.members?["detail"] == .string("Encode it anew."))
  }

  @Test func `an empty batch has an empty answer`() throws {
    let answer = try desk.ask(.post, "/v1/articles/batch", "\n\n", headers: ndjson)

    #expect(answer.status == 200)
    #expect(answer.text.isEmpty)
  }

  @Test func `another kind of body is no batch`() throws {
    let answer = try desk.ask(
      .post, "/v1/articles/batch", "<p>", headers: ["Content-Type": "text/html"])

    #expect(answer.status == 415)
    #expect(answer.problem == "unsupported-type")
  }
}
