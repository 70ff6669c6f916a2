/// Reads a request's line and fields, line by line as they arrive.
///
/// Every judgement depends on a line and those before it, never on how the bytes were cut.
struct HeadParser {
  private enum State {
    /// `sawEmptyLine`: one CRLF before the request line is let pass (RFC 9112 §2.2).
    case requestLine(sawEmptyLine: Bool)
    case fields(RequestLine)
  }

  let limits: Limits
  private var state = State.requestLine(sawEmptyLine: false)
  private var section: FieldSection

  init(limits: Limits) {
    self.limits = limits
    section = FieldSection(limits: limits)
  }

  /// Whether a request's line is read, so that its fields are waited for.
  ///
  /// An empty line before one begins nothing: some clients end a body with it (RFC 9112 §2.2).
  var isBegun: Bool {
    if case .fields = state { true } else { false }
  }

  /// The head once it is whole; nil while more bytes are needed.
  mutating func parse(_ input: inout InputBuffer) throws(HTTPError) -> RequestHead? {
    while true {
      switch state {
      case .requestLine(let sawEmptyLine):
        // What cannot begin a request (TLS, say) is refused at once rather than waited for.
        guard let first = input.first else { return nil }
        guard first.isTokenByte || (first == 0x0D && !sawEmptyLine) else {
          throw .malformed("request-line", "These bytes are not the beginning of an HTTP request.")
        }
        switch input.line(limit: limits.requestLineBytes) {
        case .partial: return nil
        case .tooLong:
          throw HTTPError(
            .uriTooLong, "The request line is over \(limits.requestLineBytes) bytes; send less.")
        case .bare:
          throw .malformed("line-end", "Lines must end in CR LF.")
        case .whole(let range) where range.isEmpty:
          state = .requestLine(sawEmptyLine: true)
        case .whole(let range):
          let line = try Self.requestLine(input.bytes, range)
          state = .fields(line)
        }
      case .fields(let line):
        guard let headers = try section.parse(&input) else { return nil }
        return try RequestHead(line: line, headers: headers)
      }
    }
  }

  private static func requestLine(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(HTTPError) -> RequestLine {
    let result = bytes.withUnsafeBufferPointer { all in
      Result { () throws(HTTPError) in
        try RequestLine(UnsafeBufferPointer(rebasing: all[range]))
      }
    }
    return try result.get()
  }
}

/// Reads field lines up to the empty line: a head's fields, or a body's trailers.
struct FieldSection {
  private let limits: Limits
  private var bytes: [UInt8] = []
  private var fields: [Headers.Field] = []

  init(limits: Limits) {
    self.limits = limits
  }

  /// The fields once the empty line is here; nil while more bytes are needed.
  mutating func parse(_ input: inout InputBuffer) throws(HTTPError) -> Headers? {
    while true {
      switch input.line(limit: limits.headerBytes - bytes.count) {
      case .partial: return nil
      case .tooLong:
        throw HTTPError(
          .requestHeaderFieldsTooLarge,
          "The header fields are over \(limits.headerBytes) bytes; send less.")
      case .bare:
        throw .malformed("line-end", "Lines must end in CR LF.")
      case .whole(let range) where range.isEmpty:
        return Headers(bytes: bytes, fields: fields)
      case .whole(let range):
        guard fields.count < limits.headerCount else {
          throw HTTPError(
            .requestHeaderFieldsTooLarge,
            "There are over \(limits.headerCount) header fields; send fewer.")
        }
        try add(input.bytes[range])
      }
    }
  }

  private mutating func add(_ line: ArraySlice<UInt8>) throws(HTTPError) {
    // RFC 9112 §5.2: a line that begins with white space is obs-fold; refuse.
    guard let first = line.first, !first.isOptionalSpace else {
      throw .malformed(
        "field", "A header line begins with white space; send each field on one line.")
    }
    // RFC 9112 §5.1: nothing stands between name and colon. A space there is no token byte.
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(\.isTokenByte)
    else {
      throw .malformed("field", "A header line must be “Name: value”, with no space in the name.")
    }
    let value = line[(colon + 1)...].trimmingOptionalSpace
    // RFC 9110 §5.5: NUL and bare CR are dangerous; no other control belongs in a value either.
    guard value.allSatisfy(\.isFieldByte) else {
      throw .malformed("field", "A header value holds a control byte.")
    }
    if bytes.isEmpty {
      // Sized for a browser's head, so that most heads grow neither.
      bytes.reserveCapacity(512)
      fields.reserveCapacity(16)
    }
    let base = bytes.count - line.startIndex
    fields.append(
      Headers.Field(
        nameStart: UInt32(bytes.count), nameCount: UInt32(colon - line.startIndex),
        valueStart: UInt32(base + value.startIndex), valueCount: UInt32(value.count)))
    bytes.append(contentsOf: line)
  }
}
