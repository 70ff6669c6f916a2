/// Something that happened and that a webhook is told of.
public struct WebhookEvent: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case articleCreated = "article.created"
    case articleRevised = "article.revised"
    case jobFinished = "job.finished"
  }

  /// The same over all attempts, so that a receiver can tell a repeated delivery.
  public var id: String
  public var kind: Kind

  /// The article or the job.
  public var subject: StoredArticle.ID

  /// Of the article; 0 for a job.
  public var revision: Int
  public var createdAt: Timestamp

  /// Deliveries tried so far.
  public var attempts: Int

  public init(
    id: String, kind: Kind, subject: StoredArticle.ID, revision: Int, createdAt: Timestamp,
    attempts: Int
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.revision = revision
    self.createdAt = createdAt
    self.attempts = attempts
  }
}

/// Keeps events until they are delivered.
///
/// Events of articles are written in the transaction that keeps the article, so none is lost and none
/// is told that did not happen. Calls block and are safe from any thread.
public protocol WebhookStore: Sendable {
  /// Says which events are wanted from now on; those of other kinds that wait are forgotten.
  func want(_ kinds: Set<WebhookEvent.Kind>) throws(StoreError)

  /// Adds an event that is no article's; nothing where its kind is not wanted.
  func add(_ event: WebhookEvent) throws(StoreError)

  /// Events whose turn has come, oldest first.
  func due(at now: Timestamp, limit: Int) throws(StoreError) -> [WebhookEvent]

  /// The event was delivered, or is given up.
  func settle(_ id: String) throws(StoreError)

  /// The delivery failed and is tried again then.
  func postpone(_ id: String, until: Timestamp) throws(StoreError)
}

/// Sends one HTTP request to a webhook's address, under the same rules of addresses as fetching.
public protocol WebhookSender: Sendable {
  /// Posts JSON and gives the status of the answer; redirects are not followed.
  func send(
    _ body: [UInt8], to url: String, headers: [RawPage.Header]
  ) throws(FetchProblem) -> Int
}
