import Foundation

@testable import HTTPServer

/// A client that sends bytes as told and reads what comes.
final class RawClient {
  let descriptor: Int32

  init(_ endpoint: Endpoint) throws {
    guard case .ip(_, let port) = endpoint else {
      throw SocketError(call: "not an address", code: EINVAL)
    }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // No test waits longer than this for an answer; a run that is well never comes near it.
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw SocketError(call: "connect", code: errno) }
  }

  deinit { close(descriptor) }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var place = 0
    while place < bytes.count {
      let count = bytes[place...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      place += count
    }
    return true
  }

  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Ends the connection with a reset instead of a farewell (connect(2): AF_UNSPEC dissolves it).
  func reset() {
    var nobody = sockaddr()
    nobody.sa_family = sa_family_t(AF_UNSPEC)
    connect(descriptor, &nobody, socklen_t(MemoryLayout<sockaddr>.size))
  }

  /// What comes next; empty at the end.
  func read(_ most: Int = 65_536) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: most)
    let count = recv(descriptor, &buffer, most, 0)
    return Array(buffer.prefix(max(0, count)))
  }

  /// Everything up to the end of the connection.
  func readToEnd() -> String {
    var all: [UInt8] = []
    while true {
      let more = read()
      if more.isEmpty { return String(decoding: all, as: UTF8.self) }
      all += more
    }
  }

  /// How many bytes come up to the end of the connection.
  func drain() -> Int {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var all = 0
    while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 { all += count }
    return all
  }

  /// Everything up to and with `mark`, or to the end.
  func read(to mark: String) -> String {
    var all = ""
    while !all.contains(mark) {
      let more = read()
      if more.isEmpty { return all }
      all += String(decoding: more, as: UTF8.self)
    }
    return all
  }
}

/// A server on a port of its own for the time of `body`.
func serving<Result>(
  _ routes: [Route], limits: Limits = Limits(), hooks: Hooks = Hooks(),
  _ body: (Server, Endpoint) throws -> Result
) throws -> Result {
  let server = Server(
    Server.Configuration(port: 0, limits: limits, shards: 2),
    router: Router(routes, hooks: hooks))
  let endpoint = try server.start()
  defer { server.stop(grace: .milliseconds(200)) }
  return try body(server, endpoint)
}
