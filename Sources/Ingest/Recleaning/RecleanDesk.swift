import Domain
import Foundation

/// Runs of recleaning in the background of a service, one at a time.
///
/// A run outlives the process: what was going on when it ended goes on after `resume`.
public final class RecleanDesk: Sendable {
  public let recleaner: Recleaner

  /// Told of errors that a run waits to pass: for the log.
  private let report: @Sendable (any Error) -> Void
  private let loop = BackgroundLoop("reclean")

  /// Seconds until a run whose store failed tries again.
  private static let patience: TimeInterval = 10

  /// Seconds between two looks where nothing is unfinished: whoever begins a run wakes the loop.
  private static let rest: TimeInterval = 3600

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
    loop.wake()
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
    if state?.state == .undoing { loop.wake() }
    return state
  }

  /// Goes on with what was going on when the service ended last, and from now on with what begins.
  public func resume() { loop.start { [self] in turn() } }

  /// Pauses what is going on, and returns once nothing is written any more.
  public func stop() { loop.stop() }

  private func unfinished() throws(StoreError) -> RecleanRun? {
    try recleaner.store.recleans().first { $0.state == .running || $0.state == .undoing }
  }

  /// Does what is unfinished; returns for how long to rest.
  private func turn() -> TimeInterval {
    let isPaused: @Sendable () -> Bool = { [loop] in loop.isStopped }
    do {
      guard let run = try unfinished() else { return RecleanDesk.rest }
      if run.state == .running {
        _ = try recleaner.finish(run, until: isPaused)
      } else {
        _ = try recleaner.undo(run.number, until: isPaused)
      }
    } catch is Recleaner.Paused {
    } catch StoreError.conflict {
    } catch {
      report(error)
      return RecleanDesk.patience
    }
    return 0
  }
}
