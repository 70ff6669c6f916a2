/// Decides which addresses may be reached: public ones on the usual ports, and what is allowed beside.
///
/// Asked with the address that a socket is about to be connected to, so that no name, no redirect and
/// no spelling of a host is a way round it.
public struct AddressGuard: Sendable {
  /// Ports of public addresses.
  public var ports: Set<UInt16>

  /// Addresses beyond the public ones.
  public var allowed: AllowedNetworks

  public init(ports: Set<UInt16> = [80, 443], allowed: AllowedNetworks = AllowedNetworks()) {
    self.ports = ports
    self.allowed = allowed
  }

  /// Why an address may not be reached.
  public enum Refusal: Sendable, Hashable {
    /// The kind of address, as its registry names it.
    case address(String)
    case port(UInt16)
  }

  /// Nil where the address may be reached.
  public func refusal(of address: NetworkAddress, port: UInt16) -> Refusal? {
    let reached = address.reached
    if allowed.contains(address, port: port) || allowed.contains(reached, port: port) { return nil }
    if let kind = AddressGuard.kind(of: reached) { return .address(kind) }
    return ports.contains(port) ? nil : .port(port)
  }

  /// What a closed address is; nil for a public one.
  static func kind(of address: NetworkAddress) -> String? {
    if let closed = AddressGuard.closed.first(where: { $0.range.contains(address) }) {
      return closed.kind
    }
    // RFC 4291 §2.4 as IANA assigns it: global unicast is 2000::/3 alone.
    if address.bytes.count == 16, address.bytes[0] & 0xE0 != 0x20 { return "reserved" }
    return nil
  }

  /// What is not globally reachable, by IANA's special-purpose address registries (RFC 6890); 6to4
  /// and Teredo among it, which carry an IPv4 address of anybody's choice.
  private static let closed: [(range: NetworkRange, kind: String)] = [
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared (CGNAT)"),
    ("127.0.0.0/8", "loopback"),
    // Azure's platform, reached from inside alone (learn.microsoft.com, "What is 168.63.129.16").
    ("168.63.129.16/32", "cloud metadata"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "IETF protocol"),
    ("192.0.2.0/24", "documentation"),
    ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("::/96", "IPv4-compatible"),
    ("64:ff9b:1::/48", "local NAT64"),
    ("100::/64", "discard"),
    ("2001::/32", "Teredo"),
    ("2001::/23", "IETF protocol"),
    ("2001:db8::/32", "documentation"),
    ("2002::/16", "6to4"),
    ("3fff::/20", "documentation"),
    ("fc00::/7", "unique local"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
  ].compactMap { text, kind in NetworkRange(text).map { ($0, kind) } }
}

/// The addresses beyond the public ones that the configuration lets through:
/// `10.1.0.0/16, 127.0.0.1:8081, [fd00::]/8`.
public struct AllowedNetworks: Sendable, Hashable, CustomStringConvertible {
  struct Entry: Sendable, Hashable {
    var range: NetworkRange

    /// Nil for every port.
    var port: UInt16?
  }

  private(set) var entries: [Entry] = []

  public init() {}

  /// Reads a list parted by commas; nil where an entry is no address.
  public init?(_ text: String) {
    for part in text.split(separator: ",") {
      guard let entry = Entry(part.filter { $0 != " " }) else { return nil }
      entries.append(entry)
    }
  }

  func contains(_ address: NetworkAddress, port: UInt16) -> Bool {
    entries.contains { $0.range.contains(address) && ($0.port ?? port) == port }
  }

  public var description: String {
    entries.map { $0.range.description + ($0.port.map { ":\($0)" } ?? "") }
      .joined(separator: ", ")
  }
}

extension AllowedNetworks.Entry {
  /// An address or block, and a port behind a last colon: an IPv6 address with one has brackets.
  fileprivate init?(_ text: String) {
    if let range = NetworkRange(text.replacing("[", with: "").replacing("]", with: "")),
      !text.contains("]:")
    {
      self.init(range: range, port: nil)
      return
    }
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let host = String(text[..<colon]).replacing("[", with: "").replacing("]", with: "")
    guard let port = UInt16(text[text.index(after: colon)...]), let range = NetworkRange(host)
    else {
      return nil
    }
    self.init(range: range, port: port)
  }
}
