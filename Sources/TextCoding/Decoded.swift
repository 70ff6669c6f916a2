/// Who said which encoding a page has.
public enum EncodingWitness: String, Sendable, Hashable {
  /// A byte order mark.
  case bom
  /// The `charset` of the HTTP `Content-Type`.
  case http
  /// A `meta` element or the XML declaration.
  case meta
  /// The bytes themselves: nothing was declared, or what was declared is not so.
  case detected
  /// Nobody: ASCII, or too little to tell.
  case assumed = "default"
}

/// A page's bytes as UTF-8, with what was found out about their encoding.
public struct Decoded: Sendable, Hashable {
  /// Well-formed UTF-8 without a byte order mark.
  public var utf8: [UInt8]
  public var encoding: Encoding
  public var witness: EncodingWitness
  /// One sentence for `explain`, such as `the bytes are UTF-8, though meta says gbk`.
  public var reason: String
  /// Errors of the decoder, each of which stands as U+FFFD in `utf8`.
  public var malformed: Int

  public init(
    utf8: [UInt8], encoding: Encoding, witness: EncodingWitness, reason: String, malformed: Int
  ) {
    self.utf8 = utf8
    self.encoding = encoding
    self.witness = witness
    self.reason = reason
    self.malformed = malformed
  }
}
