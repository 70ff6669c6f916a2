import Fetching
import HTTPServer

extension Forwarding.Field: SettingValue {}

/// Peers that are proxies, as people write them: `127.0.0.1, 10.0.0.0/8, unix`.
struct TrustedProxies: SettingValue {
  private var ranges: [NetworkRange] = []
  private var isUnixTrusted = false

  init() {}

  static let form = "a list of addresses and blocks, such as \"127.0.0.1, 10.0.0.0/8\", or \"unix\""

  init?(setting: Scalar) {
    guard let text = String(setting: setting) else { return nil }
    for part in text.split(separator: ",") {
      let name = String(part.filter { $0 != " " })
      if name == "unix" {
        isUnixTrusted = true
      } else if let range = NetworkRange(name) {
        ranges.append(range)
      } else {
        return nil
      }
    }
  }

  var toml: String {
    (ranges.map(\.description) + (isUnixTrusted ? ["unix"] : [])).joined(separator: ", ").toml
  }

  var isEmpty: Bool { ranges.isEmpty && !isUnixTrusted }

  func contains(_ peer: Endpoint) -> Bool {
    switch peer {
    case .unix: return isUnixTrusted
    case .unknown: return false
    case .ip(let text, _):
      // A socket of both families shows IPv4 peers as mapped addresses (RFC 4291 §2.5.5.2).
      let plain = text.hasPrefix("::ffff:") ? String(text.dropFirst("::ffff:".count)) : text
      guard let address = NetworkAddress(plain) ?? NetworkAddress(text) else { return false }
      return ranges.contains { $0.contains(address) }
    }
  }
}

extension Forwarding {
  /// What the configuration names; nil where it names no proxy.
  init?(_ configuration: Configuration) {
    let proxies = configuration[Settings.trustedProxies]
    guard !proxies.isEmpty else { return nil }
    self.init(configuration[Settings.forwardedField]) { proxies.contains($0) }
  }
}
