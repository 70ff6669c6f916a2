import Domain
import Synchronization

/// Counts what became of a job's pages, and has the store know now and then.
final class JobProgress: Sendable {
  private struct State {
    var job: Job
    var noted: ContinuousClock.Instant
  }

  private let store: any JobStore
  private let state: Mutex<State>

  /// Errors that a job shows; all of them are among its results.
  private static let errorLimit = 20

  /// Often enough for who watches, seldom enough to cost nothing.
  private static let pause: Duration = .seconds(1)

  init(_ job: Job, store: any JobStore) {
    self.store = store
    state = Mutex(State(job: job, noted: .now))
  }

  var job: Job { state.withLock { $0.job } }

  func count(_ line: JobLine) throws {
    let job = state.withLock { state -> Job? in
      JobProgress.add(line.outcome, line.failure, to: &state.job)
      guard ContinuousClock.now - state.noted > JobProgress.pause else { return nil }
      state.noted = .now
      return state.job
    }
    if let job { try store.update(job) }
  }

  /// Counts anew what an earlier run wrote.
  func recount(_ lines: [[UInt8]]) {
    state.withLock { state in
      state.job.counts = Job.Counts()
      state.job.errors = []
      for (index, line) in lines.enumerated() {
        let members = JSONValue(json: line)?.members ?? [:]
        var outcome: Receipt.Outcome?
        if case .string(let name)? = members["outcome"] {
          outcome = Receipt.Outcome(rawValue: name)
        }
        var failure: Job.Failure?
        if let error = members["error"]?.members, case .string(let type)? = error["type"],
          case .string(let detail)? = error["detail"]
        {
          failure = Job.Failure(index: index, type: type, detail: detail)
        }
        JobProgress.add(outcome, failure, to: &state.job)
      }
    }
  }

  private static func add(
    _ outcome: Receipt.Outcome?, _ failure: Job.Failure?, to job: inout Job
  ) {
    job.counts.pages += 1
    switch outcome {
    case .created: job.counts.created += 1
    case .revised: job.counts.revised += 1
    case .unchanged: job.counts.unchanged += 1
    case nil: job.counts.failed += 1
    }
    if let failure, job.errors.count < errorLimit { job.errors.append(failure) }
  }
}
