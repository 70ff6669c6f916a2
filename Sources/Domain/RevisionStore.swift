/// Reads what earlier bytes of a page gave.
public protocol RevisionStore: Sendable {
  /// Every revision of a page, the latest first; empty where there is no such page.
  func revisions(_ id: StoredArticle.ID) throws(StoreError) -> [Revision]

  /// The article that a revision's bytes gave; nil where there is no such revision or it holds none.
  ///
  /// It carries the page's metadata and corrections as they are now, and `revision` and `raw` of its own.
  func article(_ id: StoredArticle.ID, revision: Int) throws(StoreError) -> StoredArticle?
}

/// One revision of a page without its texts.
public struct Revision: Sendable, Hashable {
  public var number: Int
  public var ingestedAt: Timestamp
  public var raw: RawReference

  /// Nil where the bytes hold no article, or the article no title.
  public var title: String?
  public var cleaner: String?

  /// Why there is no article; empty where there is one.
  public var refusal: String

  public init(
    number: Int, ingestedAt: Timestamp, raw: RawReference, title: String?, cleaner: String?,
    refusal: String
  ) {
    self.number = number
    self.ingestedAt = ingestedAt
    self.raw = raw
    self.title = title
    self.cleaner = cleaner
    self.refusal = refusal
  }
}
