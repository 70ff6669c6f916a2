import Foundation

/// A client's end of one TCP connection, driven byte by byte.
final class Connection {
  private let descriptor: Int32
  private var unread: [UInt8] = []

  /// The peer closed, reset or stayed silent.
  struct Broken: Error {
    var call: String
    var code: Int32
  }

  init(port: UInt16, seconds: Int = 30) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Broken(call: "socket", code: errno) }
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Broken(call: "connect", code: errno) }
  }

  /// One that somebody else made.
  init(descriptor: Int32) { self.descriptor = descriptor }

  /// A connection that is asked for and not waited for.
  static func begun(port: UInt16) -> Connection {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return Connection(descriptor: descriptor)
  }

  /// The first of several that has something to be read; nil where none has in a minute.
  static func first(of connections: [Connection]) -> Connection? {
    var polled = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    guard poll(&polled, nfds_t(polled.count), 60_000) > 0 else { return nil }
    return zip(connections, polled).first { $0.1.revents != 0 }?.0
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Broken(call: "send", code: errno) }
      sent += count
    }
  }

  /// Sends no more, and still reads.
  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// One response, interim ones passed over.
  ///
  /// - Throws: `Broken` where it does not come whole.
  func response(toHead: Bool = false) throws -> Reply {
    while true {
      let head = String(decoding: try take(through: Array("\r\n\r\n".utf8)), as: UTF8.self)
      var lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)[...]
      let status = Int(lines.removeFirst().split(separator: " ")[1]) ?? 0
      guard status >= 200 else { continue }
      var headers: [String: String] = [:]
      for line in lines {
        let parts = line.split(separator: ":", maxSplits: 1)
        headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
      }
      var body: [UInt8] = []
      if toHead || status == 204 || status == 304 {
      } else if headers["transfer-encoding"] == "chunked" {
        while true {
          let line = String(decoding: try take(through: [13, 10]).dropLast(2), as: UTF8.self)
          let size = Int(line, radix: 16) ?? 0
          body += try take(size + 2).dropLast(2)
          if size == 0 { break }
        }
      } else if let length = headers["content-length"].flatMap({ Int($0) }) {
        body = try take(length)
      } else {
        while try receive() {}
        (body, unread) = (unread, [])
      }
      return Reply(status: status, headers: headers, body: body)
    }
  }

  /// One request, as a server takes it; its body of a known length.
  func request() throws -> Site.Visit {
    let head = String(decoding: try take(through: Array("\r\n\r\n".utf8)), as: UTF8.self)
    let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
    let words = lines[0].split(separator: " ")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return Site.Visit(
      method: String(words[0]), path: String(words[1]), headers: headers,
      body: try take(headers["content-length"].flatMap { Int($0) } ?? 0))
  }

  /// Takes what comes up to and with a text.
  func read(through text: String) throws { _ = try take(through: Array(text.utf8)) }

  /// Takes so many bytes.
  func read(_ count: Int) throws { _ = try take(count) }

  /// Whether the peer has closed, with nothing more to read; waits for it.
  func isClosed() throws -> Bool {
    guard unread.isEmpty else { return false }
    return try !receive()
  }

  private func take(through mark: [UInt8]) throws -> [UInt8] {
    var searched = 0
    while true {
      if unread.count >= mark.count {
        for start in searched...(unread.count - mark.count)
        where unread[start..<start + mark.count].elementsEqual(mark) {
          return try take(start + mark.count)
        }
        searched = unread.count - mark.count + 1
      }
      guard try receive() else { throw Broken(call: "recv: closed", code: 0) }
    }
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while unread.count < count {
      guard try receive() else { throw Broken(call: "recv: closed", code: 0) }
    }
    defer { unread.removeFirst(count) }
    return Array(unread.prefix(count))
  }

  /// Reads what is there; false at the end.
  private func receive() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count >= 0 else { throw Broken(call: "recv", code: errno) }
    unread += buffer[..<count]
    return count > 0
  }
}

/// What a server answered.
struct Reply {
  var status: Int
  /// By lower-case name.
  var headers: [String: String]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as a JSON object; empty where it is none.
  var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
  }

  /// The sentence of a problem object, where the answer is one (RFC 9457).
  var problem: String? {
    guard headers["content-type"]?.hasPrefix("application/problem+json") == true else { return nil }
    return json["detail"] as? String
  }
}
