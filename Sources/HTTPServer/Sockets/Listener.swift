import CLinux
import Foundation

/// A listening socket.
struct Listener: Sendable {
  let descriptor: Int32
  let endpoint: Endpoint
  /// Whether the path of a Unix-domain socket is ours to remove.
  private var ownsPath = false

  /// TLS is for what comes over a network; a Unix-domain socket stays within the machine.
  var isSealable: Bool {
    if case .unix = endpoint { false } else { true }
  }

  /// Listens no more, where nobody began to serve it.
  func close() {
    Foundation.close(descriptor)
    removePath()
  }

  func removePath() {
    if ownsPath, case .unix(let path) = endpoint { unlink(path) }
  }

  /// The queue of connections not yet accepted; the kernel caps it at `net.core.somaxconn`.
  static let backlog: Int32 = 4096

  /// Binds to a numeric address or a name, and a port; 0 lets the system choose.
  static func tcp(host: String, port: Int) throws(SocketError) -> Listener {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let found else {
      throw SocketError(call: "getaddrinfo \(host):\(port)", code: EADDRNOTAVAIL)
    }
    defer { freeaddrinfo(found) }
    let address = found.pointee
    let descriptor = try open(address.ai_family)
    set(descriptor, SOL_SOCKET, SO_REUSEADDR)
    guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
      throw SocketError(closing: descriptor, "bind \(host):\(port)")
    }
    return try listening(descriptor)
  }

  /// Binds to a path, over what a dead server left there, for a user and group alone.
  static func unix(_ path: String, mode: mode_t = 0o660) throws(SocketError) -> Listener {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < capacity else {
      throw SocketError(call: "bind \(path)", code: ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let descriptor = try open(AF_UNIX)
    var information = stat()
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    if lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFSOCK {
      let isAnswered = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) == 0 }
      }
      guard !isAnswered else {
        Foundation.close(descriptor)
        throw SocketError(call: "bind \(path)", code: EADDRINUSE)
      }
      unlink(path)
    }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
    }
    guard result == 0, chmod(path, mode) == 0 else {
      throw SocketError(closing: descriptor, "bind \(path)")
    }
    var listener = try listening(descriptor)
    listener.ownsPath = true
    return listener
  }

  /// Takes over a socket that somebody else bound, as systemd hands it down (sd_listen_fds(3)).
  static func inherited(_ descriptor: Int32) throws(SocketError) -> Listener {
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
      throw SocketError(call: "fcntl on inherited descriptor \(descriptor)", code: errno)
    }
    return try listening(descriptor)
  }

  private static func open(_ family: Int32) throws(SocketError) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(family, kind, 0)
    guard descriptor >= 0 else { throw SocketError(call: "socket", code: errno) }
    return descriptor
  }

  private static func listening(_ descriptor: Int32) throws(SocketError) -> Listener {
    guard listen(descriptor, backlog) == 0 else { throw SocketError(closing: descriptor, "listen") }
    let endpoint = localEndpoint(of: descriptor)
    prepare(descriptor, endpoint)
    return Listener(descriptor: descriptor, endpoint: endpoint)
  }

  private static func localEndpoint(of descriptor: Int32) -> Endpoint {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard getsockname(descriptor, address, &length) == 0 else { return Endpoint.unknown }
        return Endpoint(address)
      }
    }
  }

  /// What the kernel may hold of an answer that it has not sent yet: else a client that reads nothing
  /// could have it hold megabytes (`net.ipv4.tcp_wmem`), which are work to make and memory to keep.
  private static let unsentBytes: Int32 = 128 * 1024

  /// Makes ready what connections take over from the socket that listens.
  private static func prepare(_ descriptor: Int32, _ endpoint: Endpoint) {
    guard case .ip = endpoint else { return }
    set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
    set(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, to: unsentBytes)
  }

  private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, to value: Int32 = 1)
  {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}

extension Endpoint {
  fileprivate init(_ address: UnsafePointer<sockaddr>) {
    var text = [CChar](repeating: 0, count: 64)
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      let address = UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr_in.self)
      var number = address.pointee.sin_addr
      inet_ntop(AF_INET, &number, &text, socklen_t(text.count))
      self = .ip(text.string, port: Int(UInt16(bigEndian: address.pointee.sin_port)))
    case AF_INET6:
      let address = UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr_in6.self)
      var number = address.pointee.sin6_addr
      inet_ntop(AF_INET6, &number, &text, socklen_t(text.count))
      self.init(
        numeric: text.string, port: Int(UInt16(bigEndian: address.pointee.sin6_port)))
    case AF_UNIX:
      let address = UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr_un.self)
      self = withUnsafeBytes(of: address.pointee.sun_path) {
        .unix(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self))
      }
    default:
      self = .unknown
    }
  }
}

extension [CChar] {
  /// The text before the first NUL.
  var string: String {
    String(decoding: prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension SocketError {
  /// Notes `errno`, then closes what the failed call was about.
  fileprivate init(closing descriptor: Int32, _ call: String) {
    self.init(call: call, code: errno)
    close(descriptor)
  }
}
