import Domain
import HTTPServer
import Ingest
import Metrics

/// What the API is made of: everything its handlers use, passed in.
public struct Service: Sendable {
  public var ingest: Ingest
  public var reader: PageReader
  public var nearDuplicates: any NearDuplicateFinder

  /// The program's version, as `/health` and the tags of answers have it: `1.0.0`.
  public var version: String

  /// What must hold before `/ready` says yes, beside the store: room on the disk, not draining.
  public var checks: [Check]

  /// How batches of one request run.
  public var batch: BatchRunner

  /// Threads of single posts that may wait for other servers at once.
  public var fetchesWaitedFor: Int

  /// Who may do what, and how often.
  public var doorkeeper: Doorkeeper

  /// Articles ready to be sent.
  public var answers: AnswerCache

  /// What remembers, changes and forgets; nil: those endpoints are not there.
  public var ledger: Ledger?

  /// Pages taken in after their client was answered; nil: all are taken in at once.
  public var jobs: JobRunner?

  /// How long a finished job is kept.
  public var jobLife: Duration = .seconds(24 * 3600)

  /// Answers kept for `Idempotency-Key`; nil: the field is not heeded.
  public var idempotency: Idempotency?

  /// Where answers are kept, and for how long.
  public struct Idempotency: Sendable {
    public var store: any IdempotencyStore
    public var life: Duration

    public init(store: any IdempotencyStore, life: Duration) {
      self.store = store
      self.life = life
    }
  }

  /// What is counted of all this, for `/metrics`.
  public var metrics: PrometheusRegistry

  /// Told of errors that are faults of the service: for the log.
  public var report: @Sendable (any Error, ErrorContext) -> Void

  public init(
    ingest: Ingest, reader: PageReader, doorkeeper: Doorkeeper,
    nearDuplicates: any NearDuplicateFinder, version: String, checks: [Check] = [],
    batch: BatchRunner = BatchRunner(), answers: AnswerCache = AnswerCache(limit: 16 << 20),
    ledger: Ledger? = nil, fetchesWaitedFor: Int = 4,
    metrics: PrometheusRegistry = PrometheusRegistry(),
    report: @escaping @Sendable (any Error, ErrorContext) -> Void = { _, _ in }
  ) {
    self.ingest = ingest
    self.reader = reader
    self.doorkeeper = doorkeeper
    self.nearDuplicates = nearDuplicates
    self.version = version
    self.checks = checks
    self.batch = batch
    self.answers = answers
    self.ledger = ledger
    self.fetchesWaitedFor = fetchesWaitedFor
    self.metrics = metrics
    self.report = report
    Gauge(
      label: "winnow_build_info", dimensions: [("version", version)], factory: metrics
    ).record(1)
  }

  var store: any ArticleStore { ingest.store }
  var access: AccessControl { doorkeeper.access }

  /// The service as batches use it: of their many threads, most of which wait for the disk or the web,
  /// no more clean at once than there are processors.
  var forBatches: Service {
    var service = self
    service.ingest = ingest.cleaning(through: batchCleaning)
    return service
  }

  private let batchCleaning = CleaningGate()

  /// Fetches that single posts wait for.
  let waitingFetches = FetchGate()

  /// One condition of being ready.
  public struct Check: Sendable {
    public var name: String

    /// Throws where the condition does not hold, with an error whose description says why.
    public var run: @Sendable () throws -> Void

    public init(_ name: String, run: @escaping @Sendable () throws -> Void) {
      self.name = name
      self.run = run
    }
  }
}
