import Domain
import Foundation

/// Every so often deletes what the rules of retention say, and what deleted pages left in the files.
public final class Housekeeper: Sendable {
  private let store: any RetentionStore
  private let rules: RetentionRules
  private let interval: Duration
  private let clock: @Sendable () -> Timestamp
  private let report: @Sendable (Result<RetentionReport, any Error>) -> Void
  private let loop = BackgroundLoop("housekeeper")

  /// - Parameter report: Told what was deleted, and of errors: for the log.
  public init(
    store: any RetentionStore, rules: RetentionRules, interval: Duration,
    clock: @escaping @Sendable () -> Timestamp,
    report: @escaping @Sendable (Result<RetentionReport, any Error>) -> Void
  ) {
    self.store = store
    self.rules = rules
    self.interval = interval
    self.clock = clock
    self.report = report
  }

  /// Begins, with a first look at once.
  public func start() {
    loop.start { [self] in
      keepHouse()
      return interval / .seconds(1)
    }
  }

  /// Pauses what is going on, and returns once nothing is written any more.
  public func stop() { loop.stop() }

  private func keepHouse() {
    do {
      let isPaused = { [loop] in loop.isStopped }
      let done = try store.enforce(rules, at: clock(), until: isPaused)
      if !done.isEmpty { report(.success(done)) }
      try store.purge(until: isPaused)
    } catch {
      report(.failure(error))
    }
  }
}
