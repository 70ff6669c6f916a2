/// Where a request stands in a trace of several services: `traceparent` (W3C Trace Context §3.2).
public struct TraceContext: Sendable, Equatable {
  /// 32 hexadecimal digits, the same in all requests of a trace.
  public var traceID: String
  /// 16 hexadecimal digits: the caller's part.
  public var parentID: String
  public var isSampled: Bool

  /// - Parameter field: the field's value; nil where it has not the form, which is then to be ignored
  public init?(_ field: String) {
    let parts = field.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].isLowerHex(2), parts[0] != "ff", parts[1].isLowerHex(32),
      parts[2].isLowerHex(16), parts[3].isLowerHex(2),
      // Version 00 ends here; a later one may go on (§3.2.4).
      parts.count == 4 || parts[0] != "00",
      parts[1].utf8.contains(where: { $0 != 0x30 }), parts[2].utf8.contains(where: { $0 != 0x30 })
    else { return nil }
    traceID = String(parts[1])
    parentID = String(parts[2])
    isSampled = UInt8(parts[3], radix: 16).map { $0 & 1 == 1 } ?? false
  }
}

extension Substring {
  fileprivate func isLowerHex(_ count: Int) -> Bool {
    utf8.count == count
      && utf8.allSatisfy { $0.isDigit || (0x61...0x66).contains($0) }
  }
}
