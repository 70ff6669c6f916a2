/// The standard's URL record, taken apart; what the parser fills and the serialiser writes.
struct URLRecord {
  var scheme: [UInt8] = []
  var special: SpecialScheme?
  var username: [UInt8] = []
  var password: [UInt8] = []
  /// As serialised; nil is the standard's null.
  var host: [UInt8]?
  var port: UInt16?
  /// Each segment behind a slash; no slash where `hasOpaquePath`.
  var path: [UInt8] = []
  var hasOpaquePath = false
  var query: [UInt8]?
  var fragment: [UInt8]?

  /// "Shorten a URL's path": a drive letter stays.
  mutating func shortenPath() {
    if special == .file, path.count == 3, path[0] == UInt8(ascii: "/"),
      isWindowsDriveLetter(path[1], path[2]), path[2] == UInt8(ascii: ":")
    {
      return
    }
    while let last = path.popLast(), last != UInt8(ascii: "/") {}
  }
}

/// An ASCII letter and `:` or `|`.
func isWindowsDriveLetter(_ first: UInt8, _ second: UInt8) -> Bool {
  isLetter(first) && (second == UInt8(ascii: ":") || second == UInt8(ascii: "|"))
}

func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

extension WebURL {
  /// The "URL serializer" of the standard, which notes where the parts end.
  init(_ record: URLRecord) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      record.scheme.count + record.username.count + record.password.count + 16
        + (record.host?.count ?? 0) + record.path.count + (record.query?.count ?? 0)
        + (record.fragment?.count ?? 0))
    var layout = Layout()
    bytes += record.scheme
    layout.schemeEnd = bytes.count
    bytes.append(UInt8(ascii: ":"))
    if record.host != nil { bytes += [UInt8(ascii: "/"), UInt8(ascii: "/")] }

    layout.usernameStart = bytes.count
    bytes += record.username
    layout.usernameEnd = bytes.count
    if !record.password.isEmpty {
      bytes.append(UInt8(ascii: ":"))
      bytes += record.password
    }
    layout.passwordEnd = bytes.count
    if layout.passwordEnd > layout.usernameStart { bytes.append(UInt8(ascii: "@")) }

    layout.hostStart = bytes.count
    layout.hasHost = record.host != nil
    bytes += record.host ?? []
    layout.hostEnd = bytes.count
    layout.port = record.port
    if let port = record.port {
      bytes.append(UInt8(ascii: ":"))
      bytes += Array(String(port).utf8)
    }
    if record.host == nil, !record.hasOpaquePath, record.path.starts(with: "//".utf8) {
      // Else the path would be read back as a host.
      bytes += [UInt8(ascii: "/"), UInt8(ascii: ".")]
    }
    layout.pathStart = bytes.count
    bytes += record.path
    layout.pathEnd = bytes.count
    layout.hasOpaquePath = record.hasOpaquePath
    if let query = record.query {
      bytes.append(UInt8(ascii: "?"))
      bytes += query
    }
    layout.queryEnd = bytes.count
    if let fragment = record.fragment {
      bytes.append(UInt8(ascii: "#"))
      bytes += fragment
    }
    self.init(bytes: bytes, layout: layout)
  }

  /// The record of this URL, from which a relative reference takes its parts.
  var record: URLRecord {
    var record = URLRecord()
    record.scheme = Array(bytes[..<layout.schemeEnd])
    record.special = specialScheme
    record.copyAuthority(of: self)
    record.path = Array(bytes[layout.pathStart..<layout.pathEnd])
    record.hasOpaquePath = layout.hasOpaquePath
    if layout.queryEnd > layout.pathEnd {
      record.query = Array(bytes[layout.pathEnd + 1..<layout.queryEnd])
    }
    return record
  }
}

extension URLRecord {
  mutating func copyAuthority(of base: WebURL) {
    let layout = base.layout
    username = Array(base.bytes[layout.usernameStart..<layout.usernameEnd])
    if layout.passwordEnd > layout.usernameEnd {
      password = Array(base.bytes[layout.usernameEnd + 1..<layout.passwordEnd])
    }
    host = layout.hasHost ? Array(base.bytes[layout.hostStart..<layout.hostEnd]) : nil
    port = layout.port
  }
}
