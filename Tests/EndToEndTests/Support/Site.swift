import Foundation
import Synchronization

/// A web server for one test: it answers whatever the test says, or nothing.
final class Site: Sendable {
  struct Visit: Sendable {
    var method: String
    var path: String
    /// By lower-case name.
    var headers: [String: String]
    var body: [UInt8]
  }

  struct Answer: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body: [UInt8] = []
  }

  let port: UInt16
  private let listener: Int32
  private let seen = Mutex<[Visit]>([])
  private let open = Mutex<Set<Int32>>([])

  var base: String { "http://127.0.0.1:\(port)" }
  var visits: [Visit] { seen.withLock { $0 } }

  /// - Parameter answer: called for each request, on a thread of its connection; nil says nothing at all
  init(_ answer: @escaping @Sendable (Visit) -> Answer?) throws {
    (listener, port) = try Site.listen(backlog: 64)
    let listener = listener
    Thread.detachNewThread { [weak self] in
      // Closed by who accepts: else its number could be another's by the next call.
      defer { close(listener) }
      while case let client = accept(listener, nil, nil), client >= 0 {
        guard let self else {
          close(client)
          return
        }
        open.withLock { _ = $0.insert(client) }
        Thread.detachNewThread { [weak self] in self?.serve(client, answer) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    for client in open.withLock({ $0 }) { shutdown(client, Int32(SHUT_RDWR)) }
  }

  /// A socket of loopback that listens on a free port.
  static func listen(backlog: Int32) throws -> (descriptor: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound, Glibc.listen(listener, backlog) == 0 else {
      throw Connection.Broken(call: "listen", code: errno)
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private func serve(_ client: Int32, _ answer: (Visit) -> Answer?) {
    let connection = Connection(descriptor: client)
    defer { open.withLock { _ = $0.remove(client) } }
    while let visit = try? connection.request() {
      seen.withLock { $0.append(visit) }
      guard let answer = answer(visit) else {
        // Held open until the test is over or the client gives up.
        _ = try? connection.isClosed()
        return
      }
      var head = "HTTP/1.1 \(answer.status) X\r\nContent-Length: \(answer.body.count)\r\n"
      for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
      guard (try? connection.send(Array((head + "\r\n").utf8) + answer.body)) != nil else { return }
    }
  }
}

extension Site.Answer {
  static func html(_ page: [UInt8]) -> Site.Answer {
    Site.Answer(headers: ["Content-Type": "text/html; charset=utf-8"], body: page)
  }
}
