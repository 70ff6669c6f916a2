extension WebURL {
  /// The fast path of resolution: an absolute path, a fragment or a plain name against http(s).
  ///
  /// It takes only bytes that the general parser would copy as they are, so that the answer is
  /// the same (a test holds them together); nil where the general parser is to decide. About nine
  /// in ten links of a page are of this shape.
  func resolvingSimply(_ input: Span<UInt8>) -> WebURL? {
    guard input.count > 0, layout.hasHost, !layout.hasOpaquePath,
      let special = specialScheme, special != .file
    else { return nil }

    // Where what is kept of the base ends, and from where on the reference is copied.
    let kept: Int
    switch input[0] {
    case UInt8(ascii: "#"): kept = layout.queryEnd
    case UInt8(ascii: "?"): kept = layout.pathEnd
    case UInt8(ascii: "/"):
      if input.count > 1, input[1] == UInt8(ascii: "/") || input[1] == UInt8(ascii: "\\") {
        return nil
      }
      kept = layout.pathStart
    default:
      guard
        let slash = bytes[layout.pathStart..<layout.pathEnd].lastIndex(of: UInt8(ascii: "/"))
      else { return nil }
      kept = slash + 1
    }
    var scan = PlainReference()
    for i in 0..<input.count {
      guard scan.takes(input[i], at: i) else { return nil }
    }
    guard !scan.endsInDots else { return nil }

    var layout = layout
    var bytes: [UInt8] = []
    bytes.reserveCapacity(kept + input.count)
    bytes += self.bytes[..<kept]
    for i in 0..<input.count { bytes.append(input[i]) }
    let fragment = scan.fragment.map { kept + $0 } ?? bytes.count
    if kept <= layout.pathEnd, input[0] != UInt8(ascii: "#") {
      layout.pathEnd = scan.query.map { kept + $0 } ?? fragment
      layout.queryEnd = fragment
    }
    return WebURL(bytes: bytes, layout: layout)
  }
}

extension WebURL {
  /// The fast path of parsing: `http://` or `https://`, a plain host, an absolute path.
  ///
  /// As above: only what the general parser would copy as it is.
  static func parsingSimply(_ input: Span<UInt8>) -> WebURL? {
    let isSecure = input.count > 4 && input[4] == UInt8(ascii: "s")
    let scheme: StaticString = isSecure ? "https://" : "http://"
    let hostStart = scheme.utf8CodeUnitCount
    guard input.count > hostStart else { return nil }
    for i in 0..<hostStart where input[i] != scheme.utf8Start[i] { return nil }

    var hostEnd = hostStart
    var lastLabel = hostStart
    while hostEnd < input.count, input[hostEnd] != UInt8(ascii: "/") {
      let byte = input[hostEnd]
      // Capitals are lowered, a colon is before a port, anything else is for the general parser too.
      guard
        byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      else { return nil }
      hostEnd += 1
      if byte == UInt8(ascii: ".") { lastLabel = hostEnd }
    }
    // A last label that begins with a letter is no number, and the host no IPv4 address.
    guard hostEnd < input.count, isLetter(input[lastLabel]) else { return nil }
    var scan = PlainReference()
    for i in hostEnd..<input.count {
      guard scan.takes(input[i], at: i) else { return nil }
    }
    guard !scan.endsInDots else { return nil }

    var bytes: [UInt8] = []
    bytes.reserveCapacity(input.count)
    for i in 0..<input.count { bytes.append(input[i]) }
    var layout = Layout()
    layout.schemeEnd = hostStart - 3
    layout.hasHost = true
    layout.usernameStart = hostStart
    layout.usernameEnd = hostStart
    layout.passwordEnd = hostStart
    layout.hostStart = hostStart
    layout.hostEnd = hostEnd
    layout.pathStart = hostEnd
    layout.queryEnd = scan.fragment ?? bytes.count
    layout.pathEnd = scan.query ?? layout.queryEnd
    return WebURL(bytes: bytes, layout: layout)
  }
}

/// Reads a reference whose bytes need no encoding and whose segments are no dots.
private struct PlainReference {
  var query: Int?
  var fragment: Int?
  /// The current segment has had nothing but dots so far.
  private var isDots = false
  private var isSegmentEmpty = true

  var endsInDots: Bool { isDots }

  mutating func takes(_ byte: UInt8, at i: Int) -> Bool {
    if isLetter(byte) || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
    {
      isDots = false
      isSegmentEmpty = false
      return true
    }
    switch byte {
    case UInt8(ascii: "."):
      if query == nil, fragment == nil { isDots = isDots || isSegmentEmpty }
      isSegmentEmpty = false
      return true
    case UInt8(ascii: "/"):
      if isDots { return false }
      isSegmentEmpty = query == nil && fragment == nil
      return true
    case UInt8(ascii: "?"):
      if isDots { return false }
      if query == nil, fragment == nil { query = i }
      isSegmentEmpty = false
      return true
    case UInt8(ascii: "#"):
      if isDots { return false }
      guard fragment == nil else { return true }
      fragment = i
      isSegmentEmpty = false
      return true
    case UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: ","), UInt8(ascii: "+"),
      UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: ";"):
      isDots = false
      isSegmentEmpty = false
      return true
    default:
      // A colon may end a scheme, `%` may be a dot, the rest may need encoding.
      return false
    }
  }
}
