/// An address of a socket.
public enum Endpoint: Sendable, Hashable {
  /// A numeric IPv4 or IPv6 address and a port.
  case ip(String, port: Int)
  /// A Unix-domain socket's path; empty for a client's unnamed end.
  case unix(String)
  case unknown

  /// The part that stands for a client: its IP address, without the port.
  public var host: String {
    switch self {
    case .ip(let address, _): address
    case .unix: "unix"
    case .unknown: "unknown"
    }
  }
}

extension Endpoint {
  /// An address as inet_ntop(3) writes it.
  ///
  /// `::ffff:192.0.2.1` is how IPv4 comes over an IPv6 socket (RFC 4291 §2.5.5.2): it is that IPv4 address,
  /// else all of IPv4 would be one network of IPv6, with one quota.
  init(numeric address: String, port: Int) {
    let mapped = "::ffff:"
    let isMapped = address.hasPrefix(mapped) && address.utf8.contains(UInt8(ascii: "."))
    self = .ip(isMapped ? String(address.dropFirst(mapped.utf8.count)) : address, port: port)
  }
}

extension Endpoint: CustomStringConvertible {
  public var description: String {
    switch self {
    case .ip(let address, let port):
      address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
    case .unix(let path): "unix:\(path)"
    case .unknown: "unknown"
    }
  }
}
