import Foundation
import TestSupport
import Testing

/// How a server ends, and what is left when it does.
@Suite struct StoppingTests {
  /// A client in the middle of a post of so many bytes: the server has read its head, which is what makes
  /// it one in flight.
  private func posting(_ count: Int, to service: Service) throws -> Connection {
    let connection = try Connection(port: service.port)
    try connection.send(
      "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
        + "Expect: 100-continue\r\nContent-Length: \(count)\r\n\r\n")
    try connection.read(through: "100 Continue\r\n\r\n")
    return connection
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `a stop finishes what is in flight, refuses new work and exits 0`(signal: Int32) throws {
    let service = try Service()
    let page = Fixture.page(number: 1)
    let slow = try posting(page.count, to: service)
    try slow.send(Array(page.prefix(100)))

    service.send(signal: signal)
    try service.awaitLog(of: "\"stopping\"")
    // The line is written just before the port is closed.
    #expect(eventually { (try? service.get("/health")) == nil })
    try slow.send(Array(page.dropFirst(100)))
    let reply = try slow.response()

    #expect(reply.status == 201)
    #expect(service.awaitEnd() == 0)
    let after = try Service(over: service.folder)
    #expect(try after.get(#require(reply.headers["location"])).status == 200)
  }

  @Test func `a second signal ends it at once`() throws {
    let service = try Service()
    let stuck = try posting(100, to: service)

    service.send(signal: SIGTERM)
    try service.awaitLog(of: "\"stopping\"")
    service.send(signal: SIGTERM)

    #expect(service.awaitEnd() == 128 + SIGTERM)
    withExtendedLifetime(stuck) {}
  }

  @Test func `what is not finished in time is cut off, and the log says so`() throws {
    let service = try Service(environment: ["WINNOW_SERVER_DRAIN_TIMEOUT": "300 ms"])
    let stuck = try posting(100, to: service)

    service.send(signal: SIGTERM)

    #expect(service.awaitEnd() == 0)
    try service.awaitLog(of: "requests were cut off when the drain timeout ran out")
    withExtendedLifetime(stuck) {}
  }

  @Test func `a second process on the same data folder is refused`() throws {
    let service = try Service()

    let second = try Program.run(
      "serve", "--port", "0", "--data", service.folder.file("data").path)

    #expect(second.status == 73)
    #expect(second.complaint.contains("\(service.processID)"), "\(second.complaint)")
    #expect(try service.get("/ready").status == 200)
  }

  @Test func `a port in use is refused with a sentence`() throws {
    let service = try Service()
    let folder = try TemporaryFolder()

    let second = try Program.run(
      "serve", "--port", "\(service.port)", "--data", folder.file("data").path)

    #expect(second.status == 69)
    #expect(second.complaint.contains("\(service.port)"), "\(second.complaint)")
  }

  /// `make kill-test` does the same over 500 posts, and looks at the flushes themselves.
  @Test func `after kill -9 every acknowledged page is there, whole`() throws {
    let folder = try TemporaryFolder()
    var acknowledged: [String: [UInt8]] = [:]

    for round in 0..<3 {
      let service = try Service(over: folder)
      let received = Acknowledged()
      let clients = DispatchGroup()
      for client in 0..<4 {
        DispatchQueue.global().async(group: clients) {
          for number in 0..<200 {
            let page = Fixture.page(number: round * 10_000 + client * 1000 + number)
            guard
              let reply = try? service.post(
                "/v1/articles?url=https://example.org/\(round)-\(client)-\(number)", page,
                contentType: "text/html"),
              reply.status == 201, let location = reply.headers["location"]
            else { return }
            received.add(location, page)
          }
        }
      }
      while received.count < 20, clients.wait(timeout: .now() + 0.001) == .timedOut {}
      service.killHard()
      clients.wait()
      acknowledged.merge(received.all) { $1 }
    }
    let service = try Service(over: folder)

    #expect(acknowledged.count >= 60)
    for (location, page) in acknowledged {
      #expect(try service.get(location).status == 200)
      #expect(try service.get(location + "/raw").body == page)
    }
  }
}

/// Pages whose 201 came, from several clients.
private final class Acknowledged: @unchecked Sendable {
  private let lock = NSLock()
  private var pages: [String: [UInt8]] = [:]

  func add(_ location: String, _ page: [UInt8]) { lock.withLock { pages[location] = page } }
  var count: Int { lock.withLock { pages.count } }
  var all: [String: [UInt8]] { lock.withLock { pages } }
}
