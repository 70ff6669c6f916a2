import Foundation
import Glibc

/// One request and its answer over a connection of its own, on blocking sockets.
///
/// HTTP/1.1 as far as Winnow's own server speaks it (RFC 9112): a body of known length or chunked, an
/// answer of known length, chunked, or ended by the connection.
final class HTTPExchange: Sendable {
  /// What is sent after the head.
  enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Pieces until nil, sent on a thread of their own, so that answers are read meanwhile.
    case stream(@Sendable () throws -> [UInt8]?)
  }

  /// No whole answer came.
  struct Broken: Error, CustomStringConvertible {
    var description: String
  }

  private let descriptor: Int32
  private let authority: String

  /// - Parameter silence: Seconds after which a peer that neither takes nor gives is given up.
  /// - Throws: `Broken` where nobody listens.
  init(host: String, port: Int, silence: Int = 300) throws {
    authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else {
      throw Broken(description: "\(host) is no address")
    }
    defer { freeaddrinfo(first) }
    descriptor = try connected(
      first.pointee.ai_family, first.pointee.ai_addr, first.pointee.ai_addrlen, silence)
  }

  /// - Parameter path: A Unix-domain socket's.
  /// - Throws: `Broken` where nobody listens.
  init(socket path: String, silence: Int = 300) throws {
    authority = "localhost"
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw Broken(description: "\(path) is too long for a socket's path")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    descriptor = try withUnsafePointer(to: &address) {
      try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        try connected(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size), silence)
      }
    }
  }

  deinit { close(descriptor) }

  /// - Parameter take: Gets the status and each piece of the answer's body.
  /// - Returns: The status.
  func run(
    _ method: String, _ target: String, headers: [(String, String)], body: Body,
    take: (_ status: Int, _ piece: [UInt8]) throws -> Void
  ) throws -> Int {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: \(authority)\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    switch body {
    case .none:
      if method != "GET" { head += "Content-Length: 0\r\n" }
      try send(Array((head + "\r\n").utf8))
    case .bytes(let bytes):
      head += "Content-Length: \(bytes.count)\r\n"
      try send(Array((head + "\r\n").utf8) + bytes)
    case .stream(let next):
      head += "Transfer-Encoding: chunked\r\n"
      try send(Array((head + "\r\n").utf8))
      let thread = Thread { [self] in
        do {
          while let piece = try next() {
            guard !piece.isEmpty else { continue }
            try send(Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10])
          }
          try send(Array("0\r\n\r\n".utf8))
        } catch {
          // The server sees a body cut short and says so, or has answered and gone already.
          shutdown(descriptor, Int32(SHUT_WR))
        }
      }
      thread.start()
    }
    var reader = AnswerReader { [self] in try receive() }
    return try reader.read(take)
  }

  private func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Broken.call("send") }
      sent += count
    }
  }

  /// What has come; empty at the end.
  private func receive() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Broken.call("recv") }
      return Array(buffer[..<count])
    }
  }
}

/// A connected socket on which neither side may be silent for long.
private func connected(
  _ family: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t, _ silence: Int
) throws -> Int32 {
  let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
  guard descriptor >= 0 else { throw HTTPExchange.Broken.call("socket") }
  var limit = timeval(tv_sec: silence, tv_usec: 0)
  let size = socklen_t(MemoryLayout<timeval>.size)
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
  guard connect(descriptor, address, length) == 0 else {
    let broken = HTTPExchange.Broken.call("connect")
    close(descriptor)
    throw broken
  }
  return descriptor
}

extension HTTPExchange.Broken {
  fileprivate static func call(_ name: String) -> HTTPExchange.Broken {
    HTTPExchange.Broken(description: "\(name): \(String(cString: strerror(errno)))")
  }
}
