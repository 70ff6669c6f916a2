import API
import Domain
import HTTPServer
import Ingest
import Logging
import Storage
import Synchronization

/// The server with everything behind it, and what goes on beside it.
///
/// - Throws: `StoreError` where the store does not take what is configured.
func makeServer(
  _ configuration: Configuration, listening addresses: [Server.Configuration.Address],
  tls: TLSContext?, store: SQLiteArticleStore, ledger: Ledger, doorkeeper: Doorkeeper,
  isDraining: DrainFlag, logger: Logger
) throws(StoreError) -> (server: Server, background: BackgroundWork) {
  let metrics = PrometheusRegistry()
  var ingest = ledger.recleaning.recleaner.ingest
  ingest.observe = PageMeters(metrics).count
  // Threads that wait for the disk are many, and those that clean no more than share the processors well.
  ingest = ingest.cleaning(through: CleaningGate(perProcessor: 2))
  var service = Service(
    ingest: ingest,
    reader: PageReader(configuration), doorkeeper: doorkeeper, nearDuplicates: ledger.store,
    version: programVersion,
    checks: [
      Service.Check("draining") {
        if isDraining.isSet { throw Draining() }
      }
    ],
    batch: .keeping,
    answers: AnswerCache(limit: configuration[Settings.answerCache].bytes),
    ledger: ledger,
    // Half of the threads stay for those who ask nothing of other servers.
    fetchesWaitedFor: max(1, configuration[Settings.workers] / 2), metrics: metrics,
    report: { error, context in
      logger.error(
        "a request failed", error: error, metadata: ["request_id": "\(context.requestID)"])
    })
  let background = try addBackgroundWork(to: &service, store, configuration, logger)
  let router = makeRouter(service, hooks: Hooks(observe: accessLog(logger)))
  var parts = Server.Configuration(addresses: addresses, limits: Limits(configuration))
  if configuration[Settings.shards] > 0 { parts.shards = configuration[Settings.shards] }
  parts.tls = tls
  parts.forwarding = Forwarding(configuration)
  let server = Server(parts, router: router)
  metrics.watchProcess()
  metrics.watch(store)
  metrics.watch(server)
  return (server, background)
}

extension RateLimits {
  init(_ configuration: Configuration) {
    self.init(
      perToken: configuration[Settings.ratePerToken],
      perAddress: configuration[Settings.ratePerAddress],
      window: configuration[Settings.rateWindow].duration)
  }
}

extension CrossOrigin {
  init(_ configuration: Configuration) { self.init(configuration[Settings.corsOrigins].text) }
}

/// Whether the server has been told to stop, for `/ready`.
final class DrainFlag: Sendable {
  private let flag = Atomic(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}

private struct Draining: Error, CustomStringConvertible {
  let description = "the server is stopping"
}

/// One line a request.
///
/// The query stays out of it: clients put secrets there.
private func accessLog(_ logger: Logger) -> @Sendable (Observation) -> Void {
  { exchange in logger.info("request", metadata: facts(of: exchange)) }
}

private func facts(of exchange: Observation) -> Logger.Metadata {
  let milliseconds = exchange.duration / .milliseconds(1)
  var facts: Logger.Metadata = [
    "request_id": "\(exchange.requestID)",
    "method": "\(exchange.method?.rawValue ?? "-")",
    "path": "\(exchange.path ?? "-")",
    "status": .stringConvertible(exchange.status.code),
    "bytes": .stringConvertible(exchange.responseBytes),
    "ms": .stringConvertible((milliseconds * 1000).rounded() / 1000),
    "client": "\(exchange.remote.host)",
  ]
  if exchange.isAborted { facts["aborted"] = .stringConvertible(true) }
  if let trace = exchange.trace { facts["trace_id"] = "\(trace.traceID)" }
  if let token = (exchange.pass as? Doorkeeper.Pass)?.token { facts["token"] = "\(token)" }
  return facts
}
