import Domain
import Foundation
import Synchronization

/// Every so often deletes what the rules of retention say, and what deleted pages left in the files.
public final class Housekeeper: Sendable {
  private let store: any RetentionStore
  private let rules: RetentionRules
  private let interval: Duration
  private let clock: @Sendable () -> Timestamp
  private let report: @Sendable (Result<RetentionReport, any Error>) -> Void
  private let condition = NSCondition()
  private let isStopping = Mutex(false)
  private let isWorking = Mutex(false)

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
    isWorking.withLock { $0 = true }
    let thread = Thread { [self] in
      while !isStopping.withLock({ $0 }) {
        keepHouse()
        rest()
      }
      condition.lock()
      isWorking.withLock { $0 = false }
      condition.broadcast()
      condition.unlock()
    }
    thread.name = "housekeeper"
    thread.start()
  }

  /// Pauses what is going on, and returns once nothing is written any more.
  public func stop() {
    condition.lock()
    isStopping.withLock { $0 = true }
    condition.broadcast()
    while isWorking.withLock({ $0 }) { condition.wait() }
    condition.unlock()
  }

  private func keepHouse() {
    do {
      let isPaused = { [self] in isStopping.withLock { $0 } }
      let done = try store.enforce(rules, at: clock(), until: isPaused)
      if !done.isEmpty { report(.success(done)) }
      try store.purge(until: isPaused)
    } catch {
      report(.failure(error))
    }
  }

  private func rest() {
    let end = Date(timeIntervalSinceNow: interval / .seconds(1))
    condition.lock()
    while !isStopping.withLock({ $0 }), condition.wait(until: end) {}
    condition.unlock()
  }
}
