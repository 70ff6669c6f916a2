/// A request's line and fields, checked: everything that decides where its body ends is certain.
struct RequestHead: Sendable {
  /// How the length of the body is told (RFC 9112 §6.3).
  enum Framing: Equatable, Sendable {
    case none
    case sized(Int)
    case chunked
  }

  var method: Method
  var target: String
  var isHTTP10: Bool
  var headers: Headers
  var framing: Framing
  var expectsContinue: Bool
  /// Whether the client wants the connection closed after the answer.
  var closes: Bool
}

extension RequestHead {
  /// Checks what the fields mean together.
  ///
  /// - Throws: `HTTPError` 400, 417, 501; the connection must be closed after any of them.
  init(line: RequestLine, headers: Headers) throws(HTTPError) {
    method = line.method
    target = line.target
    isHTTP10 = line.isHTTP10
    self.headers = headers
    try headers.checkHost(isHTTP10: line.isHTTP10, isAbsolute: !line.target.hasPrefix("/"))
    framing = try headers.framing(isHTTP10: line.isHTTP10)
    expectsContinue = try headers.expectsContinue(isHTTP10: line.isHTTP10)
    closes = headers.closes(isHTTP10: line.isHTTP10)
  }
}

/// A request line taken apart (RFC 9112 §3).
struct RequestLine: Equatable {
  var method: Method
  var target: String
  var isHTTP10: Bool

  /// - Parameter line: without its CRLF
  /// - Throws: `HTTPError` 400 for anything but `method SP target SP HTTP/1.x`, 505 for another
  ///   version, 501 for CONNECT.
  init(_ line: UnsafeBufferPointer<UInt8>) throws(HTTPError) {
    guard let first = line.firstIndex(of: 0x20), first > 0,
      line[..<first].allSatisfy(\.isTokenByte)
    else {
      throw .malformed("request-line", "The request line must begin with a method and one space.")
    }
    let rest = line[(first + 1)...]
    guard let second = rest.firstIndex(of: 0x20), second > first + 1 else {
      throw .malformed("request-line", "The request line must be “METHOD TARGET HTTP/1.1”.")
    }
    let target = line[(first + 1)..<second]
    // RFC 9112 §3.2: white space, controls and a fragment never stand in a target. Bytes over 0x7F
    // do not either, but clients that do not encode send them, and as UTF-8 they have one reading;
    // what is none has as many as there are ways to repair it.
    guard target.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "#") }) else {
      throw .malformed(
        "request-target",
        "The request target holds a control byte or a “#”. Write such a byte as % and two hexadecimal"
          + " digits, a # as %23; the part of an address behind its # is not sent.")
    }
    guard let target = String(validating: target, as: UTF8.self) else {
      throw .malformed(
        "request-target", "The request target is not UTF-8; write such bytes as % and two digits.")
    }
    isHTTP10 = try Self.isHTTP10(line[(second + 1)...])
    method = Method(String(decoding: line[..<first], as: UTF8.self))
    self.target = target
    guard method != .connect else {
      throw HTTPError(.notImplemented, "This server is no proxy: CONNECT is not possible.")
    }
  }

  private static func isHTTP10(_ version: Slice<UnsafeBufferPointer<UInt8>>) throws(HTTPError)
    -> Bool
  {
    if version.elementsEqual("HTTP/1.1".utf8) { return false }
    if version.elementsEqual("HTTP/1.0".utf8) { return true }
    // RFC 9112 §2.3: HTTP-name "/" DIGIT "." DIGIT, in capitals.
    let digits = version.dropFirst(5)
    guard version.starts(with: "HTTP/".utf8), digits.count == 3, let major = digits.first,
      let minor = digits.last, major.isDigit, minor.isDigit,
      digits[digits.startIndex + 1] == UInt8(ascii: ".")
    else {
      throw .malformed("request-line", "The request line must end in “HTTP/1.1” or “HTTP/1.0”.")
    }
    throw HTTPError(.httpVersionNotSupported, "Send the request as HTTP/1.1.")
  }
}

extension Method {
  /// The method of this name; the common ones cost no allocation either way.
  init(_ name: String) { self.init(rawValue: name) }
}

extension HTTPError {
  /// A request that has no single reading: 400, and the connection is closed.
  static func malformed(_ what: String, _ detail: String) -> HTTPError {
    HTTPError(.badRequest, detail, type: "bad-\(what)")
  }
}
