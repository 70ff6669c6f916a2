import Domain

/// Why a text is no JSON, in words for its client: `a string has no end, at byte 17`.
public struct JSONFault: Error, Sendable, Hashable {
  public var reason: String
}

extension JSONValue {
  /// Reads one JSON text (RFC 8259), nested 64 deep at most, its members named once; nil where it is
  /// none.
  public init?(json: [UInt8]) {
    // A text that is no JSON has no value; the caller says what it was for.
    guard let value = try? JSONValue(reading: json) else { return nil }
    self = value
  }

  /// The same, and why where it is none.
  public init(reading json: [UInt8]) throws(JSONFault) {
    guard (try? UTF8Span(validating: json.span)) != nil else {
      throw JSONFault(reason: "it is not UTF-8")
    }
    self = try json.withUnsafeBufferPointer { (bytes) throws(JSONFault) in
      var reader = JSONReader(bytes)
      do throws(JSONReader.Problem) {
        let value = try reader.value()
        try reader.end()
        return value
      } catch {
        throw JSONFault(reason: "\(error.reason), at byte \(error.offset)")
      }
    }
  }
}
