// What the fields of a head decide: host, body length, expectation, persistence. Each doubt is a
// refusal, since two readings of one request are how requests are smuggled (RFC 9112 §11.2).

extension Headers {
  /// RFC 9112 §3.2: no `Host` in HTTP/1.1, two of them, or one that is no host: 400.
  func checkHost(isHTTP10: Bool, isAbsolute: Bool) throws(HTTPError) {
    guard let index = firstIndex(of: "Host") else {
      guard isHTTP10 else {
        throw .malformed("host", "An HTTP/1.1 request must have a Host field.")
      }
      return
    }
    guard !fields.indices.dropFirst(index + 1).contains(where: { matches($0, "Host") }) else {
      throw .malformed("host", "The request has more than one Host field; send one.")
    }
    guard Authority.isValid(bytes[fields[index].value]) else {
      throw .malformed("host", "The Host field must be a host name or address, and maybe a port.")
    }
  }

  /// How long the body is (RFC 9112 §6.1-6.3).
  func framing(isHTTP10: Bool) throws(HTTPError) -> RequestHead.Framing {
    let length = try contentLength()
    guard let first = firstIndex(of: "Transfer-Encoding") else {
      return length.map { $0 == 0 ? .none : .sized($0) } ?? .none
    }
    // RFC 9112 §6.1: both lengths present means smuggling; refuse.
    guard length == nil else {
      throw .malformed(
        "framing", "The request has both Content-Length and Transfer-Encoding; send one of them.")
    }
    // RFC 9112 §6.1: HTTP/1.0 has no transfer codings; its framing is faulty.
    guard !isHTTP10 else {
      throw .malformed("framing", "Transfer-Encoding needs HTTP/1.1.")
    }
    guard !fields.indices.dropFirst(first + 1).contains(where: { matches($0, "Transfer-Encoding") })
    else {
      throw .malformed("framing", "Transfer-Encoding stands twice; send it once, as “chunked”.")
    }
    let value = bytes[fields[first].value]
    if value.equalsASCII("chunked") { return .chunked }
    // RFC 9112 §6.1: a coding that we do not know, before a final chunked, is 501.
    let codings = value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { $0.trimmingOptionalSpace }
    let areTokens = codings.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isTokenByte) }
    if areTokens, codings.count > 1, codings.filter({ $0.equalsASCII("chunked") }).count == 1,
      codings.last?.equalsASCII("chunked") == true
    {
      throw HTTPError(
        .notImplemented,
        "Of transfer codings only “chunked” is known here; compress with Content-Encoding instead.")
    }
    // RFC 9112 §6.3: where the last coding is not chunked the length cannot be known: 400 and close.
    throw .malformed("framing", "Transfer-Encoding must be exactly “chunked”.")
  }

  /// The value of `Content-Length`, where there is one.
  private func contentLength() throws(HTTPError) -> Int? {
    guard let first = firstIndex(of: "Content-Length") else { return nil }
    // RFC 9110 §8.6 lets equal repetitions pass; refusing them is allowed too, and has one reading.
    guard !fields.indices.dropFirst(first + 1).contains(where: { matches($0, "Content-Length") })
    else {
      throw .malformed("length", "Content-Length stands twice; send it once.")
    }
    let digits = bytes[fields[first].value]
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit), digits.count <= 18 else {
      throw .malformed("length", "Content-Length must be one decimal number of at most 18 digits.")
    }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// RFC 9110 §10.1.1: HTTP/1.0 cannot expect; anything but 100-continue is 417.
  func expectsContinue(isHTTP10: Bool) throws(HTTPError) -> Bool {
    guard let value = value(of: "Expect"), !isHTTP10 else { return false }
    guard value.equalsASCII("100-continue") else {
      throw HTTPError(.expectationFailed, "Of expectations only “100-continue” can be met.")
    }
    return true
  }

  /// RFC 9112 §9.3: HTTP/1.1 persists unless told to close, HTTP/1.0 closes unless told to persist.
  func closes(isHTTP10: Bool) -> Bool {
    var persists = !isHTTP10
    for index in fields.indices where matches(index, "Connection") {
      for option in bytes[fields[index].value].split(separator: UInt8(ascii: ",")) {
        let option = option.trimmingOptionalSpace
        if option.equalsASCII("close") { return true }
        if option.equalsASCII("keep-alive") { persists = true }
      }
    }
    return !persists
  }
}

/// `host [":" port]` (RFC 3986 §3.2), without user information (RFC 9110 §4.2.4).
enum Authority {
  /// Whether the bytes are a host that one could have asked for; the empty host is one.
  static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
    var host = bytes
    if host.first == UInt8(ascii: "[") {
      guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let address = host[(host.startIndex + 1)..<end]
      guard !address.isEmpty, address.allSatisfy({ $0.isHexDigit || $0 == 0x3A || $0 == 0x2E })
      else { return false }
      let port = host[(end + 1)...]
      return port.isEmpty || (port.first == UInt8(ascii: ":") && isPort(port.dropFirst()))
    }
    if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
      guard isPort(host[(colon + 1)...]) else { return false }
      host = host[..<colon]
    }
    return host.allSatisfy(isNameByte)
  }

  /// A port number (RFC 9293 §3.1: 16 bits), or none behind the colon.
  private static func isPort(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count <= 5, digits.allSatisfy(\.isDigit) else { return false }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 65_535
  }

  /// unreserved / pct-encoded / sub-delims of RFC 3986 §3.2.2, without those that no host has.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x25: true
    default: false
    }
  }
}

extension Collection<UInt8> {
  /// Whether these are the letters of `text`, ASCII case aside.
  func equalsASCII(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { letters in
      letters.count == count
        && zip(letters, self).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
  }
}

extension BidirectionalCollection<UInt8> where SubSequence == Self {
  var trimmingOptionalSpace: Self {
    var rest = self
    while let first = rest.first, first.isOptionalSpace { rest = rest.dropFirst() }
    while let last = rest.last, last.isOptionalSpace { rest = rest.dropLast() }
    return rest
  }
}
