/// An article with its place in the store.
public struct StoredArticle: Sendable, Hashable {
  /// The name of an article in URLs: opaque, of lower-case letters and digits.
  public struct ID: Sendable, Hashable, Codable, CustomStringConvertible {
    public let rawValue: String

    /// The identifier, or nil unless it is 1 to 64 ASCII letters, digits, `-` or `_`.
    public init?(_ text: String) {
      guard (1...64).contains(text.utf8.count),
        text.utf8.allSatisfy({
          (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
            || $0 == 0x2d || $0 == 0x5f
        })
      else { return nil }
      rawValue = text
    }

    public var description: String { rawValue }
  }

  public var id: ID

  /// 1 for the first bytes of its URL, raised with each that differ from the latest.
  public var revision: Int
  public var article: Article
  public var raw: RawReference
  public var metadata: [String: JSONValue]

  /// The client's corrections of fields, by JSON name; they survive a re-clean.
  public var corrections: [String: JSONValue]
  public var ingestedAt: Timestamp
  public var updatedAt: Timestamp
  public var nearDuplicateOf: ID?

  /// A name for the text that near-duplicates are found by; empty where none was made.
  public var fingerprint: String

  /// Raised with every change of anything in the store, so that it never names two states.
  public var change: Int64

  public init(
    id: ID, revision: Int, article: Article, raw: RawReference,
    metadata: [String: JSONValue] = [:], corrections: [String: JSONValue] = [:],
    ingestedAt: Timestamp, updatedAt: Timestamp, nearDuplicateOf: ID? = nil,
    fingerprint: String = "", change: Int64
  ) {
    self.id = id
    self.revision = revision
    self.article = article
    self.raw = raw
    self.metadata = metadata
    self.corrections = corrections
    self.ingestedAt = ingestedAt
    self.updatedAt = updatedAt
    self.nearDuplicateOf = nearDuplicateOf
    self.fingerprint = fingerprint
    self.change = change
  }
}

/// What is known of a raw page without reading it.
public struct RawReference: Sendable, Hashable {
  public var digest: PageDigest
  public var size: Int

  /// The media type the bytes turned out to be.
  public var mediaType: String

  /// The encoding's WHATWG name in lower case.
  public var charset: String

  public init(digest: PageDigest, size: Int, mediaType: String, charset: String) {
    self.digest = digest
    self.size = size
    self.mediaType = mediaType
    self.charset = charset
  }
}

/// A page as it is kept: its bytes as posted, and what was said about them.
public struct StoredPage: Sendable, Hashable {
  public var id: StoredArticle.ID
  public var revision: Int
  public var page: RawPage
  public var raw: RawReference

  /// When it came in: the `Last-Modified` of its bytes.
  public var ingestedAt: Timestamp

  /// Whether the bytes were given up by the rules of retention; `page.bytes` is empty then.
  public var isForgotten: Bool { page.bytes.isEmpty && raw.size > 0 }

  public init(
    id: StoredArticle.ID, revision: Int, page: RawPage, raw: RawReference, ingestedAt: Timestamp
  ) {
    self.id = id
    self.revision = revision
    self.page = page
    self.raw = raw
    self.ingestedAt = ingestedAt
  }
}
