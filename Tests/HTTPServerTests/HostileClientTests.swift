import Foundation
import Synchronization
import TestSupport
import Testing

@testable import HTTPServer

private let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
private let echo = Route.post("/") { request in .bytes(request.body, type: "text/x") }
private let home = Route.get("/") { _ in .text("home") }

/// After each attack an honest client is served.
@Suite(.serialized) struct HostileClientTests {
  private static let impatient: Limits = {
    var limits = Limits()
    limits.headerTime = .milliseconds(200)
    limits.bodyTime = .milliseconds(200)
    limits.idleTime = .milliseconds(200)
    limits.writeTime = .milliseconds(300)
    limits.outputBytes = 64 * 1024
    return limits
  }()

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHo", "HTTP/1.1 408 "),
    ("GET / HTTP/1.1\r\nHost: a\r\n", "HTTP/1.1 408 "),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc", "HTTP/1.1 408 "),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "HTTP/1.1 408 "),
    ("", ""),
    (
      "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "A: b\r\n", count: 100_000))\r\n",
      "HTTP/1.1 431 "
    ),
    ("GET /\(String(repeating: "x", count: 100_000)) HTTP/1.1\r\n\r\n", "HTTP/1.1 414 "),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n", "HTTP/1.1 413 "),
    ("\u{16}\u{3}\u{1}", "HTTP/1.1 400 "),
  ])
  func `is told what is wrong, or closed`(bytes: String, answer: String) throws {
    try serving([echo, home], limits: Self.impatient) { _, endpoint in
      let text = try Self.ask(endpoint, bytes) { $0.hasPrefix(answer) }
      #expect(answer.isEmpty ? text.isEmpty : text.hasPrefix(answer))
      #expect(try Self.ask(endpoint, last) { $0.hasSuffix("home") }.hasSuffix("home"))
    }
  }

  /// What a client is told that sends these bytes.
  ///
  /// The limits above are short of what a busy machine may take between two lines of a test, so who was
  /// closed for its silence, or told 408, tries again until `isEnough`.
  private static func ask(
    _ endpoint: Endpoint, _ bytes: String, until isEnough: (String) -> Bool
  ) throws -> String {
    var text = ""
    _ = try eventually {
      let client = try RawClient(endpoint)
      client.send(bytes)
      text = client.readToEnd()
      return isEnough(text)
    }
    return text
  }

  @Test func `a body that never ends is cut at its limit`() throws {
    var limits = Limits()
    limits.bodyBytes = 100_000
    try serving([echo], limits: limits) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = "8000\r\n" + String(repeating: "x", count: 0x8000) + "\r\n"
      for _ in 0..<5 { client.send(chunk) }
      #expect(client.read(to: "\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
    }
  }

  @Test func `a slow reader is cut off and holds no worker`() throws {
    var limits = Self.impatient
    limits.workers = 1
    let big = Route.get("/big") { _ in
      .bytes([UInt8](repeating: 97, count: 20_000_000), type: "text/x")
    }
    try serving([home, big], limits: limits) { server, endpoint in
      let slow = try RawClient(endpoint)
      slow.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = slow.read(100)

      #expect(try Self.ask(endpoint, last) { $0.hasSuffix("home") }.hasSuffix("home"))
      #expect(eventually { server.connections == 0 })
      withExtendedLifetime(slow) {}
    }
  }

  @Test func `who resets is forgotten, and its work told`() throws {
    let told = DispatchSemaphore(value: 0)
    let started = DispatchSemaphore(value: 0)
    let route = Route.get("/long") { request in
      started.signal()
      while !request.cancellation.isCancelled { usleep(1_000) }
      told.signal()
      return .text("late")
    }
    try serving([home, route]) { server, endpoint in
      let client = try RawClient(endpoint)
      client.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
      started.wait()
      client.reset()
      #expect(told.wait(timeout: .now() + 60) == .success)
      #expect(eventually { server.connections == 0 })
    }
  }

  @Test func `nothing is begun for who reset while waiting for a worker`() throws {
    var limits = Limits()
    limits.workers = 1
    let (started, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let begun = Mutex<[String]>([])
    let route = Route.get("/{name}") { request in
      begun.withLock { $0.append(request.path) }
      if request.path == "/first" {
        started.signal()
        release.wait()
      }
      return .text("done")
    }
    try serving([route], limits: limits) { server, endpoint in
      let first = try RawClient(endpoint)
      first.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n")
      started.wait()
      let second = try RawClient(endpoint)
      second.send("GET /second HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(eventually { server.waiting == 1 })
      second.reset()
      #expect(eventually { server.connections == 1 })

      release.signal()
      // One worker takes what waits in order: this comes after what was not begun.
      #expect(
        try Self.ask(endpoint, "GET /third HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") {
          $0.hasSuffix("done")
        }.hasSuffix("done"))
      #expect(begun.withLock { $0 } == ["/first", "/third"])
    }
  }

  @Test func `a client that ended its side still gets its answer`() throws {
    let text = try serving([home]) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      client.endSending()
      return client.readToEnd()
    }

    #expect(text.hasSuffix("home"))
  }

  /// More than have their deadlines looked at in one go.
  @Test func `of many who say nothing each is closed in time, and others come in their places`()
    throws
  {
    try serving([home], limits: Self.impatient) { server, endpoint in
      for _ in 1...2 {
        let silent = try (0..<1_000).map { _ in try RawClient(endpoint) }
        for client in silent { #expect(client.readToEnd().isEmpty) }
        #expect(eventually { server.connections == 0 })
      }
      #expect(try Self.ask(endpoint, last) { $0.hasSuffix("home") }.hasSuffix("home"))
    }
  }

  @Test func `bodies in memory over their limit are refused, and room comes back`() throws {
    var limits = Limits()
    limits.totalBodyBytes = 100_000
    func post(_ count: Int, _ sent: Int) -> String {
      "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(count)\r\n\r\n"
        + String(repeating: "x", count: sent)
    }
    try serving([echo], limits: limits) { _, endpoint in
      let first = try RawClient(endpoint)
      first.send(post(90_000, 80_000))

      let refusal = try Self.ask(endpoint, post(50_000, 50_000)) { $0.hasPrefix("HTTP/1.1 503 ") }
      #expect(refusal.contains("Retry-After: 1\r\n"))
      first.send(String(repeating: "x", count: 10_000))
      #expect(first.readToEnd().hasPrefix("HTTP/1.1 200 "))
      let last = try Self.ask(endpoint, post(50_000, 50_000)) { $0.hasPrefix("HTTP/1.1 200 ") }
      #expect(last.hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func `connections over the limit are turned away`() throws {
    var limits = Limits()
    limits.connectionsPerAddress = 2
    try serving([home], limits: limits) { _, endpoint in
      let kept = try (0..<2).map { _ in try RawClient(endpoint) }
      for client in kept {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(to: "home").hasSuffix("home"))
      }
      let third = try RawClient(endpoint)
      #expect(third.readToEnd().hasPrefix("HTTP/1.1 503 "))
    }
  }
}
