/// What a `Range` field asks of content of a known length (RFC 9110 §14.1-14.2).
public enum ByteRanges: Sendable, Equatable {
  /// Everything: no field, another unit, a field that cannot be read, or ranges not worth serving.
  case whole
  /// In the order asked.
  case parts([Range<Int>])
  /// No range lies in the content: 416.
  case unsatisfiable

  /// More ranges than any client has a use for, which cost more than the whole (§14.2).
  private static let most = 16

  /// - Parameter field: `bytes=0-499`, `bytes=500-`, `bytes=-500`, or several, comma-separated
  public init(_ field: String?, length: Int) {
    guard let field, let equals = field.firstIndex(of: "="),
      field[..<equals].lowercased() == "bytes"
    else {
      self = .whole
      return
    }
    let specs = field[field.index(after: equals)...].split(separator: ",")
      .map { $0.trimmed }.filter { !$0.isEmpty }
    let bounds = specs.compactMap { Self.bounds($0) }
    guard !bounds.isEmpty, bounds.count == specs.count, bounds.count <= Self.most else {
      self = .whole
      return
    }
    let ranges = bounds.compactMap { Self.range($0.first, $0.last, length: length) }
    guard !ranges.isEmpty else {
      self = .unsatisfiable
      return
    }
    // §14.2: overlapping ranges, or ranges that come to more than the whole, are an attack or a slip.
    let sum = ranges.reduce(0) { $0 + $1.count }
    self = ranges.count > 1 && sum > length ? .whole : .parts(ranges)
  }

  /// `first-last`, `first-`, `-suffix`; nil where it is none of them.
  private static func bounds(_ spec: Substring) -> (first: Int?, last: Int?)? {
    guard let dash = spec.firstIndex(of: "-") else { return nil }
    let (head, tail) = (spec[..<dash], spec[spec.index(after: dash)...])
    let (first, last) = (number(head), number(tail))
    guard head.isEmpty || first != nil, tail.isEmpty || last != nil else { return nil }
    if let first, let last, first > last { return nil }
    return first == nil && last == nil ? nil : (first, last)
  }

  /// Digits alone; a number too large for any content is one beyond it.
  private static func number(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit) else { return nil }
    return Int(digits) ?? .max
  }

  private static func range(_ first: Int?, _ last: Int?, length: Int) -> Range<Int>? {
    guard let first else {
      let count = min(last ?? 0, length)
      return count > 0 ? (length - count)..<length : nil
    }
    guard first < length else { return nil }
    return first..<(min(last ?? length - 1, length - 1) + 1)
  }
}

extension Response {
  /// The part that a GET asks for with `Range`, of an answer whose content is at hand: 206, or the
  /// answer as it is (RFC 9110 §14.2, §15.3.7).
  ///
  /// `If-Range` is held against the answer's own `ETag` and `Last-Modified`. The answer says
  /// `Accept-Ranges` either way.
  ///
  /// - Throws: `HTTPError` 416 where no part asked for is there.
  public func ranged(for request: Request) throws(HTTPError) -> Response {
    guard case .bytes(let bytes) = body, status == .ok else { return self }
    var response = self
    response.headers["Accept-Ranges"] = "bytes"
    guard request.method == .get, isUnchanged(since: request.headers["If-Range"]) else {
      return response
    }
    // It is no list field: two lines of it cannot be read as one (RFC 9110 §5.3, §14.2).
    let field = request.headers.count(of: "Range") == 1 ? request.headers["Range"] : nil
    switch ByteRanges(field, length: bytes.count) {
    case .whole: return response
    case .unsatisfiable:
      throw HTTPError(
        .rangeNotSatisfiable,
        "The content has \(bytes.count) bytes, counted from 0; ask for some of them.",
        headers: ["Accept-Ranges": "bytes", "Content-Range": "bytes */\(bytes.count)"])
    case .parts(let ranges) where ranges.count == 1:
      response.status = .partialContent
      response.headers["Content-Range"] = Self.contentRange(ranges[0], of: bytes.count)
      response.body = .bytes(Array(bytes[ranges[0]]))
    case .parts(let ranges):
      response.status = .partialContent
      response.makeMultipart(ranges, of: bytes)
    }
    return response
  }

  /// RFC 9110 §13.1.5: compared strongly; a date must be the very one.
  private func isUnchanged(since validator: String?) -> Bool {
    guard let validator else { return true }
    return validator == headers["ETag"] && !validator.hasPrefix("W/")
      || validator == headers["Last-Modified"]
  }

  /// RFC 9110 §14.6.
  private mutating func makeMultipart(_ ranges: [Range<Int>], of bytes: [UInt8]) {
    let type = headers["Content-Type"] ?? "application/octet-stream"
    // Random, so that no page can hold it on purpose.
    let boundary = String(UInt64.random(in: .min ... .max), radix: 36)
    var content: [UInt8] = []
    for range in ranges {
      content += "--\(boundary)\r\nContent-Type: \(type)\r\n".utf8
      content += "Content-Range: \(Self.contentRange(range, of: bytes.count))\r\n\r\n".utf8
      content += bytes[range]
      content += "\r\n".utf8
    }
    content += "--\(boundary)--\r\n".utf8
    headers["Content-Type"] = "multipart/byteranges; boundary=\(boundary)"
    body = .bytes(content)
  }

  private static func contentRange(_ range: Range<Int>, of length: Int) -> String {
    "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
  }
}
