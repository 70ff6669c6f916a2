/// What a store does beside taking pages in and giving articles out: it remembers, changes and forgets.
public typealias LedgerStore = ChangeStore & FurnitureStore & NearDuplicateFinder
  & RecleanStore & RetentionStore & RevisionStore & StatisticsStore

/// Counts what is kept.
public protocol StatisticsStore: Sendable {
  /// What takes no longer however much is kept.
  func tally() throws(StoreError) -> StoreTally

  /// All there is to say, which counts through indexes.
  func statistics() throws(StoreError) -> StoreStatistics
}

/// The counts that a store keeps up as it writes, and its sizes.
public struct StoreTally: Sendable {
  public var pages = 0
  public var articles = 0
  public var revisions = 0

  /// Distinct raw pages whose bytes are kept, their bytes as posted, and as compressed.
  public var raws = 0
  public var rawBytes = 0
  public var rawStoredBytes = 0

  /// Compressed articles of all revisions.
  public var articleStoredBytes = 0
  public var databaseBytes = 0
  public var freeDiskBytes = 0

  /// Memory that the database library holds: caches of pages, statements.
  public var memoryBytes = 0

  public init() {}
}

/// What a store holds, in numbers.
@dynamicMemberLookup
public struct StoreStatistics: Sendable {
  public var tally = StoreTally()
  public var nearDuplicates = 0
  public var oldest: Timestamp?
  public var newest: Timestamp?

  /// Deletions that clients can still learn of.
  public var deletions = 0
  public var change: Int64 = 0

  /// The most frequent, each with its articles.
  public var languages: [(name: String, articles: Int)] = []
  public var hosts: [(name: String, articles: Int)] = []

  public init() {}

  public subscript<Value>(dynamicMember member: KeyPath<StoreTally, Value>) -> Value {
    tally[keyPath: member]
  }
}

/// What is kept for how long; nil and 0 set no bound.
public struct RetentionRules: Sendable, Hashable {
  /// Pages with all their revisions, by the time they were first taken in.
  public var articleAge: Duration?
  public var articleCount: Int?

  /// Compressed bytes of the articles of all revisions.
  public var articleBytes: Int?

  /// Raw bytes; the articles made of them stay.
  public var rawAge: Duration?

  /// Compressed bytes of raw pages.
  public var rawBytes: Int?

  /// What is remembered of deletions, for clients that follow the changes.
  public var tombstoneAge: Duration?

  /// Previous articles of a run of recleaning.
  public var previousAge: Duration?

  public init() {}
}

/// Forgets what the rules say, and makes sure that what was deleted is gone from the files.
public protocol RetentionStore: Sendable {
  /// Deletes what is over the rules, the oldest first, in small transactions between which it asks whether
  /// to pause.
  func enforce(
    _ rules: RetentionRules, at now: Timestamp, until isPaused: () -> Bool
  ) throws(StoreError) -> RetentionReport

  /// Removes what deleted pages left in the full-text index and in the write-ahead log; cheap where nothing
  /// was deleted since the last time. Returns whether there was anything to do; paused, it begins anew the
  /// next time.
  @discardableResult
  func purge(until isPaused: () -> Bool) throws(StoreError) -> Bool
}

extension RetentionStore {
  /// Deletes all that is over the rules.
  public func enforce(
    _ rules: RetentionRules, at now: Timestamp
  ) throws(StoreError) -> RetentionReport {
    try enforce(rules, at: now) { false }
  }

  /// Removes all that deleted pages left.
  @discardableResult
  public func purge() throws(StoreError) -> Bool {
    try purge { false }
  }
}

public struct RetentionReport: Sendable, Hashable {
  public var pages = 0
  public var raws = 0
  public var tombstones = 0
  public var previousArticles = 0

  public init() {}

  public var isEmpty: Bool { self == RetentionReport() }
}
