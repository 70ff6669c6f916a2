/// A page as a client sent it: bytes that nobody has judged yet, and what was said about them.
public struct RawPage: Sendable, Hashable {
  public var bytes: [UInt8]

  /// The page's address, absolute and normalised as WHATWG has it, where the client knows it.
  public var url: String?

  /// The media type without parameters, lower case (`text/html`); nil where the bytes must decide.
  public var mediaType: String?

  /// The `charset` parameter as declared by the sender: a label, not yet an encoding.
  public var charset: String?

  public var fetchedAt: Timestamp?

  /// Response headers the client kept with the page, in their order.
  public var headers: [Header]

  /// The client's own name for the page, given back with its answer and not stored.
  public var ref: JSONValue?

  /// The client's own object, stored and given back.
  public var metadata: [String: JSONValue]

  public init(
    bytes: [UInt8], url: String? = nil, mediaType: String? = nil, charset: String? = nil,
    fetchedAt: Timestamp? = nil, headers: [Header] = [], ref: JSONValue? = nil,
    metadata: [String: JSONValue] = [:]
  ) {
    self.bytes = bytes
    self.url = url
    self.mediaType = mediaType
    self.charset = charset
    self.fetchedAt = fetchedAt
    self.headers = headers
    self.ref = ref
    self.metadata = metadata
  }

  /// Whether the end of the page is known to be missing.
  public var isCut: Bool { headers.contains { $0.isNamed("warc-truncated") } }

  /// One response header.
  public struct Header: Sendable, Hashable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }

    /// Whether it has a name, which is given in lower case; names are ASCII and case-insensitive.
    public func isNamed(_ name: String) -> Bool {
      guard self.name.utf8.count == name.utf8.count else { return false }
      return zip(self.name.utf8, name.utf8).allSatisfy { given, wanted in
        given == wanted || (0x41...0x5A).contains(given) && given | 0x20 == wanted
      }
    }

    /// Says that the end of the page is missing, and why, as WARC has it (ISO 28500:2017 §5.13): kept with the
    /// page, so that it is known when that is cleaned again.
    public static func cut(_ reason: String) -> Header {
      Header(name: "WARC-Truncated", value: reason)
    }

    /// Whether it is kept with its page: not what was said of the connection, of codings, which are undone by
    /// then, and no secrets.
    public var isWorthKeeping: Bool { !Header.transient.contains { isNamed($0) } }

    /// RFC 9110 §7.6.1 and RFC 6265.
    private static let transient = [
      "connection", "content-encoding", "content-length", "keep-alive", "set-cookie", "set-cookie2",
      "transfer-encoding", "upgrade",
    ]
  }
}

/// SHA-256 of a page's bytes: what the store addresses raw pages by.
public struct PageDigest: Sendable, Hashable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// The digest, or nil unless there are 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
