/// A request target taken apart (RFC 9112 §3.2): origin form, absolute form, asterisk form.
struct RequestTarget {
  var authority: String?
  var path: String
  var segments: [String]
  var query: Query

  init(_ target: String) throws {
    if target == "*" {
      (authority, path, segments, query) = (nil, "*", [], .empty)
      return
    }
    var rest = Substring(target)
    if !rest.utf8.starts(with: "/".utf8) {
      // RFC 9112 §3.2.2: a server MUST accept the absolute form, though only proxies are sent it.
      guard let end = rest.firstRange(of: "://"), rest[..<end.lowerBound].isHTTPScheme else {
        throw HTTPError(
          .badRequest, "The request target is neither a path nor an http URL.", type: "bad-target")
      }
      rest = rest[end.upperBound...]
      let slash = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
      let named = String(rest[..<(slash ?? rest.endIndex)])
      // RFC 9110 §4.2.1, §4.2.4: no host, or a user before it, is an invalid or a deceptive URL.
      guard !named.isEmpty, !named.hasPrefix(":"), Authority.isValid(Array(named.utf8)[...]) else {
        throw HTTPError(
          .badRequest, "The request target's host is none; send the path alone, and Host.",
          type: "bad-target")
      }
      authority = named
      rest = slash.map { rest[$0...] } ?? "/"
    }
    let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?"))
    let rawPath = rest[..<(mark ?? rest.endIndex)]
    // Most targets are paths: then no new text is made of them.
    path =
      rawPath.isEmpty ? "/" : rawPath.utf8.count == target.utf8.count ? target : String(rawPath)
    query = try mark.map { try Query(String(rest[rest.utf8.index(after: $0)...])) } ?? .empty
    segments = try Self.segments(of: path)
  }

  private static func segments(of path: String) throws -> [String] {
    guard path.utf8.count > 1 else { return [] }
    var rest = path.utf8.dropFirst()
    var segments: [String] = []
    // `split` and `map` would make two lists more, for each request.
    segments.reserveCapacity(1 + rest.count { $0 == UInt8(ascii: "/") })
    while let end = rest.firstIndex(of: UInt8(ascii: "/")) {
      segments.append(try segment(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    segments.append(try segment(rest))
    return segments
  }

  private static func segment(_ bytes: Substring.UTF8View) throws(HTTPError) -> String {
    guard let segment = decode(bytes) else {
      throw HTTPError(
        .badRequest, "The path holds \(PercentCoding.fault(of: bytes))", type: "bad-target")
    }
    // RFC 3986 §6.2.2.3: clients remove dot segments; whoever sends them, encoded or not, is
    // probing for a traversal.
    guard segment != ".", segment != ".." else {
      throw HTTPError(
        .badRequest, "The path holds a “.” or “..” segment; send the path it stands for.",
        type: "bad-target")
    }
    return segment
  }

  /// One segment decoded; most hold no triplet and are taken as they stand.
  private static func decode(_ bytes: Substring.UTF8View) -> String? {
    guard bytes.contains(UInt8(ascii: "%")) else { return String(Substring(bytes)) }
    return PercentCoding.decode(bytes)
  }
}

extension Substring {
  fileprivate var isHTTPScheme: Bool {
    let scheme = utf8.map(\.asciiLowercased)
    return scheme == Array("http".utf8) || scheme == Array("https".utf8)
  }
}
