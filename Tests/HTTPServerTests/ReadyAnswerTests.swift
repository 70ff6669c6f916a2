import Compression
import Foundation
import Synchronization
import Testing

@testable import HTTPServer

/// Answers kept ready, in every coding, over a socket.
@Suite(.serialized) struct ReadyAnswerTests {
  /// Has its answer at hand at once, and never works.
  private struct Shelf: Handler {
    let body: ReadyBody

    func respond(to request: Request) throws -> Response {
      throw HTTPError(.internalServerError, "The answer was at hand.")
    }

    func immediateResponse(to request: Request) throws -> Response? {
      if request.headers["If-None-Match"] == "\"7\"" {
        return Response(.notModified, headers: ["ETag": "\"7\""])
      }
      return Response(
        headers: ["Content-Type": "text/plain", "ETag": "\"7\"", "Vary": "Accept-Encoding"],
        body: .ready(body))
    }
  }

  private let content = Array(String(repeating: "Tea is a drink. ", count: 200).utf8)

  private func ask(_ endpoint: Endpoint, _ fields: String) throws -> (head: String, body: [UInt8]) {
    let client = try RawClient(endpoint)
    client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(fields)\r\n")
    var all: [UInt8] = []
    while case let more = client.read(), !more.isEmpty { all += more }
    let end = all.indices.first { all[$0...].starts(with: "\r\n\r\n".utf8) } ?? all.endIndex
    return (String(decoding: all[..<end], as: UTF8.self), Array(all[end...].dropFirst(4)))
  }

  @Test func `each coding is made once, and its tag tells it apart`() throws {
    let grown = Mutex<[Int]>([])
    let body = ReadyBody(content) { more in grown.withLock { $0.append(more) } }
    try serving([.get("/", Shelf(body: body))]) { _, endpoint in
      for coding in [ContentCoding.gzip, .br, .zstd, .gzip, .br, .zstd] {
        let answer = try ask(endpoint, "Accept-Encoding: \(coding.rawValue)\r\n")
        #expect(answer.head.contains("Content-Encoding: \(coding.rawValue)"))
        #expect(answer.head.contains("ETag: \"7--\(coding.rawValue)\""))
        #expect(answer.head.components(separatedBy: "Vary: ").count == 2)
        #expect(try coding.decompress(answer.body, limit: 1 << 20) == content)
      }
      #expect(grown.withLock { $0.count } == 3)
      let plain = try ask(endpoint, "")
      #expect(plain.body == content)
      #expect(plain.head.contains("ETag: \"7\""))
    }
  }

  @Test func `a 304 has the tag of the form that the client has`() throws {
    try serving([.get("/", Shelf(body: ReadyBody(content)))]) { _, endpoint in
      let coded = try ask(endpoint, "Accept-Encoding: gzip\r\nIf-None-Match: \"7--gzip\"\r\n")
      #expect(coded.head.hasPrefix("HTTP/1.1 304 "))
      #expect(coded.head.contains("ETag: \"7--gzip\""))
      let plain = try ask(endpoint, "If-None-Match: \"7\"\r\n")
      #expect(plain.head.contains("ETag: \"7\""))
      #expect(plain.body.isEmpty)
    }
  }

  @Test func `what does not get smaller is sent as it is`() throws {
    var state = UInt64(7)
    let noise = (0..<2000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    try serving([.get("/", Shelf(body: ReadyBody(noise)))]) { _, endpoint in
      for _ in 1...2 {
        let answer = try ask(endpoint, "Accept-Encoding: gzip\r\n")
        #expect(!answer.head.contains("Content-Encoding"))
        #expect(answer.body == noise)
      }
    }
  }
}
