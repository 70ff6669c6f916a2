/// Pages that are taken in after their client was answered.
public struct Job: Sendable, Hashable, Codable {
  public typealias ID = StoredArticle.ID

  public enum State: String, Sendable, Hashable, Codable, CaseIterable {
    /// It waits for its turn.
    case queued
    case running
    /// Every page was answered, well or ill.
    case done
    /// It could not go on; what was answered until then is kept.
    case failed
    case cancelled

    public var isFinished: Bool { self != .queued && self != .running }
  }

  /// What the body holds.
  public enum Form: String, Sendable, Hashable, Codable {
    /// What `POST /v1/articles` takes.
    case article
    case ndjson
    case warc
  }

  /// What became of the pages so far.
  public struct Counts: Sendable, Hashable, Codable {
    public var pages = 0
    public var created = 0
    public var revised = 0
    public var unchanged = 0

    /// Answered with an error.
    public var failed = 0

    public init() {}
  }

  public var id: ID
  public var state = State.queued
  public var form: Form

  /// What was said of the body: its type, and the page's address.
  public var contentType: String?
  public var url: String?
  public var bytes: Int
  public var counts = Counts()

  /// The first errors, as the lines of the answer have them: `/problems/…` and the sentence.
  public var errors: [Failure] = []

  /// Why it failed, for the client.
  public var failure: String?
  public var createdAt: Timestamp
  public var startedAt: Timestamp?
  public var finishedAt: Timestamp?

  public init(
    id: ID, form: Form, contentType: String?, url: String?, bytes: Int, createdAt: Timestamp
  ) {
    self.id = id
    self.form = form
    self.contentType = contentType
    self.url = url
    self.bytes = bytes
    self.createdAt = createdAt
  }

  /// Forgets what it no longer needs once it is finished: a page that is deleted later leaves no address here.
  public mutating func forgetPage() { url = nil }

  /// The error of one page.
  public struct Failure: Sendable, Hashable, Codable {
    /// Its place in the body, from 0.
    public var index: Int
    public var type: String
    public var detail: String

    public init(index: Int, type: String, detail: String) {
      self.index = index
      self.type = type
      self.detail = detail
    }
  }
}

/// Keeps jobs over restarts; their bodies and results are elsewhere.
///
/// Calls block and are safe from any thread; what was written is on disk when they return.
public protocol JobStore: Sendable {
  func add(_ job: Job) throws(StoreError)

  /// Replaces what is known of a job; nothing where it is gone.
  func update(_ job: Job) throws(StoreError)
  func job(_ id: Job.ID) throws(StoreError) -> Job?

  /// The newest first, those of one state where it is named, older than `before` where it is.
  func jobs(state: Job.State?, before: Job.ID?, limit: Int) throws(StoreError) -> [Job]

  /// The oldest that waits for its turn.
  func nextQueued() throws(StoreError) -> Job?

  /// Removes a job; false where it is not there.
  func remove(_ id: Job.ID) throws(StoreError) -> Bool

  /// Finished jobs that ended before a moment.
  func finished(before moment: Timestamp) throws(StoreError) -> [Job.ID]
}
