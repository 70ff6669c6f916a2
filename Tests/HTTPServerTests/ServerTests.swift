import Compression
import Foundation
import Synchronization
import Testing

@testable import HTTPServer

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
private let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

private let echo = Route.post("/") { request in .bytes(request.body, type: "text/x") }
private let home = Route.get("/") { _ in .text("home") }

@Suite(.serialized) struct ServerTests {
  @Test(arguments: [true, false])
  func `pipelined requests are answered in order`(isInline: Bool) throws {
    let routes: [Route] = [
      .get("/{n}", Route.Options(isInline: isInline)) { .text("<\(try $0.parameter("n"))>") }
    ]
    let text = try serving(routes) { _, endpoint in
      let client = try RawClient(endpoint)
      // All at once, more than one turn's share.
      let requests = (1...40).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
      client.send(
        requests.joined() + "GET /41 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      client.endSending()
      return client.readToEnd()
    }

    #expect(text.matches(of: /<\d+>/).map { String($0.output) } == (1...41).map { "<\($0)>" })
  }

  @Test func `HEAD has the length of GET and no body`() throws {
    let text = try serving([home]) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      return client.readToEnd()
    }

    #expect(text.contains("Content-Length: 4\r\n"))
    #expect(text.hasSuffix("\r\n\r\n"))
  }

  @Test func `a body is asked for with 100 and taken in any framing`() throws {
    try serving([echo]) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
      #expect(client.read(to: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      client.send("hello")
      #expect(client.read(to: "hello").hasPrefix("HTTP/1.1 200 OK\r\n"))
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      client.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
      #expect(client.read(to: "abcde").contains("Content-Length: 5\r\n"))
    }
  }

  @Test(arguments: ContentCoding.allCases)
  func `a coded body reaches the handler decoded`(coding: ContentCoding) throws {
    let body = try coding.compress(Array("Tea is a drink.".utf8))
    let text = try serving([echo]) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Encoding: \(coding.rawValue)\r\n"
          + "Content-Length: \(body.count)\r\n\r\n")
      client.send(body)
      return client.readToEnd()
    }

    #expect(text.hasSuffix("\r\n\r\nTea is a drink."))
  }

  @Test(arguments: ContentCoding.allCases)
  func `a bomb meets the limit on what comes out`(coding: ContentCoding) throws {
    let bomb = try coding.compress([UInt8](repeating: 0, count: 1_000_000))
    var limits = Limits()
    limits.bodyBytes = 10_000
    let text = try serving([echo], limits: limits) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Encoding: \(coding.rawValue)\r\n"
          + "Content-Length: \(bomb.count)\r\n\r\n")
      client.send(bomb)
      return client.readToEnd()
    }

    #expect(text.hasPrefix("HTTP/1.1 413 "))
  }

  @Test(arguments: [
    ("Content-Length: 1073741824\r\n", 413),
    ("Content-Encoding: lzma\r\nContent-Length: 1\r\n", 415),
  ])
  func `what must not come is refused before it does`(fields: String, status: Int) throws {
    let text = try serving([echo]) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send("POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
      return client.readToEnd()
    }

    #expect(text.hasPrefix("HTTP/1.1 \(status) "))
    #expect(text.contains("Connection: close\r\n"))
  }

  @Test func `a streamed answer arrives whole, in pieces or written`() throws {
    let count = Counter()
    let routes: [Route] = [
      .get("/pieces") { _ in
        Response(body: .pieces { count.next() <= 40 ? [UInt8](repeating: 97, count: 50_000) : nil })
      },
      .get("/written") { _ in
        Response(
          body: .written { writer in
            for _ in 1...40 { try writer.write([UInt8](repeating: 97, count: 50_000)) }
          })
      },
    ]
    try serving(routes) { _, endpoint in
      for path in ["/pieces", "/written"] {
        let client = try RawClient(endpoint)
        client.send("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let text = client.readToEnd()
        #expect(text.utf8.count { $0 == 97 } >= 2_000_000, "\(path)")
        #expect(text.hasSuffix("\r\n0\r\n\r\n"), "\(path)")
      }
    }
  }

  @Test func `a streaming route reads its body while it comes`() throws {
    let route = Route.post("/", Route.Options(body: .stream(limit: nil))) { request in
      Response(
        body: .written { writer in
          while let bytes = try request.stream?.read() { try writer.write(bytes) }
        })
    }
    try serving([route]) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
      #expect(client.read(to: "one").hasPrefix("HTTP/1.1 200 OK\r\n"))
      client.send("3\r\ntwo\r\n0\r\n\r\n")
      #expect(client.read(to: "0\r\n\r\n").contains("two"))
      client.send(last.replacing("GET", with: "PUT"))
      #expect(client.readToEnd().hasPrefix("HTTP/1.1 405 "))
    }
  }

  @Test func `over the queue the answer is 503 at once`() throws {
    var limits = Limits()
    (limits.workers, limits.queueLength) = (1, 1)
    let gate = DispatchSemaphore(value: 0)
    let routes: [Route] = [
      .get("/") { _ in
        gate.wait()
        return .text("done")
      },
      .get("/health", Route.Options(isInline: true)) { _ in .text("up") },
    ]
    try serving(routes, limits: limits) { _, endpoint in
      let clients = try (0..<8).map { _ in try RawClient(endpoint) }
      for client in clients { client.send(last) }
      let health = try RawClient(endpoint)
      health.send("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(health.readToEnd().hasSuffix("up"))
      // The gate opens once all that must be refused was: before that the worker and its queue stay full.
      let answered = DispatchSemaphore(value: 0)
      let collected = Mutex<[String]>([])
      for each in clients {
        // Each client is read by its own thread alone.
        nonisolated(unsafe) let client = each
        Thread.detachNewThread {
          let answer = client.readToEnd()
          collected.withLock { $0.append(answer) }
          answered.signal()
        }
      }
      for _ in 0..<6 { _ = answered.wait(timeout: .now() + 60) }
      for _ in clients { gate.signal() }
      for _ in 0..<2 { _ = answered.wait(timeout: .now() + 60) }
      let answers = collected.withLock { $0 }
      let shed = answers.filter { $0.hasPrefix("HTTP/1.1 503 ") }
      #expect(shed.count == 6)
      #expect(shed.allSatisfy { $0.contains("Retry-After: 1\r\n") })
      #expect(answers.count { $0.hasSuffix("done") } == 2)
    }
  }

  @Test func `who comes by IPv4 to a socket of both families has an IPv4 address`() throws {
    let server = Server(
      Server.Configuration(host: "::", port: 0),
      router: Router([.get("/") { request in .text(request.remote.host) }]))
    // Not every machine has IPv6.
    guard let endpoint = try? server.start() else { return }
    defer { server.stop(grace: .milliseconds(200)) }

    let client = try RawClient(endpoint)
    client.send(last)

    #expect(client.readToEnd().hasSuffix("\r\n\r\n127.0.0.1"))
  }

  @Test func `stop finishes what is in flight and closes the idle`() throws {
    let started = DispatchSemaphore(value: 0)
    let gate = DispatchSemaphore(value: 0)
    let route = Route.get("/") { _ in
      started.signal()
      gate.wait()
      return .text("finished")
    }
    let server = Server(
      Server.Configuration(port: 0, shards: 2),
      router: Router([route, .get("/a") { _ in .text("") }]))
    let endpoint = try server.start()
    let idle = try RawClient(endpoint)
    idle.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
    _ = idle.read(to: "\r\n\r\n")
    let busy = try RawClient(endpoint)
    busy.send(get)
    started.wait()

    server.drain()
    #expect(idle.readToEnd() == "")
    gate.signal()
    let answer = busy.readToEnd()

    #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("finished"))
    #expect(throws: SocketError.self) { try RawClient(endpoint) }
  }
}

final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}
