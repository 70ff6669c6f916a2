import Foundation

/// Where a request comes from when proxies stand before the server.
///
/// Each proxy that is trusted appends whom it was asked by; what stands before the first address that is
/// not a trusted proxy was written by a stranger, and is not read.
public struct Forwarding: Sendable {
  /// The field that the proxies write.
  ///
  /// A proxy that writes one lets a client's own other one through, so only one is believed.
  public enum Field: String, Sendable, CaseIterable {
    /// The addresses alone; the scheme comes as `X-Forwarded-Proto`.
    case xForwardedFor = "X-Forwarded-For"
    /// RFC 7239.
    case forwarded = "Forwarded"
  }

  let field: Field
  let isTrusted: @Sendable (Endpoint) -> Bool

  /// - Parameter isTrusted: whether what this peer says of its own peer is believed
  public init(_ field: Field, isTrusted: @escaping @Sendable (Endpoint) -> Bool) {
    self.field = field
    self.isTrusted = isTrusted
  }

  /// One proxy's word: who asked it, and how.
  private struct Hop {
    var peer: Endpoint?
    var scheme: String?
  }

  /// The client, and the scheme that it used.
  func origin(
    of headers: Headers, from peer: Endpoint, scheme: String
  ) -> (remote: Endpoint, scheme: String) {
    guard isTrusted(peer) else { return (peer, scheme) }
    var origin = (remote: peer, scheme: scheme)
    for hop in hops(headers).reversed() {
      if let scheme = hop.scheme { origin.scheme = scheme }
      // `unknown` and names that a proxy made up lead no further than to itself.
      guard let peer = hop.peer else { break }
      origin.remote = peer
      guard isTrusted(peer) else { break }
    }
    return origin
  }

  /// From the farthest to the nearest.
  private func hops(_ headers: Headers) -> [Hop] {
    switch field {
    case .xForwardedFor:
      var hops = headers.list("X-Forwarded-For").map { Hop(peer: Endpoint(node: String($0))) }
      let scheme = headers.list("X-Forwarded-Proto").last.flatMap { Self.scheme(String($0)) }
      if hops.isEmpty { hops = [Hop()] }
      hops[hops.count - 1].scheme = scheme
      return hops
    case .forwarded:
      return headers.all("Forwarded").flatMap(Self.elements).map { pairs in
        Hop(
          peer: pairs["for"].flatMap { Endpoint(node: $0) },
          scheme: pairs["proto"].flatMap(Self.scheme))
      }
    }
  }

  private static func scheme(_ text: String) -> String? {
    let text = text.lowercased()
    return text == "http" || text == "https" ? text : nil
  }

  /// The elements of a line, each as its pairs (RFC 7239 §4); none where the line is not well-formed.
  private static func elements(_ line: String) -> [[String: String]] {
    var elements: [[String: String]] = []
    var pairs: [String: String] = [:]
    var rest = Array(line.utf8)[...]
    while true {
      rest = rest.drop { $0.isOptionalSpace }
      let name = rest.prefix { $0.isTokenByte }
      rest = rest[name.endIndex...]
      if !name.isEmpty {
        guard rest.first == UInt8(ascii: "=") else { return [] }
        rest = rest.dropFirst()
        guard let value = value(&rest) else { return [] }
        pairs[String(decoding: name, as: UTF8.self).lowercased()] = value
      }
      rest = rest.drop { $0.isOptionalSpace }
      switch rest.popFirst() {
      case UInt8(ascii: ";"): continue
      case UInt8(ascii: ","), nil:
        if !pairs.isEmpty { elements.append(pairs) }
        pairs = [:]
        if rest.isEmpty { return elements }
      default: return []
      }
    }
  }

  /// A token or a quoted string (RFC 9110 §5.6.4); also an address that should have been quoted.
  private static func value(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.first == UInt8(ascii: "\"") else {
      let token = rest.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
      rest = rest[token.endIndex...]
      return String(decoding: token.trimmingOptionalSpace, as: UTF8.self)
    }
    rest = rest.dropFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        guard let escaped = rest.popFirst() else { return nil }
        bytes.append(escaped)
      } else {
        bytes.append(byte)
      }
    }
    return nil
  }
}

extension Endpoint {
  /// An address as proxies write it: `192.0.2.1`, `192.0.2.1:80`, `[2001:db8::1]`, `[2001:db8::1]:80`,
  /// `2001:db8::1`; nil for what is none (RFC 7239 §6).
  fileprivate init?(node: String) {
    var (host, port) = (node, 0)
    if node.hasPrefix("[") {
      guard let end = node.firstIndex(of: "]") else { return nil }
      host = String(node[node.index(after: node.startIndex)..<end])
      let rest = node[node.index(after: end)...]
      if !rest.isEmpty {
        guard rest.hasPrefix(":"), let number = UInt16(rest.dropFirst()) else { return nil }
        port = Int(number)
      }
    } else if let colon = node.firstIndex(of: ":"), colon == node.lastIndex(of: ":") {
      guard let number = UInt16(node[node.index(after: colon)...]) else { return nil }
      (host, port) = (String(node[..<colon]), Int(number))
    }
    // Written anew, so that one client has one name.
    var bytes = [UInt8](repeating: 0, count: 16)
    let family = host.utf8.contains(UInt8(ascii: ":")) ? AF_INET6 : AF_INET
    guard inet_pton(family, host, &bytes) == 1 else { return nil }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return nil }
    self.init(numeric: text.string, port: port)
  }
}
