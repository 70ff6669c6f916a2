/// Keeps the answers to requests that bear an `Idempotency-Key`, so that one sent twice is done once
/// (draft-ietf-httpapi-idempotency-key-header-07).
///
/// Calls block and are safe from any thread; what was written is on disk when they return.
public protocol IdempotencyStore: Sendable {
  /// Claims a key for a request: the first who comes has it until `settle` or `release`.
  ///
  /// - Parameters:
  ///   - key: the client's key, with whatever keeps clients apart.
  ///   - request: what tells the request from others.
  ///   - expiry: when the key may be forgotten.
  func claim(
    _ key: String, request: PageDigest, now: Timestamp, expiry: Timestamp
  ) throws(StoreError) -> IdempotencyClaim

  /// Keeps the answer to the request that has the key, until an article that it tells of is deleted.
  func settle(_ key: String, _ answer: KeptAnswer) throws(StoreError)

  /// Gives a key back: the request came to nothing.
  func release(_ key: String) throws(StoreError)

  /// Forgets the keys of requests that were never settled: nobody works on them after a restart.
  func releaseUnsettled() throws(StoreError)
}

/// What a key says of a request.
public enum IdempotencyClaim: Sendable, Hashable {
  /// The caller has the key.
  case claimed
  /// The same request is still at work.
  case running
  /// The same request was answered so.
  case settled(KeptAnswer)
  /// The key was used for another request.
  case other
}

/// An HTTP answer that is kept.
public struct KeptAnswer: Sendable, Hashable {
  public var status: Int
  public var headers: [RawPage.Header]
  public var body: [UInt8]

  /// The articles that it tells of; not told of one that is read back.
  public var articles: Set<StoredArticle.ID>

  public init(
    status: Int, headers: [RawPage.Header], body: [UInt8], articles: Set<StoredArticle.ID> = []
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.articles = articles
  }
}
