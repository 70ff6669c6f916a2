/// A URL of the WHATWG URL Standard: parsed, normalised and ready to be shown or resolved against.
///
///     WebURL("HTTP://EXAMPLE.org:80/a/../ä?q#f")?.href   http://example.org/%C3%A4?q#f
///     WebURL("../b", base: page)?.href                   relative to the page's address
///
/// The serialised URL is kept whole, with the offsets of its parts.
public struct WebURL: Sendable {
  let bytes: [UInt8]
  let layout: Layout

  /// Where the parts of a serialised URL end; parts in the order in which they stand.
  struct Layout: Sendable {
    /// The scheme without its colon.
    var schemeEnd = 0
    var hasHost = false
    var usernameStart = 0
    var usernameEnd = 0
    /// Behind the password, which starts behind a colon at `usernameEnd` where there is one.
    var passwordEnd = 0
    var hostStart = 0
    var hostEnd = 0
    var port: UInt16?
    var pathStart = 0
    var pathEnd = 0
    /// Behind the query, which starts with `?` at `pathEnd` where there is one.
    var queryEnd = 0
    var hasOpaquePath = false
  }

  /// Parses a string, relative to `base` where it has no scheme; nil where the standard says failure.
  public init?(_ string: String, base: WebURL? = nil) {
    var string = string
    string.makeContiguousUTF8()
    self.init(utf8: string.utf8.span, base: base)
  }

  /// Parses UTF-8 bytes: the way for a page's links, with no string in between.
  ///
  /// `encodeQuery` gives the bytes of a scalar in the page's encoding, nil where it has none; the
  /// standard writes queries of special URLs in that encoding. Without it they are UTF-8.
  public init?(
    utf8 input: Span<UInt8>, base: WebURL? = nil,
    encodeQuery: ((_ scalar: UInt32) -> [UInt8]?)? = nil
  ) {
    if let base, let resolved = base.resolvingSimply(input) {
      self = resolved
      return
    }
    if let plain = WebURL.parsingSimply(input) {
      self = plain
      return
    }
    guard let record = URLParser.parse(input, base: base, encodeQuery: encodeQuery) else {
      return nil
    }
    self.init(record)
  }

  init(bytes: [UInt8], layout: Layout) {
    self.bytes = bytes
    self.layout = layout
  }
}

extension WebURL: Hashable {
  public static func == (a: WebURL, b: WebURL) -> Bool { a.bytes == b.bytes }
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension WebURL: CustomStringConvertible {
  public var description: String { href }
}

// The names and forms are those of the `URL` class of browsers.
extension WebURL {
  /// The whole URL, ASCII only.
  public var href: String { text(0..<bytes.count) }

  /// The whole URL as bytes.
  public var utf8: [UInt8] { bytes }

  /// The scheme in lower case without a colon, such as `https`.
  public var scheme: String { text(0..<layout.schemeEnd) }
  public var username: String { text(layout.usernameStart..<layout.usernameEnd) }
  public var password: String {
    layout.passwordEnd > layout.usernameEnd
      ? text(layout.usernameEnd + 1..<layout.passwordEnd) : ""
  }

  /// The host as it is serialised, such as `xn--fsq.example` or `[::1]`; empty where there is none.
  public var hostname: String { text(layout.hostStart..<layout.hostEnd) }

  /// The port unless it is the scheme's own.
  public var port: UInt16? { layout.port }

  /// The host and, behind a colon, the port unless it is the scheme's own.
  public var host: String {
    layout.port.map { "\(hostname):\($0)" } ?? hostname
  }
  public var pathname: String { text(layout.pathStart..<layout.pathEnd) }

  /// The query with its `?`; empty where it is absent or empty.
  public var search: String {
    layout.queryEnd > layout.pathEnd + 1 ? text(layout.pathEnd..<layout.queryEnd) : ""
  }

  /// The fragment with its `#`; empty where it is absent or empty.
  public var hash: String {
    bytes.count > layout.queryEnd + 1 ? text(layout.queryEnd..<bytes.count) : ""
  }

  /// A path that is no list of segments, as in `mailto:` and `data:`.
  public var hasOpaquePath: Bool { layout.hasOpaquePath }

  /// The scheme is one of http, https, ws, wss, ftp and file.
  public var isSpecial: Bool { specialScheme != nil }

  /// `https://example.org`, or `null` where the origin is opaque.
  public var origin: String {
    switch specialScheme {
    case .http, .https, .ws, .wss, .ftp: return "\(scheme)://\(host)"
    case .file: return "null"
    case nil:
      guard scheme == "blob", let inner = WebURL(pathname),
        inner.specialScheme == .http || inner.specialScheme == .https
      else { return "null" }
      return inner.origin
    }
  }

  /// The URL without its fragment, for telling pages apart.
  public var withoutFragment: WebURL {
    WebURL(bytes: Array(bytes[..<layout.queryEnd]), layout: layout)
  }

  var specialScheme: SpecialScheme? { SpecialScheme(bytes[..<layout.schemeEnd]) }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
