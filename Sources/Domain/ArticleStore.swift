/// Keeps raw pages and the articles made of them.
///
/// Calls block and are safe from any thread. A page is its URL and its bytes; without a URL, its bytes.
public protocol ArticleStore: Sendable {
  /// What the store says of these bytes under this URL without writing: a receipt where they are the
  /// latest revision already, else nil. Lets ingest skip cleaning.
  func known(url: String?, digest: PageDigest) throws(StoreError) -> Receipt?

  /// Makes an entry ready to be kept: what takes time and asks for nothing but the entry.
  func prepare(_ entry: Entry) throws(StoreError) -> any PreparedEntry

  /// Keeps pages and what cleaning them came to, in their order; each comes to an end of its own. When it
  /// returns, all that were kept are on disk: many at once cost little more than one.
  ///
  /// Bytes that are the latest revision of their URL already change nothing (`unchanged`).
  func keep(_ entries: [any PreparedEntry]) -> [Result<Receipt, StoreError>]

  /// The latest article of a page; nil where the page is not there or holds no article.
  func article(_ id: StoredArticle.ID) throws(StoreError) -> StoredArticle?

  /// The page's bytes as posted; the latest revision unless one is named.
  func page(_ id: StoredArticle.ID, revision: Int?) throws(StoreError) -> StoredPage?

  /// The repairs recorded when the page was cleaned.
  func edits(_ id: StoredArticle.ID) throws(StoreError) -> [Edit]

  func list(_ query: ArticleQuery) throws(StoreError) -> ArticleList

  /// Removes a page with its revisions; raw bytes go when nothing else holds them. Returns whether it was
  /// there.
  func delete(_ id: StoredArticle.ID) throws(StoreError) -> Bool

  /// Removes all that match when it is called, and says how many; bytes that come in meanwhile stay.
  func delete(matching filter: ArticleQuery.Filter) throws(StoreError) -> Int

  /// Replaces the article of a page's latest revision after a new cleaning; a page that was cleaned in the
  /// meantime from other bytes is left alone (nil).
  func replace(
    _ id: StoredArticle.ID, digest: PageDigest, with cleaned: Cleaned, at now: Timestamp
  ) throws(StoreError) -> Receipt?

  /// Sets the client's metadata and corrections; with `ifChange`, only where the article still stands at that
  /// change, else `StoreError.conflict`. Nil where the article is not there.
  func update(
    _ id: StoredArticle.ID, metadata: [String: JSONValue], corrections: [String: JSONValue],
    ifChange: Int64?, at now: Timestamp
  ) throws(StoreError) -> StoredArticle?

  /// Sets the client's metadata of a page that holds no article: a later cleaning may find one. Nothing where
  /// it holds one, or is gone.
  func describe(
    _ id: StoredArticle.ID, metadata: [String: JSONValue], at now: Timestamp
  ) throws(StoreError)

  /// The titles of articles as they are now, with their clients' corrections; one that is not there, or has no
  /// title, is left out.
  func titles(of ids: [StoredArticle.ID]) throws(StoreError) -> [StoredArticle.ID: String]

  /// Counts what is written: while it stands still, what was read before is still so.
  ///
  /// From memory, without waiting. It is raised before a call that writes returns, and never lowered
  /// while the store is open.
  var writes: Int { get }

  /// The change at which an article stands; nil where it is not there. Much cheaper than reading it.
  func change(_ id: StoredArticle.ID) throws(StoreError) -> Int64?

  /// Says whether the store can take a page now: throws where it cannot.
  func check() throws(StoreError)

  /// Writes what is pending and closes; later calls throw `closed`.
  func close()
}

extension ArticleStore {
  /// Keeps one page; when it returns, the page is on disk.
  public func keep(_ entry: Entry) throws(StoreError) -> Receipt {
    try keep([try prepare(entry)])[0].get()
  }
}

/// An entry as the store that prepared it takes it.
public protocol PreparedEntry: Sendable {
  /// About as many bytes as it holds until it is kept.
  var weight: Int { get }
}

/// A page and what cleaning it came to.
public struct Entry: Sendable {
  public var page: RawPage
  public var digest: PageDigest
  public var cleaned: Cleaned

  /// Used where the page is new.
  public var newID: StoredArticle.ID
  public var now: Timestamp

  /// What the receipt of a page that was kept says of its article.
  public var answered: Extent

  public enum Extent: Sendable {
    case whole
    /// The title alone: so much less is held in memory while a page waits to be kept.
    case title
  }

  public init(
    page: RawPage, digest: PageDigest, cleaned: Cleaned, newID: StoredArticle.ID, now: Timestamp,
    answered: Extent = .whole
  ) {
    self.answered = answered
    self.page = page
    self.digest = digest
    self.cleaned = cleaned
    self.newID = newID
    self.now = now
  }
}

/// What became of a page given to the store.
public struct Receipt: Sendable {
  /// `created`, `revised` or `unchanged`, as the API names them.
  public enum Outcome: String, Sendable, Hashable {
    case created
    case revised
    case unchanged
  }

  public var outcome: Outcome
  public var id: StoredArticle.ID
  public var revision: Int

  /// Nil where the page holds no article.
  public var article: StoredArticle?

  /// Why there is no article, kept so that a page posted again is answered the same; empty where there is one.
  public var refusal: String

  public init(
    outcome: Outcome, id: StoredArticle.ID, revision: Int, article: StoredArticle?,
    refusal: String = ""
  ) {
    self.outcome = outcome
    self.id = id
    self.revision = revision
    self.article = article
    self.refusal = refusal
  }
}

/// Why a store could not do what it was asked.
public enum StoreError: Error, Sendable, Equatable {
  /// No room on the disk.
  case full(String)
  /// Locked by another process, or unreadable.
  case unavailable(String)
  /// What is on the disk is not what was written: that does not mend itself.
  case damaged(String)
  /// The article changed since the client read it.
  case conflict
  /// The cursor was not made by this store for this query.
  case badCursor
  case closed
}

extension StoreError {
  /// The reason in words.
  public var reason: String {
    switch self {
    case .full(let reason), .unavailable(let reason), .damaged(let reason): reason
    case .conflict: "it changed meanwhile"
    case .badCursor: "the cursor is not of this list"
    case .closed: "it is closed"
    }
  }
}
