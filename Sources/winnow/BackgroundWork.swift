import API
import Domain
import Fetching
import Ingest
import Logging
import Storage

/// What goes on beside the requests: jobs, and events for the webhook.
struct BackgroundWork: Sendable {
  let jobs: JobRunner
  let courier: WebhookCourier?

  func start() {
    jobs.start()
    courier?.start()
  }

  func stop() {
    jobs.stop()
    courier?.stop()
  }
}

/// Gives a service its jobs, its kept answers and its webhook.
///
/// - Throws: `StoreError` where the store does not take note of which events are wanted.
func addBackgroundWork(
  to service: inout Service, _ store: SQLiteArticleStore, _ configuration: Configuration,
  _ logger: Logger
) throws(StoreError) -> BackgroundWork {
  service.jobLife = configuration[Settings.jobsKeep].duration
  service.idempotency = Service.Idempotency(
    store: store, life: configuration[Settings.idempotencyKeep].duration)
  try store.releaseUnsettled()
  let jobs = JobRunner(
    store: store, folder: JobFolder(configuration[Settings.data] + "/jobs"),
    life: service.jobLife, clock: { systemTime() }, work: JobWork(service).run,
    finish: { job in
      do {
        try store.add(WebhookEvent(finished: job, at: systemTime()))
      } catch {
        logger.error("the end of a job is not told", error: error)
      }
    },
    report: { logger.error("a job met a fault", error: $0) })
  service.jobs = jobs
  let url = configuration[Settings.webhookURL]
  let kinds = url.isEmpty ? [] : configuration[Settings.webhookEvents].kinds
  try store.want(kinds)
  guard !kinds.isEmpty else { return BackgroundWork(jobs: jobs, courier: nil) }
  var addresses = AddressGuard(ports: Set(1...UInt16.max))
  addresses.allowed = configuration[Settings.webhookAllow]
  let courier = WebhookCourier(
    store: store,
    sender: WebhookPost(
      userAgent: configuration[Settings.fetchUserAgent], addresses: addresses,
      time: configuration[Settings.webhookTimeout].duration),
    url: url, secret: configuration[Settings.webhookSecret].text,
    attempts: configuration[Settings.webhookAttempts], clock: { systemTime() },
    body: WebhookBody(service).json,
    report: { logger.warning("a webhook was not delivered", metadata: ["reason": "\($0)"]) })
  return BackgroundWork(jobs: jobs, courier: courier)
}

extension WebhookEvent {
  /// A job's end.
  fileprivate init(finished job: Job, at now: Timestamp) {
    self.init(
      id: "job-\(job.id)", kind: .jobFinished, subject: job.id, revision: 0, createdAt: now,
      attempts: 0)
  }
}
