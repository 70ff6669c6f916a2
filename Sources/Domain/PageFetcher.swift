/// Gets pages from the web, safely and politely.
///
/// Redirects are followed, each checked like the first address; only public addresses and those that
/// the configuration allows are reached; robots.txt is obeyed unless the configuration says
/// otherwise. Calls block, up to the fetcher's own limit of time, and are safe from any thread.
public protocol PageFetcher: Sendable {
  /// Fetches what stands at an address.
  func fetch(_ request: FetchRequest) throws(FetchProblem) -> Fetched
}

/// What is to be fetched, and for whom.
public struct FetchRequest: Sendable {
  /// Absolute and normalised, http or https.
  public var url: String

  /// What an earlier fetch of an address knows; asked for each address on the way.
  public var validators: @Sendable (_ url: String) -> FetchValidators?

  /// Whether nobody waits any more; asked often, so that it must be quick.
  public var isCancelled: @Sendable () -> Bool

  public init(
    url: String,
    validators: @escaping @Sendable (_ url: String) -> FetchValidators? = { _ in nil },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.url = url
    self.validators = validators
    self.isCancelled = isCancelled
  }
}

/// What makes a request conditional (RFC 9110 §8.8): the fields as the server sent them.
public struct FetchValidators: Sendable, Hashable {
  public var entityTag: String?
  public var lastModified: String?

  public init(entityTag: String?, lastModified: String?) {
    self.entityTag = entityTag
    self.lastModified = lastModified
  }
}

/// What a fetch came to.
public struct Fetched: Sendable {
  /// Nil where the server says that nothing changed since the fetch that the validators are from.
  public var page: RawPage?
  public var record: FetchRecord

  public init(page: RawPage?, record: FetchRecord) {
    self.page = page
    self.record = record
  }
}

/// What is known of a fetch beside the page.
public struct FetchRecord: Sendable, Hashable, Codable {
  /// The address that was asked for.
  public var requestedURL: String

  /// The address that answered, after all redirects: the page's own.
  public var url: String
  public var status: Int
  public var redirects: [Redirect] = []
  public var entityTag: String?
  public var lastModified: String?

  /// `rel=canonical` of the page's head or its `Link` field, absolute.
  public var canonicalURL: String?

  /// `<meta http-equiv=refresh>`; recorded, not followed.
  public var refresh: Refresh?
  public var fetchedAt: Timestamp

  public init(requestedURL: String, url: String, status: Int, fetchedAt: Timestamp) {
    self.requestedURL = requestedURL
    self.url = url
    self.status = status
    self.fetchedAt = fetchedAt
  }

  /// One redirect on the way.
  public struct Redirect: Sendable, Hashable, Codable {
    public var status: Int

    /// Where it led to.
    public var url: String

    public init(status: Int, url: String) {
      self.status = status
      self.url = url
    }
  }

  /// What a page asks browsers to load after a while.
  public struct Refresh: Sendable, Hashable, Codable {
    public var seconds: Int

    /// Absolute; nil where the page names itself.
    public var url: String?

    public init(seconds: Int, url: String?) {
      self.seconds = seconds
      self.url = url
    }
  }
}

/// Why a page could not be fetched, in words that say what to do.
public struct FetchProblem: Error, Sendable, Hashable {
  /// What kind of trouble it is; the API gives each a status and an address.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An address with credentials, of another scheme, or none at all.
    case badAddress
    /// An address, a port or a redirect to one that may not be reached.
    case refusedAddress
    /// robots.txt says no, or cannot be had.
    case robots
    case tooManyRedirects
    /// No such host, no connection, no trust in its certificate.
    case unreachable
    case timedOut
    /// The server answered with an error: the page is not there, or not for us.
    case status
    /// The server asked to come back later, and later is too late.
    case throttled
    /// More bytes than a page may have.
    case tooLarge
    /// The answer is not whole or not HTTP.
    case broken
    /// What came is no page: an image, a PDF.
    case notAPage
    /// Whoever asked went away.
    case cancelled
  }

  public var kind: Kind
  public var detail: String

  /// What the server answered, where it did.
  public var status: Int?

  /// Seconds after which it is worth another try, where the server said so.
  public var retryAfter: Int?

  public init(_ kind: Kind, _ detail: String, status: Int? = nil, retryAfter: Int? = nil) {
    self.kind = kind
    self.detail = detail
    self.status = status
    self.retryAfter = retryAfter
  }
}

/// Remembers fetches, so that the next one of the same address can be conditional.
///
/// Calls block and are safe from any thread.
public protocol FetchStore: Sendable {
  /// The last fetch that an address answered, with the digest of what it answered.
  func lastFetch(of url: String) throws(StoreError) -> (record: FetchRecord, digest: PageDigest)?

  /// Replaces what is remembered of the address that answered.
  func remember(_ record: FetchRecord, digest: PageDigest) throws(StoreError)
}
