import Domain
import Ingest

/// An article as it is answered: what cleaning found, and its place in the store where it has one.
public struct ArticleView: Sendable {
  public var article: Article
  public var raw: RawReference
  public var metadata: [String: JSONValue]
  public var place: Place?

  /// Where a search found something; nil where none was made.
  public var snippet: Snippet?

  /// The client's own name for the page, where the answer is to a post that gave one.
  public var ref: JSONValue?

  /// What became of the page, where the answer is to a post.
  public var outcome: Receipt.Outcome?

  /// Where a stored article stands.
  public struct Place: Sendable {
    public var id: StoredArticle.ID
    public var revision: Int
    public var ingestedAt: Timestamp
    public var updatedAt: Timestamp
    public var nearDuplicateOf: StoredArticle.ID?
    public var fingerprint: String

    /// Whether it is shown as one revision, under the address of that.
    public var isOneOfRevisions = false
  }

  /// A stored article, with the client's corrections.
  public init(_ stored: StoredArticle, outcome: Receipt.Outcome? = nil) {
    article = stored.article.corrected(by: stored.corrections)
    raw = stored.raw
    metadata = stored.metadata
    place = Place(
      id: stored.id, revision: stored.revision, ingestedAt: stored.ingestedAt,
      updatedAt: stored.updatedAt, nearDuplicateOf: stored.nearDuplicateOf,
      fingerprint: stored.fingerprint)
    self.outcome = outcome
  }

  /// An article that is not kept: all that a store would know is null.
  public init(_ article: Article, of page: RawPage, cleaned: Cleaned) {
    self.article = article
    raw = RawReference(
      digest: PageDigest(of: page.bytes), size: page.bytes.count, mediaType: cleaned.mediaType,
      charset: cleaned.charset)
    metadata = page.metadata
  }
}
