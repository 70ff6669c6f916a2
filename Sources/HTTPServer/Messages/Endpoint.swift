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
