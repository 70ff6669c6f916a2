import Domain
import Synchronization

/// Jobs and kept answers in memory.
final class WaysShelf: Sendable {
  struct State {
    var jobs: [String: Job] = [:]
    var answers: [String: (request: PageDigest, expiry: Timestamp, answer: KeptAnswer?)] = [:]
    var isEverythingClaimed = false
  }

  let state = Mutex(State())
}

extension WaysShelf: JobStore {
  func add(_ job: Job) { state.withLock { $0.jobs[job.id.rawValue] = job } }
  func update(_ job: Job) {
    state.withLock { if $0.jobs[job.id.rawValue] != nil { $0.jobs[job.id.rawValue] = job } }
  }
  func job(_ id: Job.ID) -> Job? { state.withLock { $0.jobs[id.rawValue] } }

  func jobs(state wanted: Job.State?, before: Job.ID?, limit: Int) -> [Job] {
    let all = state.withLock { Array($0.jobs.values) }
    return Array(
      all.filter {
        (wanted ?? $0.state) == $0.state && before.map(\.rawValue) ?? "~" > $0.id.rawValue
      }.sorted { $0.id.rawValue > $1.id.rawValue }.prefix(limit))
  }

  func nextQueued() -> Job? { jobs(state: .queued, before: nil, limit: .max).last }
  func remove(_ id: Job.ID) -> Bool {
    state.withLock { $0.jobs.removeValue(forKey: id.rawValue) != nil }
  }

  func finished(before moment: Timestamp) -> [Job.ID] {
    state.withLock {
      $0.jobs.values.filter { $0.finishedAt.map { $0 < moment } ?? false }.map(\.id)
    }
  }
}

extension WaysShelf: IdempotencyStore {
  func claim(
    _ key: String, request: PageDigest, now: Timestamp, expiry: Timestamp
  ) -> IdempotencyClaim {
    state.withLock { state in
      guard !state.isEverythingClaimed else { return .running }
      guard let known = state.answers[key], known.expiry > now else {
        state.answers[key] = (request, expiry, nil)
        return .claimed
      }
      guard known.request == request else { return .other }
      return known.answer.map { .settled($0) } ?? .running
    }
  }

  func settle(_ key: String, _ answer: KeptAnswer) {
    state.withLock { $0.answers[key]?.answer = answer }
  }

  func release(_ key: String) { state.withLock { $0.answers[key] = nil } }
  func releaseUnsettled() {}
}
