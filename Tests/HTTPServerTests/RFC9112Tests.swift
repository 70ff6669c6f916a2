import Testing

@testable import HTTPServer

/// RFC 9112, section by section: what it asks of a server that reads requests.
struct RFC9112Tests {
  /// A requirement, and what it comes to: the lines of the transcript, `answered` and `then` left out; of
  /// a refusal its status and type.
  struct Rule: Sendable, CustomTestStringConvertible {
    var section: String
    var text: String
    var expected: [String]

    init(_ section: String, _ text: String, _ expected: String...) {
      (self.section, self.text, self.expected) = (section, text, expected)
    }

    var testDescription: String { "§\(section) \(text.debugDescription)" }
  }

  private static let host = "Host: a\r\n"
  private static let get = "GET / HTTP/1.1\r\n\(host)"
  private static let post = "POST / HTTP/1.1\r\n\(host)"
  private static let chunked = post + "Transfer-Encoding: chunked\r\n\r\n"
  private static let chunkedHead = "POST / [Host: a; Transfer-Encoding: chunked]"

  private static let messages = [
    // §2.2: a start line, fields, an empty line; octets, not characters.
    Rule("2.2", get + "\r\n", "GET / [Host: a]"),
    Rule("2.2", "\r\n" + get + "\r\n", "GET / [Host: a]"),
    Rule("2.2", "GET / HTTP/1.1\n\(host)\r\n", "refuse 400 bad-line-end"),
    Rule("2.2", get + "X: a\rb\r\n\r\n", "refuse 400 bad-field"),
    Rule("2.2", "GET / HTTP/1.1\r\n \(host)\r\n", "refuse 400 bad-field"),
    Rule("2.2", "HELO mail\r\n\r\n", "refuse 400 bad-request-line"),
    // §2.3: HTTP-version, in capitals; a higher major version is 505.
    Rule("2.3", "GET / HTTP/1.0\r\n\r\n", "GET / [] 1.0 close"),
    Rule("2.3", "GET / http/1.1\r\n\(host)\r\n", "refuse 400 bad-request-line"),
    Rule("2.3", "GET / HTTP/3.0\r\n\(host)\r\n", "refuse 505 http-version-not-supported"),
    // §3: method SP target SP version, one space each.
    Rule("3", "GET  / HTTP/1.1\r\n\(host)\r\n", "refuse 400 bad-request-line"),
    Rule("3", "GET / HTTP/1.1 \r\n\(host)\r\n", "refuse 400 bad-request-line"),
    Rule("3", "GET\u{B}/ HTTP/1.1\r\n\(host)\r\n", "refuse 400 bad-request-line"),
    Rule(
      "3", "GET /\(String(repeating: "x", count: 8_192)) HTTP/1.1\r\n\(host)\r\n",
      "refuse 414 uri-too-long"),
    Rule(
      "3", "GET /\(String(repeating: "x", count: 8_000)) HTTP/1.1\r\n\(host)\r\n",
      "GET /\(String(repeating: "x", count: 8_000)) [Host: a]"),
    // §3.1: the method is a token, its case counts.
    Rule("3.1", "gEt / HTTP/1.1\r\n\(host)\r\n", "gEt / [Host: a]"),
    Rule("3.1", "GE\"T / HTTP/1.1\r\n\(host)\r\n", "refuse 400 bad-request-line"),
    // §3.2: no white space in the target; Host once, in HTTP/1.1 always, valid.
    Rule("3.2", "GET /a b HTTP/1.1\r\n\(host)\r\n", "refuse 400 bad-request-line"),
    Rule("3.2", "GET / HTTP/1.1\r\n\r\n", "refuse 400 bad-host"),
    Rule("3.2", get + "Host: b\r\n\r\n", "refuse 400 bad-host"),
    Rule("3.2", "GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", "refuse 400 bad-host"),
    Rule("3.2", "GET / HTTP/1.1\r\nHost: a:65536x\r\n\r\n", "refuse 400 bad-host"),
    Rule("3.2", "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", "refuse 400 bad-host"),
    Rule("3.2", "GET / HTTP/1.1\r\nHost: [::1]:65536\r\n\r\n", "refuse 400 bad-host"),
    // §3.2.1 origin form, §3.2.2 absolute form, §3.2.3 authority form, §3.2.4 asterisk form.
    Rule("3.2.1", "GET /where?q=now HTTP/1.1\r\n\(host)\r\n", "GET /where?q=now [Host: a]"),
    Rule("3.2.2", "GET http://b/c HTTP/1.1\r\n\(host)\r\n", "GET http://b/c [Host: a]"),
    Rule("3.2.2", "GET http://b/c HTTP/1.1\r\n\r\n", "refuse 400 bad-host"),
    Rule("3.2.3", "CONNECT b:80 HTTP/1.1\r\n\(host)\r\n", "refuse 501 not-implemented"),
    Rule("3.2.4", "OPTIONS * HTTP/1.1\r\n\(host)\r\n", "OPTIONS * [Host: a]"),
  ]

  private static let fields = [
    // §5: white space about a value is not part of it. §5.1: none before the colon.
    Rule("5", get + "X:\t a b \r\n\r\n", "GET / [Host: a; X: a b]"),
    Rule("5.1", get + "X : a\r\n\r\n", "refuse 400 bad-field"),
    Rule("5.1", get + "X\t: a\r\n\r\n", "refuse 400 bad-field"),
    // §5.2: obs-fold is refused.
    Rule("5.2", get + "X: a\r\n b\r\n\r\n", "refuse 400 bad-field"),
    Rule("5.2", get + "X: a\r\n\t\r\n\r\n", "refuse 400 bad-field"),
    // §6.1: Transfer-Encoding overrides nothing here: together they are refused, and so is HTTP/1.0.
    Rule(
      "6.1", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "refuse 400 bad-framing"),
    Rule(
      "6.1", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "refuse 400 bad-framing"),
    Rule("6.1", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", "refuse 501 not-implemented"),
    Rule("6.1", post + "Transfer-Encoding: chunked, chunked\r\n\r\n", "refuse 400 bad-framing"),
    // §6.2: Content-Length = 1*DIGIT.
    Rule(
      "6.2", post + "Content-Length: 3\r\n\r\nabc", "POST / [Host: a; Content-Length: 3]",
      "body 3 abc"),
    Rule("6.2", post + "Content-Length: 3.0\r\n\r\n", "refuse 400 bad-length"),
    // §6.3: 3 both; 4 a coding that is not last; 5 a length that is none, or several; 7 no body at all.
    Rule("6.3", post + "Transfer-Encoding: identity\r\n\r\n", "refuse 400 bad-framing"),
    Rule("6.3", post + "Content-Length: 3, 4\r\n\r\n", "refuse 400 bad-length"),
    Rule("6.3", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n", "refuse 400 bad-length"),
    Rule("6.3", post + "\r\n" + get + "\r\n", "POST / [Host: a]", "GET / [Host: a]"),
  ]

  private static let chunks = [
    Rule("7", chunked + "3\r\nabc\r\n0\r\n\r\n", chunkedHead, "body 3 abc"),
    // §7.1: sizes in either case, zeros before them; no sign, no prefix, no overflow.
    Rule("7.1", chunked + "00a\r\n0123456789\r\n00\r\n\r\n", chunkedHead, "body 10 0123456789"),
    Rule("7.1", chunked + "0x3\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1", chunked + "-1\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1", chunked + "3 \r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1", chunked + "10000000000000003\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1", chunked + "3\r\nabcd\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1", chunked + "3\r\nabc0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1", chunked + "3\r\nabc\r\n\r\n", "refuse 400 bad-chunk"),
    // §7.1.1: extensions are passed over where they are some.
    Rule(
      "7.1.1", chunked + "3 ; a ; b=c\t;d = \"e; \\\"f\"\r\nabc\r\n0;z\r\n\r\n", chunkedHead,
      "body 3 abc"),
    Rule("7.1.1", chunked + "3;\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3;a=\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3;a b\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3 a\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3;a \r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3;a=\"b\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3;a=\"b\\\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3;a\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    Rule("7.1.1", chunked + "3;a\rb\r\nabc\r\n0\r\n\r\n", "refuse 400 bad-chunk"),
    // §7.1.2: trailers are read as fields are, and dropped.
    Rule(
      "7.1.2", chunked + "0\r\nContent-Length: 5\r\nHost: b\r\n\r\n" + get + "\r\n", chunkedHead,
      "body 0 ", "GET / [Host: a]"),
    Rule("7.1.2", chunked + "0\r\nX : a\r\n\r\n", "refuse 400 bad-field"),
    Rule("7.1.2", chunked + "0\r\nX: a\r\n b\r\n\r\n", "refuse 400 bad-field"),
    // §7.3, §7.4: a coding that is not known; TE is the client's affair.
    Rule("7.3", post + "Transfer-Encoding: deflate, chunked\r\n\r\n", "refuse 501 not-implemented"),
    Rule(
      "7.4", get + "TE: trailers, deflate;q=0.5\r\nConnection: TE\r\n\r\n",
      "GET / [Host: a; TE: trailers, deflate;q=0.5; Connection: TE]"),
  ]

  private static let connections = [
    // §9.3: close, keep-alive, the versions' own ways.
    Rule(
      "9.3", get + "Connection: close\r\n\r\n" + get + "\r\n",
      "GET / [Host: a; Connection: close] close"),
    Rule(
      "9.3", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
      "GET / [Connection: Keep-Alive] 1.0"),
    Rule(
      "9.3", get + "Connection: keep-alive, close\r\n\r\n",
      "GET / [Host: a; Connection: keep-alive, close] close"),
    // §9.3.2: pipelined requests are answered in their order.
    Rule(
      "9.3.2", get + "\r\n" + post + "Content-Length: 1\r\n\r\nx" + get + "\r\n", "GET / [Host: a]",
      "POST / [Host: a; Content-Length: 1]", "body 1 x", "GET / [Host: a]"),
    // §11.2: what follows a refusal is never read.
    Rule(
      "11.2", post + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n" + get + "\r\n",
      "refuse 400 bad-framing"),
  ]

  @Test(arguments: messages + fields + chunks + connections)
  func `is kept, section by section`(rule: Rule) {
    let lines = transcript(rule.text).filter { !$0.hasPrefix("answered") && !$0.hasPrefix("then ") }

    // A refusal may come in the middle of a body: then only it counts.
    let isRefused = rule.expected.first?.hasPrefix("refuse ") == true
    #expect(isRefused ? lines.suffix(1) == rule.expected : lines == rule.expected)
  }

  @Test(arguments: ["Content-Length: 5\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n5\r\nab"])
  func `§8 a message cut short is refused`(rest: String) {
    #expect(transcript(Self.post + rest, ends: true).contains("refuse 400 bad-body"))
  }

  @Test func `§4 the status line is version, code and reason; §11.1 no value begins another line`()
    throws
  {
    var machine = ConnectionMachine(limits: Limits())
    let answer = Response(
      .notFound, headers: ["X": "a\r\nSet-Cookie: b\0c", "Content-Length": "999"], body: .empty)

    let head = String(
      decoding: machine.begin(answer, length: 0, date: Array("Date: x\r\n".utf8)).head,
      as: UTF8.self)

    #expect(head.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
    #expect(head.contains("X: a  Set-Cookie: b c\r\n"))
    #expect(head.components(separatedBy: "Content-Length").count == 2)
    #expect(head.hasSuffix("\r\n\r\n"))
  }
}
