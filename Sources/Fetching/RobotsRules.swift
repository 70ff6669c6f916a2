/// The rules of a robots.txt (RFC 9309) for one crawler.
struct RobotsRules: Sendable {
  private struct Rule {
    var pattern: [UInt8]
    var isAllowed: Bool
  }

  private var rules: [Rule] = []

  /// No rule: all is allowed.
  static let open = RobotsRules()

  private init() {}

  /// Reads the groups that name the product (§2.2.1), else those of `*`.
  init(_ text: [UInt8], product: String) {
    var own: [Rule]?
    var common: [Rule] = []
    var agents: [String] = []
    var isInRules = false
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard let (name, value) = RobotsRules.field(line) else { continue }
      switch name {
      case "user-agent":
        if isInRules { agents = [] }
        isInRules = false
        agents.append(RobotsRules.product(value))
        if agents.last == product.lowercased(), own == nil { own = [] }
      case "allow", "disallow":
        isInRules = true
        // An empty pattern matches nothing (§2.2.2).
        guard !value.isEmpty else { continue }
        let rule = Rule(pattern: RobotsRules.normalised(value), isAllowed: name == "allow")
        if agents.contains(product.lowercased()) { own?.append(rule) }
        if agents.contains("*") { common.append(rule) }
      default: continue
      }
    }
    rules = own ?? common
  }

  /// Whether a path with its query may be fetched: the longest match decides, `allow` between equals.
  func allows(_ path: String) -> Bool {
    let path = RobotsRules.normalised(Array(path.utf8)[...])
    if path == Array("/robots.txt".utf8) { return true }
    var best: Rule?
    for rule in rules where RobotsRules.matches(rule.pattern, path) {
      let length = best?.pattern.count ?? -1
      if rule.pattern.count > length || rule.pattern.count == length && rule.isAllowed {
        best = rule
      }
    }
    return best?.isAllowed ?? true
  }

  /// `name: value # comment`, the name in lower case.
  private static func field(
    _ line: ArraySlice<UInt8>
  ) -> (name: String, value: ArraySlice<UInt8>)? {
    let bare = line.prefix { $0 != UInt8(ascii: "#") }
    guard let colon = bare.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    var name = trimmed(bare[..<colon])
    if name.starts(with: [0xEF, 0xBB, 0xBF]) { name = name.dropFirst(3) }
    return (
      String(decoding: name, as: UTF8.self).lowercased(),
      trimmed(bare[bare.index(after: colon)...])
    )
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    guard let last = rest.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return [] }
    return rest[...last]
  }

  /// The product token of a `user-agent` line: letters, `-` and `_`, or `*`.
  private static func product(_ value: ArraySlice<UInt8>) -> String {
    if value.first == UInt8(ascii: "*") { return "*" }
    let token = value.prefix {
      (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
    }
    return String(decoding: token, as: UTF8.self).lowercased()
  }

  /// Percent-encoding made comparable (§2.2.2): bytes beyond ASCII encoded, unreserved ones not, the
  /// digits in upper case.
  private static func normalised(_ path: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var rest = path
    while let byte = rest.popFirst() {
      var value = byte
      if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(hexadecimal),
        let low = rest.dropFirst().first.flatMap(hexadecimal)
      {
        value = high << 4 | low
        rest = rest.dropFirst(2)
        if isUnreserved(value) { out.append(value) } else { out += encoded(value) }
      } else if byte >= 0x80 {
        out += encoded(value)
      } else {
        out.append(value)
      }
    }
    return out
  }

  private static func encoded(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// RFC 3986 §2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "-._~".utf8.contains(byte)
  }

  /// `*` stands for any bytes, a last `$` for the end; else the pattern is a beginning.
  ///
  /// Only the last `*` is ever gone back to, so the work is the product of the lengths at most.
  private static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
    let isAnchored = pattern.last == UInt8(ascii: "$")
    let end = isAnchored ? pattern.count - 1 : pattern.count
    var (place, at) = (0, 0)
    var star: (place: Int, at: Int)?
    while true {
      if place == end, !isAnchored || at == path.count { return true }
      if place < end, pattern[place] == UInt8(ascii: "*") {
        star = (place, at)
        place += 1
      } else if place < end, at < path.count, pattern[place] == path[at] {
        place += 1
        at += 1
      } else if let back = star, back.at < path.count {
        star = (back.place, back.at + 1)
        (place, at) = (back.place + 1, back.at + 1)
      } else {
        return false
      }
    }
  }
}
