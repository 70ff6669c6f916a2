import Domain
import Foundation
import Synchronization

/// Runs of recleaning in the background of a service, one at a time.
///
/// A run outlives the process: what was going on when it ended goes on after `resume`.
public final class RecleanDesk: Sendable {
  public let recleaner: Recleaner

  /// Told of errors that a run waits to pass: for the log.
  private let report: @Sendable (any Error) -> Void
  private let isStopping = Mutex(false)
  private let condition = NSCondition()
  private let isBusy = Mutex(false)

  /// Seconds until a run whose store failed tries again.
  private static let patience = 10.0

  public init(recleaner: Recleaner, report: @escaping @Sendable (any Error) -> Void) {
    self.recleaner = recleaner
    self.report = report
  }

  /// Begins a run and returns at once.
  ///
  /// - Throws: `StoreError.conflict` while another is going on.
  public func begin(_ filter: ArticleQuery.Filter) throws(StoreError) -> RecleanRun {
    let run = try recleaner.store.beginReclean(
      filter, cleaner: recleaner.cleaner, at: recleaner.ingest.clock())
    go()
    return run
  }

  /// Begins to take a run back, also one that is going on, and returns at once; nil where there is no
  /// such run.
  ///
  /// - Throws: `StoreError.conflict` while another is going on, or where it cannot be taken back any
  ///   more.
  public func undo(_ run: Int64) throws(StoreError) -> RecleanRun? {
    // A run that is still going on stops at its next commit, which is refused.
    let state = try recleaner.store.undoReclean(run, limit: 0, at: recleaner.ingest.clock())
    if state?.state == .undoing { go() }
    return state
  }

  /// Goes on with what was going on when the service ended last.
  public func resume() { go() }

  /// Pauses what is going on, and returns once nothing is written any more.
  public func stop() {
    isStopping.withLock { $0 = true }
    condition.lock()
    condition.broadcast()
    while isBusy.withLock({ $0 }) { condition.wait() }
    condition.unlock()
  }

  private func go() {
    let starts = isBusy.withLock { isBusy in
      defer { isBusy = true }
      return !isBusy
    }
    guard starts else { return }
    let thread = Thread { [self] in
      while !isStopping.withLock({ $0 }), work() {}
      condition.lock()
      isBusy.withLock { $0 = false }
      condition.broadcast()
      condition.unlock()
      // What began between the last look and the flag would wait for the next start.
      if !isStopping.withLock({ $0 }), (try? unfinished()) != nil { go() }
    }
    thread.name = "reclean"
    thread.start()
  }

  private func unfinished() throws(StoreError) -> RecleanRun? {
    try recleaner.store.recleans().first { $0.state == .running || $0.state == .undoing }
  }

  /// Does what is unfinished; false where nothing is.
  private func work() -> Bool {
    let isPaused: @Sendable () -> Bool = { [self] in isStopping.withLock { $0 } }
    do {
      guard let run = try unfinished() else { return false }
      if run.state == .running {
        _ = try recleaner.finish(run, until: isPaused)
      } else {
        _ = try recleaner.undo(run.number, until: isPaused)
      }
    } catch is Recleaner.Paused {
    } catch StoreError.conflict {
    } catch {
      report(error)
      condition.lock()
      if !isPaused() { _ = condition.wait(until: Date(timeIntervalSinceNow: RecleanDesk.patience)) }
      condition.unlock()
    }
    return true
  }
}
