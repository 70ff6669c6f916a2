import WebURL

/// Origins as browsers write them in `Origin` (RFC 6454 §6.2), or `*`: another spelling would match none.
struct OriginList: SettingValue {
  /// As it stands: comma-separated.
  let text: String

  init() { text = "" }

  static let form =
    "origins with scheme and host and nothing behind them, such as"
    + " \"https://example.org, http://localhost:3000\", or \"*\""

  init?(setting: Scalar) {
    guard let text = String(setting: setting) else { return nil }
    let origins = text.split(separator: ",").map { String($0.filter { $0 != " " }) }
    guard origins.allSatisfy({ $0.isEmpty || $0 == "*" || Self.isOrigin($0) }) else { return nil }
    self.text = text
  }

  private static func isOrigin(_ text: String) -> Bool {
    guard let url = WebURL(text) else { return false }
    // Of other schemes, such as those of browsers' extensions, the whole address is the origin.
    return url.isSpecial
      ? url.origin == text : url.href == text && url.pathname.isEmpty && !url.host.isEmpty
  }

  var toml: String { text.toml }
}
