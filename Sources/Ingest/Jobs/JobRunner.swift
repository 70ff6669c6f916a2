import Domain
import Foundation
import Synchronization

/// What a job's work tells of one page.
public struct JobLine: Sendable {
  /// The line that answers it, with its end.
  public var bytes: [UInt8]
  public var outcome: Receipt.Outcome?

  /// The problem where it was not taken in.
  public var failure: Job.Failure?

  public init(bytes: [UInt8], outcome: Receipt.Outcome?, failure: Job.Failure?) {
    self.bytes = bytes
    self.outcome = outcome
    self.failure = failure
  }
}

/// Runs jobs one after another on a thread of its own, the oldest first.
///
/// A job that a stop or a crash cut off goes on at the next start behind the last line that was
/// written; a page in between is found stored and answered `unchanged`.
public final class JobRunner: Sendable {
  /// Takes in the pages of a job from the one of an index on, and tells each in their order.
  public typealias Work =
    @Sendable (
      _ job: Job, _ body: @escaping () throws -> [UInt8]?, _ first: Int,
      _ isCancelled: @escaping @Sendable () -> Bool,
      _ tell: @escaping @Sendable (JobLine) throws -> Void
    ) throws -> Void

  public let store: any JobStore
  public let folder: JobFolder
  private let clock: @Sendable () -> Timestamp
  private let life: Duration
  private let work: Work
  private let finish: @Sendable (Job) -> Void
  private let report: @Sendable (any Error) -> Void

  private let loop = BackgroundLoop("jobs")

  /// The job at hand.
  private struct Run {
    var id: Job.ID
    var progress: JobProgress?
    var isCancelled = false

    /// Left when its last is written.
    let isOver = DispatchGroup()
  }

  private let state = Mutex(Run?.none)

  /// Seconds that a cancelled job has to come to its end before who cancelled it is answered: a commit
  /// that is under way takes less.
  private static let patience = 10.0

  /// - Parameters:
  ///   - life: how long a finished job is kept.
  ///   - finish: told of each job that ended, by itself or not.
  ///   - report: told of faults of the service.
  public init(
    store: any JobStore, folder: JobFolder, life: Duration,
    clock: @escaping @Sendable () -> Timestamp, work: @escaping Work,
    finish: @escaping @Sendable (Job) -> Void = { _ in },
    report: @escaping @Sendable (any Error) -> Void = { _ in }
  ) {
    self.store = store
    self.folder = folder
    self.life = life
    self.clock = clock
    self.work = work
    self.finish = finish
    self.report = report
  }

  /// Takes up what an earlier process left, and begins; call it before the first `submit`.
  public func start() {
    do {
      for var job in try store.jobs(state: .running, before: nil, limit: .max) {
        job.state = .queued
        try store.update(job)
      }
      try folder.removeAll { try store.job($0) != nil }
    } catch {
      report(error)
    }
    loop.start { [self] in turn() }
  }

  /// Takes a job whose body is in the folder.
  public func submit(_ job: Job) throws(StoreError) {
    try store.add(job)
    loop.wake()
  }

  /// A job as it is now: what the one at hand has come to, rather than what was last noted of it.
  public func job(_ id: Job.ID) throws(StoreError) -> Job? {
    try store.job(id).map { current($0) }
  }

  /// Jobs as they are now: see `JobStore.jobs`.
  public func jobs(
    state: Job.State?, before: Job.ID?, limit: Int
  ) throws(StoreError) -> [Job] {
    try store.jobs(state: state, before: before, limit: limit).map { current($0) }
  }

  private func current(_ job: Job) -> Job {
    guard job.state == .running else { return job }
    return state.withLock { $0?.id == job.id ? $0?.progress?.job : nil } ?? job
  }

  /// Cancels a job that is not finished, or removes one that is; nil where there is none.
  ///
  /// One that runs has stopped when this returns, unless that takes longer than `patience`: then it is
  /// given as it is, and ends when it can.
  public func end(_ id: Job.ID) throws(StoreError) -> (job: Job, isRemoved: Bool)? {
    guard var job = try store.job(id) else { return nil }
    if job.state.isFinished {
      folder.remove(id)
      return (job, try store.remove(id))
    }
    // The thread that runs it writes the last of it.
    if cancel(id) { return (try self.job(id) ?? job, false) }
    job.state = .cancelled
    job.finishedAt = clock()
    job.forgetPage()
    try store.update(job)
    folder.dropBody(id)
    // It may have been taken up meanwhile: then its thread has the last word too.
    if cancel(id) { return (try self.job(id) ?? job, false) }
    finish(job)
    return (job, false)
  }

  /// Has a job end, if it is the one at hand, and waits for that.
  private func cancel(_ id: Job.ID) -> Bool {
    let isOver = state.withLock { run -> DispatchGroup? in
      guard run?.id == id else { return nil }
      run?.isCancelled = true
      return run?.isOver
    }
    guard let isOver else { return false }
    _ = isOver.wait(timeout: .now() + JobRunner.patience)
    return true
  }

  /// Whether the job at hand is to end.
  private var isCancelled: Bool { state.withLock { $0?.isCancelled == true } }

  /// Lets the job at hand end behind the pages on their way, and waits for that.
  public func stop() { loop.stop() }

  /// Runs the next job; returns the seconds to rest.
  private func turn() -> TimeInterval {
    do {
      try expire()
      if let job = try store.nextQueued() {
        try run(job)
        return 0
      }
    } catch {
      report(error)
    }
    // Looks again now and then: jobs expire, and a store that failed may work again.
    return 60
  }

  private func expire() throws {
    for id in try store.finished(before: clock() - life) {
      folder.remove(id)
      _ = try store.remove(id)
    }
  }

  private func run(_ queued: Job) throws {
    let isOver = state.withLock { state -> DispatchGroup in
      let run = Run(id: queued.id)
      run.isOver.enter()
      state = run
      return run.isOver
    }
    defer {
      state.withLock { $0 = nil }
      isOver.leave()
    }
    // It may have been cancelled between the look and the taking.
    guard !loop.isStopped, let latest = try store.job(queued.id), latest.state == .queued else {
      return
    }
    var job = latest
    job.state = .running
    job.startedAt = job.startedAt ?? clock()
    try store.update(job)
    let progress = JobProgress(job, store: store)
    state.withLock { $0?.progress = progress }
    var failure: (any Error)?
    do {
      try goOn(job, progress)
    } catch {
      failure = error
    }
    job = progress.job
    if isCancelled, failure != nil {
      // Unless its last page was answered before it came to that.
      job.state = .cancelled
    } else if loop.isStopped, failure != nil {
      // It goes on at the next start.
      job.state = .queued
      try store.update(job)
      return
    } else if let failure {
      job.state = .failed
      job.failure = (failure as? PageProblem)?.detail ?? "The body could not be read to its end."
      if !(failure is PageProblem) { report(failure) }
    } else {
      job.state = .done
    }
    job.finishedAt = clock()
    job.forgetPage()
    try store.update(job)
    folder.dropBody(job.id)
    finish(job)
  }

  private func goOn(_ job: Job, _ progress: JobProgress) throws {
    let lines = try folder.lines(of: job.id)
    progress.recount(lines)
    let file = try folder.writer(of: job.id)
    defer { try? file.close() }
    let id = job.id
    try work(
      job, try folder.reader(of: id), lines.count,
      { [self] in loop.isStopped || isCancelled },
      { line in
        try file.write(contentsOf: Data(line.bytes))
        try progress.count(line)
      })
  }
}
