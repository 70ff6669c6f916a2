/// Cleans kept pages again, in runs that can be resumed and taken back.
///
/// Calls block and are safe from any thread.
public protocol RecleanStore: Sendable {
  /// Begins a run.
  ///
  /// - Throws: `StoreError.conflict` while another run is going on.
  func beginReclean(
    _ filter: ArticleQuery.Filter, cleaner: String, at now: Timestamp
  ) throws(StoreError) -> RecleanRun

  /// Every run that is known, the newest first.
  func recleans() throws(StoreError) -> [RecleanRun]
  func reclean(_ number: Int64) throws(StoreError) -> RecleanRun?

  /// The numbers of the pages that match, ascending, from beyond `page` up to `last`; without a filter also
  /// pages that hold no article.
  func pagesToReclean(
    _ filter: ArticleQuery.Filter, after page: Int64, upTo last: Int64
  ) throws(StoreError) -> [Int64]

  /// The highest page number there is.
  func lastPage() throws(StoreError) -> Int64

  /// A page with what its latest cleaning came to; nil where it is gone.
  func recleanable(_ page: Int64) throws(StoreError) -> Recleanable?

  /// Writes what cleaning changed, and how far the run is, in one transaction; a page revised or deleted
  /// meanwhile is passed over. Returns the run as it stands then.
  ///
  /// - Throws: `StoreError.conflict` where the run is not going on any more.
  func advance(
    _ run: Int64, with changes: [Recleaned], unchanged: Int, skipped: Int, to page: Int64,
    isDone: Bool, at now: Timestamp
  ) throws(StoreError) -> RecleanRun

  /// The reports of a run's changes in the order of their pages, from beyond `page`.
  func recleanReports(
    _ run: Int64, after page: Int64, limit: Int
  ) throws(StoreError) -> [(page: Int64, report: String)]

  /// Puts back up to `limit` of a run's previous articles, those that nothing has changed since; the run is
  /// `undone` once none is left.
  func undoReclean(_ run: Int64, limit: Int, at now: Timestamp) throws(StoreError) -> RecleanRun?

  /// Forgets up to `limit` of a run's previous articles; the run is `confirmed` once none is left.
  func confirmReclean(_ run: Int64, limit: Int, at now: Timestamp) throws(StoreError) -> RecleanRun?
}

/// A pass of today's cleaner over kept pages.
public struct RecleanRun: Sendable, Hashable {
  public enum State: String, Sendable, Hashable {
    case running, done, undoing, undone, confirming, confirmed
  }

  public var number: Int64
  public var filter: ArticleQuery.Filter
  public var state: State
  public var cleaner: String

  /// No newer furniture is used, so that all pages of a run are cleaned alike.
  public var furniture: Int64

  /// The last page that was there when the run began, and the last it has done.
  public var lastPage: Int64
  public var cursor: Int64
  public var summary: RecleanSummary
  public var startedAt: Timestamp
  public var finishedAt: Timestamp?

  public init(
    number: Int64, filter: ArticleQuery.Filter, state: State, cleaner: String, furniture: Int64,
    lastPage: Int64, cursor: Int64, summary: RecleanSummary, startedAt: Timestamp,
    finishedAt: Timestamp?
  ) {
    self.number = number
    self.filter = filter
    self.state = state
    self.cleaner = cleaner
    self.furniture = furniture
    self.lastPage = lastPage
    self.cursor = cursor
    self.summary = summary
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }
}

/// A kept page and what its latest cleaning came to.
public struct Recleanable: Sendable {
  public var number: Int64
  public var stored: StoredPage

  /// As the cleaner made it, without the client's corrections; nil where the page holds none.
  public var article: Article?
  public var edits: [Edit]

  public init(number: Int64, stored: StoredPage, article: Article?, edits: [Edit]) {
    self.number = number
    self.stored = stored
    self.article = article
    self.edits = edits
  }
}

/// A page whose new cleaning differs from the one that is kept.
public struct Recleaned: Sendable {
  public var page: Int64
  public var id: StoredArticle.ID
  public var url: String?
  public var digest: PageDigest
  public var cleaned: Cleaned
  public var difference: ArticleDifference

  /// The difference as it is reported: one object of JSON.
  public var report: String

  public init(
    _ page: Recleanable, cleaned: Cleaned, difference: ArticleDifference, report: String
  ) {
    self.page = page.number
    id = page.stored.id
    url = page.stored.page.url
    digest = page.stored.raw.digest
    self.cleaned = cleaned
    self.difference = difference
    self.report = report
  }
}

/// What a run came to, in numbers.
public struct RecleanSummary: Sendable, Hashable, Codable {
  public var pages = 0
  public var unchanged = 0
  public var changed = 0

  /// Pages that hold an article now and did not, and the reverse.
  public var appeared = 0
  public var vanished = 0

  /// Pages whose raw bytes are not kept any more, or that changed or went meanwhile.
  public var skipped = 0

  /// How many articles differ in each field.
  public var fields: [String: Int] = [:]

  /// Characters of the changed articles' texts.
  public var charactersBefore = 0
  public var charactersAfter = 0
  public var charactersRemoved = 0
  public var charactersAdded = 0

  public init() {}

  public mutating func add(unchanged: Int, skipped: Int) {
    pages += unchanged + skipped
    self.unchanged += unchanged
    self.skipped += skipped
  }

  public mutating func add(_ difference: ArticleDifference) {
    pages += 1
    switch difference.kind {
    case .changed: changed += 1
    case .appeared: appeared += 1
    case .vanished: vanished += 1
    }
    for field in difference.fields { fields[field, default: 0] += 1 }
    charactersBefore += difference.before
    charactersAfter += difference.after
    charactersRemoved += difference.removed
    charactersAdded += difference.added
  }
}
