import Foundation
import Synchronization
import TestSupport
import Testing

@testable import HTTPServer

/// Who does not read, and who is not read, holds no more than a set number of bytes.
@Suite(.serialized) struct BackPressureTests {
  /// Far more than the system buffers between two sockets (`net.ipv4.tcp_wmem`, `tcp_rmem`: 4 and 6 MiB
  /// where nothing else is set).
  private static let plenty = 40 << 20

  @Test func `an answer that nobody reads is not made without end`() throws {
    let made = Atomic<Int>(0)
    let piece = [UInt8](repeating: 97, count: 64 * 1024)
    let route = Route.get("/") { _ in
      Response(
        body: .written { writer in
          while made.load(ordering: .relaxed) < Self.plenty {
            try writer.write(piece)
            made.add(piece.count, ordering: .relaxed)
          }
        })
    }
    var limits = Limits()
    limits.outputBytes = 128 * 1024
    try serving([route], limits: limits) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(restsBelow(Self.plenty - 1) { made.load(ordering: .relaxed) })

      // Once it reads, all of it comes.
      #expect(client.drain() >= Self.plenty)
    }
  }

  @Test func `requests behind an answer that had to wait for its reader are answered too`() throws {
    let body = String(repeating: "a", count: 1 << 20)
    let count = Self.plenty >> 20
    try serving([.get("/") { _ in .text(body) }]) { server, endpoint in
      let client = try RawClient(endpoint)
      let request = "GET / HTTP/1.1\r\nHost: a\r\n"
      client.send(
        String(repeating: request + "\r\n", count: count - 1)
          + request + "Connection: close\r\n\r\n")
      // Until the sockets are full, so that the last bytes of an answer leave when there is room again.
      usleep(300_000)

      #expect(client.drain() > count << 20)
    }
  }

  @Test func `a body that nobody reads is not taken without end`() throws {
    let gate = DispatchSemaphore(value: 0)
    let route = Route.post("/", Route.Options(body: .stream(limit: nil))) { request in
      gate.wait()
      return .text("\(try request.collectedBody().count)")
    }
    var limits = Limits()
    limits.inputBytes = 128 * 1024
    try serving([route], limits: limits) { _, endpoint in
      let client = try RawClient(endpoint)
      client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: \(Self.plenty)\r\n\r\n")
      let sent = Atomic<Int>(0)
      let isSent = DispatchSemaphore(value: 0)
      let descriptor = client.descriptor
      Thread.detachNewThread {
        let piece = [UInt8](repeating: 97, count: 64 * 1024)
        while sent.load(ordering: .relaxed) < Self.plenty {
          let count = send(descriptor, piece, piece.count, Int32(MSG_NOSIGNAL))
          guard count > 0 else { break }
          sent.add(count, ordering: .relaxed)
        }
        isSent.signal()
      }
      #expect(restsBelow(Self.plenty - 1) { sent.load(ordering: .relaxed) })

      gate.signal()
      isSent.wait()
      #expect(client.readToEnd().hasSuffix("\r\n\r\n\(sent.load(ordering: .relaxed))"))
    }
  }

  /// Whether a count comes to rest, above 0 and below `most`.
  private func restsBelow(_ most: Int, _ count: () -> Int) -> Bool {
    var last = -1
    _ = eventually {
      let now = count()
      defer { last = now }
      if now >= most { return true }
      usleep(300_000)
      return now > 0 && now == last
    }
    return (1..<most).contains(count())
  }
}
