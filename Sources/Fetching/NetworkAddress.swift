// inet_pton and inet_ntop.
import Glibc

/// An IPv4 or IPv6 address: 4 or 16 bytes in network order.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
  public let bytes: [UInt8]

  /// The address, or nil unless there are 4 or 16 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads the dotted or the colon form, brackets around the latter let pass.
  public init?(_ text: String) {
    var name = text
    if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, name, &bytes) == 1 {
      self.bytes = Array(bytes[..<4])
    } else if inet_pton(AF_INET6, name, &bytes) == 1 {
      self.bytes = bytes
    } else {
      return nil
    }
  }

  /// The IPv4 address that an IPv4-mapped (RFC 4291 §2.5.5.2) or NAT64 (RFC 6052 §2.1) address stands
  /// for, which is where the packets go; else itself.
  var reached: NetworkAddress {
    guard NetworkAddress.carriers.contains(where: { $0.contains(self) }) else { return self }
    return NetworkAddress(Array(bytes[12...])) ?? self
  }

  private static let carriers = [
    NetworkRange("::ffff:0:0/96"), NetworkRange("64:ff9b::/96"),
  ].compactMap { $0 }

  public var description: String {
    var name = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &name, socklen_t(name.count)) != nil else { return "?" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// A block of addresses: `10.0.0.0/8`, or a single one without its length.
public struct NetworkRange: Sendable, Hashable, CustomStringConvertible {
  public let address: NetworkAddress

  /// How many leading bits count.
  public let length: Int

  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let address = NetworkAddress(String(first)) else { return nil }
    self.address = address
    guard parts.count == 2 else {
      length = address.bytes.count * 8
      return
    }
    guard let length = Int(parts[1]), (0...address.bytes.count * 8).contains(length) else {
      return nil
    }
    self.length = length
  }

  public func contains(_ other: NetworkAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    for (place, byte) in address.bytes.enumerated() {
      let left = length - place * 8
      guard left > 0 else { return true }
      let mask: UInt8 = left >= 8 ? 0xFF : ~(0xFF >> UInt8(left))
      guard byte & mask == other.bytes[place] & mask else { return false }
    }
    return true
  }

  public var description: String { "\(address)/\(length)" }
}
