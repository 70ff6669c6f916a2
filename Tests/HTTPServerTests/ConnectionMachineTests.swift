import Testing

@testable import HTTPServer

struct ConnectionMachineTests {
  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", ["GET / [Host: a]", "answered", "then idle"]),
    ("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", ["GET / [Host: a]", "answered", "then idle"]),
    (
      "GET /a?b=c HTTP/1.1\r\nhost:a:80\r\nX:  y z \t\r\n\r\n",
      ["GET /a?b=c [host: a:80; X: y z]", "answered", "then idle"]
    ),
    ("GET / HTTP/1.0\r\n\r\n", ["GET / [] 1.0 close", "answered, closes", "then closing"]),
    (
      "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
      ["GET / [Connection: keep-alive] 1.0", "answered", "then idle"]
    ),
    (
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n",
      ["GET / [Host: a; Connection: x, Close] close", "answered, closes", "then closing"]
    ),
    ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", ["OPTIONS * [Host: a]", "answered", "then idle"]),
    (
      "GET http://a/b HTTP/1.1\r\nHost: c\r\n\r\n",
      ["GET http://a/b [Host: c]", "answered", "then idle"]
    ),
    (
      "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n",
      ["GET / [Host: [::1]:8080]", "answered", "then idle"]
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
      ["POST / [Host: a; Content-Length: 5]", "body 5 hello", "answered", "then idle"]
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
      ["POST / [Host: a; Content-Length: 0]", "answered", "then idle"]
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
      [
        "POST / [Host: a; Expect: 100-Continue; Content-Length: 1] expect", "body 1 x", "answered",
        "then idle",
      ]
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
        + "3;x=\"y\" ;z\r\nabc\r\n00A\r\n0123456789\r\n0\r\nT: u\r\n\r\n",
      [
        "POST / [Host: a; Transfer-Encoding: Chunked]", "body 13 abc0123456789", "answered",
        "then idle",
      ]
    ),
    (
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhiGET "
        + "/3 HTTP/1.1\r\nHost: a\r\n\r\n",
      [
        "GET /1 [Host: a]", "answered", "POST /2 [Host: a; Content-Length: 2]", "body 2 hi",
        "answered", "GET /3 [Host: a]", "answered", "then idle",
      ]
    ),
    (
      "GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      ["GET /1 [Host: a; Connection: close] close", "answered, closes", "then closing"]
    ),
    ("GET / HT", ["then head"]),
    ("GET / HTTP/1.1\r\n", ["then head"]),
    ("GET / HTTP/1.1\r\nHost: a\r\n", ["then head"]),
    ("\r\n", ["then idle"]),
    (
      "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n",
      ["GET / [Host: a]", "answered", "then head"]
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel",
      ["POST / [Host: a; Content-Length: 5]", "then body"]
    ),
  ])
  func `reads`(text: String, expected: [String]) {
    #expect(transcript(text) == expected)
  }

  @Test func `a head that is under way is waited for while the connection drains`() {
    var machine = ConnectionMachine(limits: Limits())
    Array("GET / HTTP/1.1\r\nHost: a\r\n".utf8).withUnsafeBytes { machine.receive($0) }
    #expect(machine.next() == nil)

    machine.drain()

    #expect(machine.phase == .head)
  }

  @Test(arguments: samples)
  func `the same bytes cut at every position give the same result`(text: String) {
    let bytes = Array(text.utf8)
    let whole = transcript(bytes, limits: tiny)

    for cut in 0...bytes.count {
      #expect(transcript(bytes, limits: tiny, cuts: [cut]) == whole, "cut at \(cut)")
    }
    #expect(transcript(bytes, limits: tiny, cuts: Array(0..<bytes.count)) == whole, "byte by byte")
  }

  @Test(arguments: [
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
  ])
  func `a body that ends before its end is refused`(text: String) {
    #expect(transcript(text, ends: true).dropFirst() == ["refuse 400 bad-body", "then closing"])
  }

  @Test func `a client that has ended is answered, then closed`() {
    #expect(
      transcript("GET / HTTP/1.1\r\nHost: a\r\n\r\n", ends: true)
        == ["GET / [Host: a]", "answered", "then closing"])
  }

  @Test func `the last request that a connection may have closes it`() {
    var limits = Limits()
    limits.requestsPerConnection = 2

    let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    #expect(
      transcript(request + request + request, limits: limits)
        == ["GET / [Host: a]", "answered", "GET / [Host: a]", "answered, closes", "then closing"])
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
  ])
  func `a body over its limit is 413`(text: String) {
    var machine = ConnectionMachine(limits: Limits())
    Array(text.utf8).withUnsafeBytes { machine.receive($0) }
    guard case .request(let head) = machine.next() else {
      Issue.record("no request")
      return
    }
    machine.bodyLimit = 2

    let event = machine.next()

    switch event {
    case .refuse(let error): #expect(error.status == .contentTooLarge && head.framing == .chunked)
    default: #expect(event == nil && head.framing == .none)
    }
  }
}

/// Limits that the samples reach.
private let tiny: Limits = {
  var limits = Limits()
  limits.requestLineBytes = 60
  limits.headerBytes = 120
  limits.headerCount = 5
  limits.chunkLineBytes = 20
  return limits
}()

private let samples: [String] =
  [
    "\r\nPOST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: u\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.0\r\n\r\nrest",
    "GET /\(String(repeating: "x", count: 60)) HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 120))\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\n1: x\r\n2: x\r\n3: x\r\n4: x\r\n5: x\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;xxxxxxxxxxxxxxxxxxxxx\r\nabc",
  ] + refusals.map(\.text)
