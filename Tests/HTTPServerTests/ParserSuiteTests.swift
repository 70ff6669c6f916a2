import Testing

@testable import HTTPServer

/// A request and what a strict server makes of it: read, or refused with a status.
private struct Case: Sendable, CustomTestStringConvertible {
  var text: String
  /// The lines of the transcript, `answered` left out; a status alone where it is refused.
  var expected: [String]

  init(_ text: String, _ expected: String...) { (self.text, self.expected) = (text, expected) }

  static func refused(_ text: String, _ status: Int) -> Case { Case(text, "refuse \(status)") }

  var testDescription: String { text.debugDescription }
}

/// The cases that public suites of HTTP/1 parsers try on a server, in words of our own: methods, targets,
/// versions, fields, framing, pipelining, upgrades.
struct ParserSuiteTests {
  /// What is no HTTP/1.1 request is refused although lenient parsers let it pass.
  private static let cases: [Case] = [
    // Methods: any token, case kept.
    Case("GET /test HTTP/1.1\r\nHost: a\r\n\r\n", "GET /test [Host: a]"),
    Case("get /test HTTP/1.1\r\nHost: a\r\n\r\n", "get /test [Host: a]"),
    Case(
      "M-SEARCH * HTTP/1.1\r\nHost: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n\r\n",
      "M-SEARCH * [Host: 239.255.255.250:1900; MAN: \"ssdp:discover\"]"),
    Case("REPORT /test HTTP/1.1\r\nHost: a\r\n\r\n", "REPORT /test [Host: a]"),
    Case("MKACTIVITY /a HTTP/1.1\r\nHost: a\r\n\r\n", "MKACTIVITY /a [Host: a]"),
    Case("PURGE /f/i?x=y HTTP/1.1\r\nHost: a\r\n\r\n", "PURGE /f/i?x=y [Host: a]"),
    Case("SEARCH / HTTP/1.1\r\nHost: a\r\n\r\n", "SEARCH / [Host: a]"),
    Case("G#T /test HTTP/1.1\r\nHost: a\r\n\r\n", "G#T /test [Host: a]"),
    .refused("GE(T /test HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("GET@ /test HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("POST\r\n\r\n", 400),
    .refused(" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("CONNECT 0-home0.netscape.com:443 HTTP/1.0\r\nHost: a\r\n\r\n", 501),
    .refused("CONNECT home_0.netscape.com:443 HTTP/1.1\r\nHost: a\r\n\r\nsome body", 501),
    // Targets.
    Case("GET /with?q=s?t HTTP/1.1\r\nHost: a\r\n\r\n", "GET /with?q=s?t [Host: a]"),
    Case("GET /delta?x=\"y z\" HTTP/1.1\r\nHost: a\r\n\r\n", "refuse 400"),
    Case("GET /a/%E5%9B%BD HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a/%E5%9B%BD [Host: a]"),
    Case("GET /δ¶/δt/pope?q=1 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /δ¶/δt/pope?q=1 [Host: a]"),
    Case(
      "GET http://a.example:80/x?y HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://a.example:80/x?y [Host: a]"),
    Case(
      "GET http://hypnotoad.org?hail=all HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET http://hypnotoad.org?hail=all [Host: a]"),
    .refused("GET /test#frag HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("GET  /test HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("GET\t/test HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("GET /a\u{1}b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("GET /a\u{7F}b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    // Versions.
    Case("GET / HTTP/1.0\r\n\r\n", "GET / [] 1.0 close"),
    .refused("GET /\r\n\r\n", 400),
    .refused("GET / HTTP/0.9\r\n\r\n", 505),
    .refused("GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505),
    .refused("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    .refused("GET / HTTP/5.6\r\n\r\n", 505),
    .refused("GET / HTTP/01.1\r\nHost: a\r\n\r\n", 400),
    .refused("GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400),
    .refused("GET / HTTP/1.\r\nHost: a\r\n\r\n", 400),
    .refused("GET / HTTP/1,1\r\nHost: a\r\n\r\n", 400),
    .refused("GET / HTTPS/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\u{B}\r\nHost: a\r\n\r\n", 400),
    .refused("GET / IHTTP/1.0\r\n\r\n", 400),
    .refused("GET / ICE/1.0\r\n\r\n", 400),
    .refused("GET / HTTP/1.1 x\r\nHost: a\r\n\r\n", 400),
    // Line ends.
    Case("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / [Host: a]"),
    .refused("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    .refused("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    // No line ends here: its end is waited for, and then 408.
    Case("GET / HTTP/1.1\rHost: a\r\r"),
    .refused("GET / HTTP/1.1\nHost: a\n\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\rConnection: close\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\n\n", 400),
    // Fields.
    Case("GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n", "GET / [Host: a; X: ]"),
    Case("GET / HTTP/1.1\r\nHost:a\r\nX: \t y\t \r\n\r\n", "GET / [Host: a; X: y]"),
    Case(
      "GET / HTTP/1.1\r\nHost: a\r\nX: \"a,b\";c=d\r\n\r\n",
      "GET / [Host: a; X: \"a,b\";c=d]"),
    Case(
      "GET / HTTP/1.1\r\nHost: a\r\n!#$%&'*+-.^_`|~09aZ: b\r\n\r\n",
      "GET / [Host: a; !#$%&'*+-.^_`|~09aZ: b]"),
    Case("GET / HTTP/1.1\r\nHost: a\r\nX: caf\u{E9}\r\n\r\n", "GET / [Host: a; X: caf\u{E9}]"),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX(: b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX/Y: b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX Y: b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX\t: b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\tb\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{0}b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{8}b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nX: a\u{7F}\r\n\r\n", 400),
    // Host.
    .refused("GET / HTTP/1.1\r\n\r\n", 400),
    Case("GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / [Host: ]"),
    .refused("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: http://a\r\n\r\n", 400),
    .refused("GET / HTTP/1.1\r\nHost: a:80:80\r\n\r\n", 400),
    // Bodies of a known length.
    Case(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 003\r\n\r\nabc",
      "POST / [Host: a; Content-Length: 003]", "body 3 abc"),
    Case(
      "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
      "PUT / [Host: a; Content-Length: 0]"),
    Case(
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nHELLO",
      "GET / [Host: a; Content-Length: 5]", "body 5 HELLO"),
    Case("POST / HTTP/1.1\r\nHost: a\r\n\r\n", "POST / [Host: a]"),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4 2\r\n\r\n", 400),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 13 37\r\n\r\n", 400),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 42,\r\n\r\n", 400),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:, 42\r\n\r\n", 400),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1e2\r\n\r\n", 400),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551616\r\n\r\n", 400),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    // Chunks.
    Case(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "1e\r\nall your base are belong to us\r\n0\r\n\r\n",
      "POST / [Host: a; Transfer-Encoding: chunked]", "body 30 all your base are belong to us"),
    Case(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhello\r\n6\r\n world\r\n0000\r\nVary: *\r\nContent-Type: x\r\n\r\n",
      "POST / [Host: a; Transfer-Encoding: chunked]", "body 11 hello world"),
    Case(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5;ilovew3;whattheluck=aretheseparametersfor\r\nhello\r\n0;e=\"q;\\\"x\"\r\n\r\n",
      "POST / [Host: a; Transfer-Encoding: chunked]", "body 5 hello"),
    .refused(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "a \r\n0123456789\r\n0\r\n\r\n", 400),
    .refused(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5;a\nb\r\nhello\r\n0\r\n\r\n", 400),
    .refused(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhelloX\r\n0\r\n\r\n", 400),
    .refused(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhello\r0\r\n\r\n", 400),
    .refused(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "0\r\nA B: c\r\n\r\n", 400),
    .refused(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "0\r\nA: b\r\n c\r\n\r\n", 400),
    .refused(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "2\r\n\r\n\n0\r\n\r\n", 400),
    .refused("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: pigeons\r\n\r\n", 400),
    .refused("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
    .refused("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, deflate\r\n\r\n", 400),
    // Persistence, pipelining, upgrades that are not taken up.
    Case(
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /1 [Host: a]", "GET /2 [Host: a]"),
    Case(
      "PUT /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nConnection: close\r\n\r\naGET /2 ",
      "PUT /1 [Host: a; Content-Length: 1; Connection: close] close", "body 1 a"),
    Case(
      "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
        + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /chat [Host: a; Upgrade: websocket; Connection: Upgrade]", "GET /2 [Host: a]"),
    Case(
      "POST /1 HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na"
        + "GET /2 HTTP/1.0\r\n\r\n",
      "POST /1 [Connection: keep-alive; Content-Length: 1] 1.0", "body 1 a",
      "GET /2 [] 1.0 close"),
    .refused("POST / HTTP/1.1\r\nHost: a\r\nExpect: something\r\nContent-Length: 1\r\n\r\n", 417),
  ]

  @Test(arguments: cases)
  private func `has the one reading that there is`(each: Case) {
    let lines = transcript(each.text)
      .filter { !$0.hasPrefix("answered") && !$0.hasPrefix("then ") }
      .map {
        $0.hasPrefix("refuse ") ? $0.split(separator: " ").prefix(2).joined(separator: " ") : $0
      }

    // Of a refused request only the refusal counts, which may come in its body.
    let isRefused = each.expected.count == 1 && each.expected[0].hasPrefix("refuse ")
    #expect(isRefused ? lines.suffix(1) == each.expected : lines == each.expected)
  }

  @Test(arguments: cases)
  private func `and the same one wherever it is cut`(each: Case) {
    let bytes = Array(each.text.utf8)
    let whole = transcript(bytes)

    for cut in 0...bytes.count {
      #expect(transcript(bytes, cuts: [cut]) == whole, "cut at \(cut)")
    }
    #expect(transcript(bytes, cuts: Array(0..<bytes.count)) == whole, "byte by byte")
  }
}

/// Two framings told at once, in every disguise that request smuggling uses: the request is refused, or
/// its body is exactly what one framing says; what follows is never taken for a part of both.
struct SmugglingTests {
  /// Ways to write a field that some parsers take for `Transfer-Encoding: chunked` and others do not.
  private static let disguises: [String] = {
    let plain = "Transfer-Encoding: chunked"
    var all = [
      "Transfer-Encoding : chunked", "Transfer-Encoding\t: chunked", " Transfer-Encoding: chunked",
      "\tTransfer-Encoding: chunked", "Transfer-Encoding:\u{B}chunked",
      "Transfer-Encoding:\u{C}chunked", "Transfer-Encoding: \u{0}chunked",
      "Transfer-Encoding: chunked\u{0}", "Transfer-Encoding: \u{A0}chunked",
      "Transfer-Encoding: chunked\u{FF}", "Transfer-Encoding: xchunked",
      "Transfer-Encoding: chunkedx", "Transfer-Encoding: chunk", "Transfer-Encoding: \"chunked\"",
      "Transfer-Encoding: 'chunked'", "Transfer-Encoding: chunked;", "Transfer-Encoding: chunked,",
      "Transfer-Encoding: ,chunked", "Transfer-Encoding: , chunked",
      "Transfer-Encoding: chunked, identity", "Transfer-Encoding: identity, chunked",
      "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: chunked\r\n chunked",
      "Transfer-Encoding:\r\n chunked", "Transfer-Encoding: \r\n\tchunked",
      "Transfer-Encoding\r\n: chunked", "Transfer-Encoding: chunked\rX: y",
      "Transfer-Encoding: chunked\nX: y", "X: y\nTransfer-Encoding: chunked",
      "X: y\rTransfer-Encoding: chunked", "X:y\r\r\nTransfer-Encoding: chunked",
      "Transfer_Encoding: chunked", "Transfer Encoding: chunked", "Transfer-Encoding chunked",
      "Transfer-Encoding=chunked", "Transfer-Encoding: CHUNKED", "TRANSFER-ENCODING: chunked",
      "transfer-encoding:chunked", "Transfer-Encoding:  chunked  ", "Transfer-Encoding:\tchunked\t",
      "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
      "Transfer-Encodıng: chunked", "Transfer-Encoding\u{0}: chunked",
      "\u{0}Transfer-Encoding: chunked",
      "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", "Transfer-Encoding:", "TE: chunked",
      "Content-Encoding: chunked", "Connection: Transfer-Encoding\r\n\(plain)",
      "Transfer\\Encoding: chunked", "Transfer-Encoding x: chunked", "Transfer-%45ncoding: chunked",
      "Tra\rnsfer-Encoding: chunked", "X: y\r\n\rTransfer-Encoding: chunked",
      "X: y\n\nTransfer-Encoding: chunked", "Transfer-Encoding: identity, chunked, identity",
      "Transfer-Encoding: chunkedchunked", "Transf\u{82}r-Encoding: chunked",
      "Transfer-Encoding: ch\u{96}nked", "Transfer-Encoding:\u{FF}chunked",
      "Transfer-Encoding: chunked\u{7F}", "tRANSFER-ENCODING: chunked",
      "Transfer-Encoding: \r\n\u{B}chunked", "Transfer-Encoding: c\u{0}hunked",
    ]
    // Any control byte, anywhere about the name and the value.
    for code in [UInt8](0x01...0x1F) where code != 0x09 && code != 0x0A && code != 0x0D {
      let control = String(UnicodeScalar(code))
      all += [
        control + plain, "Transfer-Encoding\(control): chunked",
        "Transfer-Encoding:\(control)chunked", plain + control,
      ]
    }
    return all
  }()

  private static let lengths = [
    "Content-Length: 6", "Content-Length : 6", "Content-Length:\u{B}6", "Content-Length: +6",
    "Content-Length: 6, 6", "Content-Length: 0x6", "Content-Length: 6\r\nContent-Length: 5",
    " Content-Length: 6", "Content_Length: 6", "content-length:6",
  ]

  private static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"

  /// Six bytes that are a whole chunked body and one byte more.
  private static let body = "0\r\n\r\nX"

  @Test(arguments: disguises)
  func `both framings are never both believed`(disguise: String) {
    for length in Self.lengths {
      for fields in ["\(disguise)\r\n\(length)", "\(length)\r\n\(disguise)"] {
        let text = "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(Self.body)\(Self.smuggled)"
        expectOneReading(of: text)
      }
    }
  }

  @Test(arguments: disguises)
  func `a disguised coding alone is refused, read, or means nothing`(disguise: String) {
    expectOneReading(
      of: "POST / HTTP/1.1\r\nHost: a\r\n\(disguise)\r\n\r\n\(Self.body)\(Self.smuggled)")
  }

  /// The framing that RFC 9112 §6.3 gives, from fields that a careful reader sees; anything doubtful
  /// must be refused, and a refusal ends the connection.
  private func expectOneReading(of text: String) {
    // A letter up to U+00FF is sent as that one byte, as attackers do.
    let lines = transcript(
      text.unicodeScalars.flatMap { letter -> [UInt8] in
        letter.value <= 0xFF ? [UInt8(letter.value)] : Array(String(letter).utf8)
      })
    if let refusal = lines.firstIndex(where: { $0.hasPrefix("refuse ") }) {
      #expect(lines[(refusal + 1)...] == ["then closing"], "\(text.debugDescription)")
      return
    }
    // It was read: then by exactly one framing, and what follows is a request of its own or a body.
    let head = lines.first ?? ""
    let fields = head.lowercased()
    let isChunked = fields.contains("transfer-encoding: chunked")
    let isSized = fields.contains("content-length: 6")
    #expect(!(isChunked && isSized), "\(text.debugDescription)")
    if isSized { #expect(lines.contains("body 6 0\r\n\r\nX"), "\(text.debugDescription)") }
  }
}
