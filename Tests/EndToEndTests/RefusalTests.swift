import TestSupport
import Testing

/// What a service on an open port is sent sooner or later: each gets its status and a sentence that
/// says what to do, and the service goes on.
@Suite struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var method = "POST"
    var target = "/v1/articles"
    var headers = ["Content-Type": "text/html"]
    var body: [UInt8]? = Fixture.page(number: 1)
    var status: Int
    /// Stands in the sentence.
    var mentions: String

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "a wrong method", method: "PUT", status: 405, mentions: "POST"),
    Case(name: "a wrong path", target: "/v1/artcles", status: 404, mentions: "/v1/artcles"),
    Case(
      name: "an unknown parameter", target: "/v1/articles?colour=red", status: 400,
      mentions: "colour"),
    Case(
      name: "a wrong content type", headers: ["Content-Type": "image/png"], status: 415,
      mentions: "text/html"),
    Case(
      name: "JSON that stops", headers: ["Content-Type": "application/json"],
      body: Array(#"{"html": "<p>x"#.utf8), status: 400, mentions: "JSON"),
    Case(
      name: "JSON of no page", headers: ["Content-Type": "application/json"],
      body: Array(#"{"htlm": "<p>x</p>"}"#.utf8), status: 400, mentions: "html"),
    Case(
      name: "a wrong coding",
      headers: ["Content-Type": "text/html", "Content-Encoding": "rot13"], status: 415,
      mentions: "gzip"),
    Case(
      name: "a page without an article", body: Array("<p>Log in</p>".utf8), status: 422,
      mentions: "article"),
    Case(
      name: "an unknown article", method: "GET", target: "/v1/articles/nobody", headers: [:],
      body: nil, status: 404, mentions: "nobody"),
    Case(
      name: "an unacceptable format", method: "GET", target: "/v1/articles?limit=0", headers: [:],
      body: nil, status: 400, mentions: "limit"),
  ]

  @Test(arguments: cases)
  func `a wrong request gets its status and a sentence`(wrong: Case) throws {
    let service = try Service()

    let reply = try service.request(
      wrong.method, wrong.target, headers: wrong.headers, body: wrong.body)

    #expect(reply.status == wrong.status)
    let sentence = try #require(reply.problem, "\(reply.text)")
    #expect(sentence.contains(wrong.mentions), "\(sentence)")
    #expect(reply.json["request_id"] as? String == reply.headers["x-request-id"])
    #expect(try service.get("/health").status == 200)
  }

  @Test func `an empty body gets a sentence`() throws {
    let service = try Service()

    let reply = try service.post("/v1/articles", [], contentType: "text/html")

    #expect([400, 422].contains(reply.status))
    #expect(reply.problem != nil)
    #expect(try service.get("/health").status == 200)
  }

  @Test(arguments: [
    ("Content-Length: many\r\n", 400),
    ("Content-Length: 5\r\nContent-Length: 6\r\n", 400),
    ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400),
    ("", 411),
    ("Content-Length: 1073741824\r\n", 413),
  ])
  func `a wrong length is refused before the body`(fields: String, status: Int) throws {
    let service = try Service()
    let connection = try Connection(port: service.port)

    try connection.send(
      "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n\(fields)\r\n")
    let reply = try connection.response()

    #expect(reply.status == status)
    #expect(reply.problem != nil)
    #expect(try service.get("/health").status == 200)
  }

  @Test func `a body of 1 GiB is refused while it is sent`() throws {
    let service = try Service(environment: ["WINNOW_LIMITS_MAX_BODY": "1 MiB"])
    let connection = try Connection(port: service.port)
    let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x61, count: 65_536) + [13, 10]

    try connection.send(
      "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n")
    var sent = 0
    // The server stops reading once it has refused: a failed send is part of the answer.
    while sent < 1 << 30, (try? connection.send(chunk)) != nil { sent += 65_536 }

    #expect(sent < 64 << 20)
    #expect(try service.get("/health").status == 200)
  }

  @Test func `a body over the limit by a little is answered 413`() throws {
    let service = try Service(environment: ["WINNOW_LIMITS_MAX_BODY": "64 KiB"])

    let body = [UInt8](repeating: 0x61, count: 65_537)
    let connection = try Connection(port: service.port)
    try connection.send(
      "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n10001\r\n")
    try connection.send(body)
    let reply = try connection.response()

    #expect(reply.status == 413)
    #expect(reply.problem?.contains("65536") == true || reply.problem?.contains("64") == true)
  }

  @Test func `a body that never ends is answered 408`() throws {
    let service = try Service(environment: ["WINNOW_LIMITS_BODY_TIMEOUT": "200 ms"])
    let connection = try Connection(port: service.port)

    try connection.send(
      "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
        + "Content-Length: 1000\r\n\r\n<p>and then")
    let reply = try connection.response()

    #expect(reply.status == 408)
    #expect(reply.problem != nil)
    #expect(try service.get("/health").status == 200)
  }

  @Test func `a head that never ends is answered 408 and closed`() throws {
    let service = try Service(environment: ["WINNOW_LIMITS_HEADER_TIMEOUT": "500 ms"])

    // On a busy machine the time may be over before the first byte is sent: then it is only closed.
    let isAnswered = eventually {
      guard let connection = try? Connection(port: service.port),
        (try? connection.send("GET /health HTTP/1.1\r\nHost: x\r\nX-And-Then:")) != nil,
        let reply = try? connection.response()
      else { return false }
      #expect(reply.status == 408)
      #expect((try? connection.isClosed()) == true)
      return true
    }
    #expect(isAnswered)
  }

  static let hostilePages: [(String, [UInt8])] = [
    (
      "100,000 nested elements",
      Array(String(repeating: "<div>", count: 100_000).utf8) + Fixture.page(number: 1)
    ),
    ("NUL bytes", Fixture.page(number: 1).flatMap { $0 == 0x20 ? [0, 0x20] : [$0] }),
    (
      "broken UTF-8",
      Fixture.page(number: 1) + [0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5, 0xe4, 0xb8]
    ),
    ("nothing but NUL", [UInt8](repeating: 0, count: 10_000)),
    ("nothing but <", [UInt8](repeating: 0x3c, count: 100_000)),
    ("an unclosed comment", Array("<!--".utf8) + Fixture.page(number: 1)),
  ]

  @Test(arguments: hostilePages)
  func `a hostile page is cleaned or refused, and kept`(name: String, page: [UInt8]) throws {
    let service = try Service()

    let reply = try service.post("/v1/articles", page, contentType: "text/html")

    #expect([201, 422].contains(reply.status), "\(name): \(reply.text)")
    let id = try #require(reply.json["id"] as? String)
    #expect(try service.get("/v1/articles/\(id)/raw").body == page)
    #expect(try service.get("/health").status == 200)
  }
}
