/// The "basic URL parser" of the standard without its setters, one method for each group of states.
struct URLParser {
  private let input: [UInt8]
  private let base: WebURL?
  private let encodeQuery: ((UInt32) -> [UInt8]?)?
  private var position = 0
  private var url = URLRecord()

  static func parse(
    _ bytes: Span<UInt8>, base: WebURL?, encodeQuery: ((UInt32) -> [UInt8]?)?
  ) -> URLRecord? {
    var parser = URLParser(input: trimmed(bytes), base: base, encodeQuery: encodeQuery)
    return parser.start() ? parser.url : nil
  }

  private init(input: [UInt8], base: WebURL?, encodeQuery: ((UInt32) -> [UInt8]?)?) {
    self.input = input
    self.base = base
    self.encodeQuery = encodeQuery
  }

  /// Without C0 controls and spaces at the ends, and without tabs and newlines anywhere.
  private static func trimmed(_ bytes: Span<UInt8>) -> [UInt8] {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    var kept: [UInt8] = []
    kept.reserveCapacity(end - start)
    for i in start..<end {
      let byte = bytes[i]
      if byte != 0x09 && byte != 0x0A && byte != 0x0D { kept.append(byte) }
    }
    return kept
  }

  private func byte(_ offset: Int = 0) -> UInt8? {
    let i = position + offset
    return i < input.count ? input[i] : nil
  }

  /// `/`, and `\` in a special URL.
  private func isSlash(_ byte: UInt8?) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") && url.special != nil
  }
}

// MARK: Scheme and relative states

extension URLParser {
  private mutating func start() -> Bool {
    guard takeScheme() else { return noScheme() }
    if url.special == .file { return file() }
    if url.special != nil {
      if let base, base.bytes[..<base.layout.schemeEnd].elementsEqual(url.scheme),
        !(byte() == UInt8(ascii: "/") && byte(1) == UInt8(ascii: "/"))
      {
        return relative(to: base)
      }
      return authorityBehindSlashes()
    }
    if byte() == UInt8(ascii: "/") {
      if byte(1) == UInt8(ascii: "/") {
        position += 2
        return authority()
      }
      position += 1
      path()
      return true
    }
    opaquePath()
    return true
  }

  /// A scheme and its colon; nothing is read where there is none.
  private mutating func takeScheme() -> Bool {
    guard let first = byte(), isLetter(first) else { return false }
    var end = 1
    while end < input.count, isSchemeByte(input[end]) { end += 1 }
    guard end < input.count, input[end] == UInt8(ascii: ":") else { return false }
    url.scheme = input[..<end].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    url.special = SpecialScheme(url.scheme)
    position = end + 1
    return true
  }

  private func isSchemeByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private mutating func noScheme() -> Bool {
    guard let base else { return false }
    if base.layout.hasOpaquePath {
      guard byte() == UInt8(ascii: "#") else { return false }
      url = base.record
      queryAndFragment()
      return true
    }
    url.scheme = Array(base.bytes[..<base.layout.schemeEnd])
    url.special = base.specialScheme
    return url.special == .file ? file() : relative(to: base)
  }

  private mutating func relative(to base: WebURL) -> Bool {
    if isSlash(byte()) {
      position += 1
      if url.special != nil, isSlash(byte()) { return authorityBehindSlashes() }
      if byte() == UInt8(ascii: "/") {
        position += 1
        return authority()
      }
      url.copyAuthority(of: base)
      path()
      return true
    }
    url = base.record
    relativePath()
    return true
  }

  /// What follows when the path of the base is kept for the while.
  private mutating func relativePath() {
    guard let next = byte(), next != UInt8(ascii: "?"), next != UInt8(ascii: "#") else {
      queryAndFragment()
      return
    }
    url.query = nil
    url.shortenPath()
    path()
  }
}

// MARK: Authority

extension URLParser {
  private mutating func authorityBehindSlashes() -> Bool {
    while isSlash(byte()) { position += 1 }
    return authority()
  }

  private mutating func authority() -> Bool {
    let end = endOfAuthority()
    var hostStart = position
    if let at = input[position..<end].lastIndex(of: UInt8(ascii: "@")) {
      takeCredentials(input[position..<at])
      hostStart = at + 1
      guard hostStart < end else { return false }
    }
    var hostEnd = hostStart
    var isInBrackets = false
    while hostEnd < end {
      let byte = input[hostEnd]
      if byte == UInt8(ascii: ":"), !isInBrackets { break }
      if byte == UInt8(ascii: "[") { isInBrackets = true }
      if byte == UInt8(ascii: "]") { isInBrackets = false }
      hostEnd += 1
    }
    if hostStart == hostEnd, hostEnd < end || url.special != nil { return false }
    guard let host = serialisedHost(input[hostStart..<hostEnd], isSpecial: url.special != nil),
      hostEnd == end || takePort(input[(hostEnd + 1)..<end])
    else { return false }
    url.host = host
    position = end
    pathStart()
    return true
  }

  private func endOfAuthority() -> Int {
    var i = position
    while i < input.count, !isSlash(input[i]), input[i] != UInt8(ascii: "?"),
      input[i] != UInt8(ascii: "#")
    { i += 1 }
    return i
  }

  private mutating func takeCredentials(_ bytes: ArraySlice<UInt8>) {
    let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
    for byte in bytes[..<colon] { url.username.append(byte, encoding: .userinfo) }
    for byte in bytes[colon...].dropFirst() { url.password.append(byte, encoding: .userinfo) }
  }

  private mutating func takePort(_ digits: ArraySlice<UInt8>) -> Bool {
    var port: UInt32 = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return false }
      port = port * 10 + UInt32(digit - 0x30)
      guard port <= 65535 else { return false }
    }
    let value = UInt16(port)
    url.port = digits.isEmpty || value == url.special?.defaultPort ? nil : value
    return true
  }
}

// MARK: File

extension URLParser {
  private mutating func file() -> Bool {
    let base = base.flatMap { $0.specialScheme == .file ? $0 : nil }
    url.host = []
    if isSlash(byte()) {
      position += 1
      if isSlash(byte()) {
        position += 1
        return fileHost()
      }
      if let base {
        url.host = base.record.host
        if !startsWithDriveLetter(), let drive = base.driveLetter { url.path = drive }
      }
      path()
      return true
    }
    guard let base else {
      path()
      return true
    }
    url = base.record
    if byte() != nil, startsWithDriveLetter() {
      url.query = nil
      url.path = []
      path()
    } else {
      relativePath()
    }
    return true
  }

  private mutating func fileHost() -> Bool {
    let end = endOfAuthority()
    if end - position == 2, isWindowsDriveLetter(input[position], input[position + 1]) {
      path()
      return true
    }
    if end > position {
      guard let host = serialisedHost(input[position..<end], isSpecial: true) else { return false }
      url.host = host.elementsEqual("localhost".utf8) ? [] : host
    }
    position = end
    pathStart()
    return true
  }

  /// "Starts with a Windows drive letter": the letter ends there, or a path, query or fragment follows.
  private func startsWithDriveLetter() -> Bool {
    guard let first = byte(), let second = byte(1), isWindowsDriveLetter(first, second) else {
      return false
    }
    guard let next = byte(2) else { return true }
    return next == UInt8(ascii: "/") || next == UInt8(ascii: "\\") || next == UInt8(ascii: "?")
      || next == UInt8(ascii: "#")
  }
}

extension WebURL {
  /// The first segment of the path with its slash where that is a normalised drive letter.
  fileprivate var driveLetter: [UInt8]? {
    let path = bytes[layout.pathStart..<layout.pathEnd]
    let start = path.startIndex
    guard path.count >= 3, isLetter(path[start + 1]), path[start + 2] == UInt8(ascii: ":"),
      path.count == 3 || path[start + 3] == UInt8(ascii: "/")
    else { return nil }
    return Array(path.prefix(3))
  }
}

// MARK: Path, query, fragment

extension URLParser {
  private mutating func pathStart() {
    if isSlash(byte()) {
      position += 1
      path()
    } else if url.special != nil {
      path()
    } else {
      queryAndFragment()
    }
  }

  /// The path state: `position` is behind the slash of the first segment.
  private mutating func path() {
    while true {
      let start = position
      while let byte = byte(), !isSlash(byte), byte != UInt8(ascii: "?"), byte != UInt8(ascii: "#")
      { position += 1 }
      let isLast = !isSlash(byte())
      append(segment: start..<position, isLast: isLast)
      if isLast { break }
      position += 1
    }
    queryAndFragment()
  }

  private mutating func append(segment range: Range<Int>, isLast: Bool) {
    switch dots(in: range) {
    case 2:
      url.shortenPath()
      if isLast { url.path.append(UInt8(ascii: "/")) }
    case 1:
      if isLast { url.path.append(UInt8(ascii: "/")) }
    default:
      let isDrive =
        url.special == .file && url.path.isEmpty && range.count == 2
        && isWindowsDriveLetter(input[range.lowerBound], input[range.lowerBound + 1])
      url.path.append(UInt8(ascii: "/"))
      if isDrive {
        url.path.append(input[range.lowerBound])
        url.path.append(UInt8(ascii: ":"))
      } else {
        for i in range { url.path.append(input[i], encoding: .path) }
      }
    }
  }

  /// 1 for `.`, 2 for `..`, each dot also as `%2e`; else 0.
  private func dots(in range: Range<Int>) -> Int {
    guard range.count <= 6 else { return 0 }
    var count = 0
    var i = range.lowerBound
    while i < range.upperBound {
      if input[i] == UInt8(ascii: ".") {
        i += 1
      } else if i + 2 < range.upperBound, input[i] == UInt8(ascii: "%"), input[i + 1] == 0x32,
        input[i + 2] | 0x20 == UInt8(ascii: "e")
      {
        i += 3
      } else {
        return 0
      }
      count += 1
    }
    return count <= 2 ? count : 0
  }

  private mutating func opaquePath() {
    url.hasOpaquePath = true
    while let byte = byte(), byte != UInt8(ascii: "?"), byte != UInt8(ascii: "#") {
      let next = self.byte(1)
      if byte == 0x20, next == UInt8(ascii: "?") || next == UInt8(ascii: "#") {
        // A space at the end of the path would be lost when the rest is taken away.
        url.path.append(percentEncoded: byte)
      } else {
        url.path.append(byte, encoding: .control)
      }
      position += 1
    }
    queryAndFragment()
  }

  /// What follows the path; a query or fragment that the base gave is replaced.
  private mutating func queryAndFragment() {
    if byte() == UInt8(ascii: "?") {
      let end = input[position...].firstIndex(of: UInt8(ascii: "#")) ?? input.count
      let set = url.special == nil ? PercentEncodeSet.query : .specialQuery
      let query = input[(position + 1)..<end]
      if let encodeQuery, usesPageEncoding {
        url.query = percentEncoded(query, after: encodeQuery, set)
      } else {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(query.count)
        for byte in query { encoded.append(byte, encoding: set) }
        url.query = encoded
      }
      position = end
    }
    guard byte() == UInt8(ascii: "#") else { return }
    var fragment: [UInt8] = []
    for byte in input[(position + 1)...] { fragment.append(byte, encoding: .fragment) }
    url.fragment = fragment
    position = input.count
  }

  /// "The URL is not special or its scheme is ws or wss": then its query is UTF-8.
  private var usesPageEncoding: Bool {
    url.special != nil && url.special != .ws && url.special != .wss
  }

  /// "Percent-encode after encoding": what the encoding lacks becomes `%26%23…%3B`.
  private func percentEncoded(
    _ bytes: ArraySlice<UInt8>, after encode: (UInt32) -> [UInt8]?, _ set: PercentEncodeSet
  ) -> [UInt8] {
    var encoded: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        encoded.append(UInt8(truncatingIfNeeded: scalar.value), encoding: set)
      } else if let codes = encode(scalar.value) {
        for byte in codes { encoded.append(byte, encoding: set) }
      } else {
        encoded += Array("%26%23\(scalar.value)%3B".utf8)
      }
    }
    return encoded
  }
}
