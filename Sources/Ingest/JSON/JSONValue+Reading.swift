import Domain

extension JSONValue {
  /// Reads one JSON text (RFC 8259), nested 64 deep at most; nil where it is none.
  public init?(json: [UInt8]) {
    guard (try? UTF8Span(validating: json.span)) != nil else { return nil }
    let value = json.withUnsafeBufferPointer { bytes -> JSONValue? in
      var reader = JSONReader(bytes)
      // A text that is no JSON has no value; the caller says what it was for.
      guard let value = try? reader.value(), (try? reader.end()) != nil else { return nil }
      return value
    }
    guard let value else { return nil }
    self = value
  }
}
