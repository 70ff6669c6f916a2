import Testing

@testable import HTTPServer

/// A request that must not be read, and what it is told.
struct RefusedRequest: Sendable, CustomTestStringConvertible {
  var text: String
  var status: Int
  var type: String

  init(_ text: String, _ status: Int, _ type: String) {
    (self.text, self.status, self.type) = (text, status, type)
  }

  /// A GET with more fields than Host.
  static func fields(_ fields: String, _ status: Int, _ type: String) -> RefusedRequest {
    RefusedRequest("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n", status, type)
  }

  /// A chunked POST.
  static func chunks(_ chunks: String) -> RefusedRequest {
    RefusedRequest(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)", 400, "bad-chunk")
  }

  var testDescription: String { text.debugDescription }
}

/// After RFC 9112 §2.2, §3, §5, §6, §7.1 and the smuggling techniques of §11.2.
let refusals: [RefusedRequest] = [
  // The request line.
  .init("\u{16}\u{3}\u{1}\0", 400, "bad-request-line"),
  .init("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init(" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET /\r\n", 400, "bad-request-line"),
  .init("GET / http/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET / HTTP/1.1x\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET / HTTP/11\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-line"),
  .init("GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-target"),
  .init("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-target"),
  .init("GET /a\rb HTTP/1.1\r\nHost: a\r\n\r\n", 400, "bad-request-target"),
  .init("GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505, "http-version-not-supported"),
  .init("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "http-version-not-supported"),
  .init("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501, "not-implemented"),
  .init("GET / HTTP/1.1\nHost: a\r\n\r\n", 400, "bad-line-end"),
  // Host.
  .init("GET / HTTP/1.1\r\n\r\n", 400, "bad-host"),
  .init("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400, "bad-host"),
  .init("GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400, "bad-host"),
  .init("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "bad-host"),
  .init("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400, "bad-host"),
  .init("GET / HTTP/1.1\r\nHost: a:8x\r\n\r\n", 400, "bad-host"),
  .init("GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400, "bad-host"),
  .init("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400, "bad-host"),
  // Field lines.
  .fields("A: b\r\n c", 400, "bad-field"),
  .fields("A : b", 400, "bad-field"),
  .fields(" A: b", 400, "bad-field"),
  .fields("\tA: b", 400, "bad-field"),
  .fields(": b", 400, "bad-field"),
  .fields("A", 400, "bad-field"),
  .fields("A\0: b", 400, "bad-field"),
  .fields("A: b\0", 400, "bad-field"),
  .fields("A: b\rC: d", 400, "bad-field"),
  .fields("A: b\u{7F}", 400, "bad-field"),
  .fields("Ä: b", 400, "bad-field"),
  .fields("A: b\nC: d", 400, "bad-line-end"),
  .fields("A: b\r\r\nC: d", 400, "bad-field"),
  // Content-Length.
  .fields("Content-Length: 5\r\nContent-Length: 5", 400, "bad-length"),
  .fields("Content-Length: 5\r\ncontent-length: 6", 400, "bad-length"),
  .fields("Content-Length: 5, 5", 400, "bad-length"),
  .fields("Content-Length: +5", 400, "bad-length"),
  .fields("Content-Length: -5", 400, "bad-length"),
  .fields("Content-Length: 0x5", 400, "bad-length"),
  .fields("Content-Length: 5 5", 400, "bad-length"),
  .fields("Content-Length: 5.0", 400, "bad-length"),
  .fields("Content-Length:", 400, "bad-length"),
  .fields("Content-Length: ５", 400, "bad-length"),
  .fields("Content-Length: 9999999999999999999999", 400, "bad-length"),
  .fields("Content-Length : 5", 400, "bad-field"),
  // Transfer-Encoding.
  .fields("Transfer-Encoding: chunked\r\nContent-Length: 5", 400, "bad-framing"),
  .fields("Content-Length: 0\r\nTransfer-Encoding: chunked", 400, "bad-framing"),
  .fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400, "bad-framing"),
  .fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", 400, "bad-framing"),
  .fields("Transfer-Encoding: identity", 400, "bad-framing"),
  .fields("Transfer-Encoding: gzip", 400, "bad-framing"),
  .fields("Transfer-Encoding: chunked, gzip", 400, "bad-framing"),
  .fields("Transfer-Encoding: chunked, chunked", 400, "bad-framing"),
  .fields("Transfer-Encoding: ,chunked", 400, "bad-framing"),
  .fields("Transfer-Encoding: chunked,", 400, "bad-framing"),
  .fields("Transfer-Encoding: xchunked", 400, "bad-framing"),
  .fields("Transfer-Encoding: \"chunked\"", 400, "bad-framing"),
  .fields("Transfer-Encoding: chunked;q=1", 400, "bad-framing"),
  .fields("Transfer-Encoding: chunked x", 400, "bad-framing"),
  .fields("Transfer-Encoding:", 400, "bad-framing"),
  .fields("Transfer-Encoding: \u{B}chunked", 400, "bad-field"),
  .fields("Transfer-Encoding : chunked", 400, "bad-field"),
  .fields("Transfer-Encoding\r\n: chunked", 400, "bad-field"),
  .fields("Transfer-Encoding: gzip, chunked", 501, "not-implemented"),
  .init("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "bad-framing"),
  // Expect.
  .fields("Expect: 200-ok", 417, "expectation-failed"),
  // Chunks.
  .chunks("5\nhello\r\n"),
  .chunks("5\r\nhelloworld\r\n"),
  .chunks("5\r\nhello\n0\r\n\r\n"),
  .chunks("5 \r\nhello\r\n"),
  .chunks(" 5\r\nhello\r\n"),
  .chunks("+5\r\nhello\r\n"),
  .chunks("-5\r\nhello\r\n"),
  .chunks("0x5\r\nhello\r\n"),
  .chunks("5h\r\nhello\r\n"),
  .chunks("\r\nhello\r\n"),
  .chunks(";x\r\n"),
  .chunks("5;x\rhello\r\n"),
  .chunks("5;\0\r\nhello\r\n"),
  .chunks("FFFFFFFFFFFFFFFF\r\n"),
  .chunks("0000000000000000005\r\nhello\r\n"),
]

struct RefusalTests {
  @Test(arguments: refusals)
  func `what has no single reading is refused and the connection closed`(request: RefusedRequest) {
    let lines = transcript(request.text + "\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")

    #expect(lines.suffix(2) == ["refuse \(request.status) \(request.type)", "then closing"])
    #expect(!lines.contains { $0.contains("smuggled") })
  }

  @Test(arguments: [
    ("GET /\(String(repeating: "x", count: 9_000)) HTTP/1.1\r\n", 414),
    (String(repeating: "G", count: 9_000), 414),
    ("GET / HTTP/1.1\r\nA: \(String(repeating: "x", count: 40_000))\r\n\r\n", 431),
    ("GET / HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 101))\r\n", 431),
  ])
  func `heads over their limits are refused`(text: String, status: Int) {
    #expect(transcript(text).first?.hasPrefix("refuse \(status)") == true)
  }

  @Test(arguments: [[0xFF], [0xC0, 0xAE], [0xED, 0xA0, 0x80], [0xC3]] as [[UInt8]])
  func `a target that is not UTF-8 has no single reading`(bytes: [UInt8]) {
    let lines = transcript(
      Array("GET /a?b=".utf8) + bytes + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8))

    #expect(lines == ["refuse 400 bad-request-target", "then closing"])
    #expect(transcript("GET /ä?b=茶 HTTP/1.1\r\nHost: a\r\n\r\n").first == "GET /ä?b=茶 [Host: a]")
  }

  @Test func `trailers have the limits of a head`() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"

    let lines = transcript(head + String(repeating: "A: b\r\n", count: 101))

    #expect(lines.contains("refuse 431 request-header-fields-too-large"))
  }

  @Test func `chunk extensions are bounded together`() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    let chunk = "1;\(String(repeating: "x", count: 200))\r\na\r\n"

    let lines = transcript(head + String(repeating: chunk, count: 1_000))

    #expect(lines.contains("refuse 400 bad-chunk"))
  }
}
