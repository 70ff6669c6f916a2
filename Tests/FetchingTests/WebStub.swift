import Foundation
import Synchronization

/// A web server for one test over a raw socket: what it sends is bytes, however wrong.
final class WebStub: Sendable {
  struct Request: Sendable {
    /// The target as sent.
    var path: String

    /// Field lines as sent.
    var fields: [String]
    var body: [UInt8] = []

    func field(_ name: String) -> String? {
      fields.first { $0.lowercased().hasPrefix(name + ":") }.map {
        $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
      }
    }
  }

  /// One client's connection.
  struct Client: Sendable {
    let descriptor: Int32

    /// False once the client is gone.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// A whole answer.
    func answer(
      _ status: Int = 200, _ body: String = "", type: String? = "text/html; charset=utf-8",
      fields: [String] = []
    ) {
      var head = "HTTP/1.1 \(status) X\r\nContent-Length: \(body.utf8.count)\r\n"
      if let type { head += "Content-Type: \(type)\r\n" }
      for field in fields { head += field + "\r\n" }
      send(head + "\r\n" + body)
    }
  }

  let port: UInt16
  private let listener: Int32
  private let seen = Mutex<[Request]>([])
  private let accepted = Mutex(0)

  /// How many connections were made.
  var connections: Int { accepted.withLock { $0 } }

  var requests: [Request] { seen.withLock { $0 } }

  /// The paths asked for, robots.txt left out.
  var paths: [String] { requests.map(\.path).filter { $0 != "/robots.txt" } }

  var base: String { "http://127.0.0.1:\(port)" }

  /// - Parameter answer: called for each request, on a thread of its connection.
  init(_ answer: @escaping @Sendable (Request, Client) -> Void) throws {
    let listener = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
    // Both families, so that an address of either could reach it.
    var off: Int32 = 0
    setsockopt(
      listener, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    let size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 }
    }
    guard isBound, listen(listener, 64) == 0 else { throw NoSocket(code: errno) }
    var length = size
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = getsockname(listener, $0, &length)
      }
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin6_port)
    let note: @Sendable (Request) -> Void = { [weak self] request in
      self?.seen.withLock { $0.append(request) }
    }
    let count: @Sendable () -> Void = { [weak self] in self?.accepted.withLock { $0 += 1 } }
    Thread.detachNewThread {
      // Closed by who accepts: else its number could be another's by the next call.
      defer { close(listener) }
      while case let client = accept(listener, nil, nil), client >= 0 {
        count()
        Thread.detachNewThread { WebStub.serve(client, note, answer) }
      }
    }
  }

  struct NoSocket: Error {
    var code: Int32
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func serve(
    _ descriptor: Int32, _ note: (Request) -> Void, _ answer: (Request, Client) -> Void
  ) {
    defer { close(descriptor) }
    var unread: [UInt8] = []
    let end = Array("\r\n\r\n".utf8)
    while true {
      while unread.range(of: end) == nil {
        guard receive(descriptor, &unread) else { return }
      }
      guard let blank = unread.range(of: end) else { return }
      let lines = String(decoding: unread[..<blank.lowerBound], as: UTF8.self)
        .components(separatedBy: "\r\n")
      unread.removeFirst(blank.upperBound)
      var request = Request(
        path: String(lines[0].split(separator: " ").dropFirst().first ?? ""),
        fields: Array(lines.dropFirst()))
      let length = request.field("content-length").flatMap { Int($0) } ?? 0
      while unread.count < length {
        guard receive(descriptor, &unread) else { return }
      }
      request.body = Array(unread.prefix(length))
      unread.removeFirst(length)
      note(request)
      answer(request, Client(descriptor: descriptor))
      // One request a connection, but for whole answers of known length: closing tells the end.
      if request.path.hasPrefix("/close") { return }
    }
  }

  private static func receive(_ descriptor: Int32, _ unread: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    unread += buffer[..<count]
    return true
  }
}

extension [UInt8] {
  fileprivate func range(of mark: [UInt8]) -> Range<Int>? {
    guard count >= mark.count else { return nil }
    for start in 0...(count - mark.count)
    where self[start..<start + mark.count].elementsEqual(mark) {
      return start..<start + mark.count
    }
    return nil
  }
}
