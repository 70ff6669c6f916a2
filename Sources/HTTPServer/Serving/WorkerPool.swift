import Foundation

/// A fixed number of threads and a bounded queue before them.
///
/// Threads begin when they are first needed. The lock makes it Sendable; every property is read and
/// written under it.
final class WorkerPool: @unchecked Sendable {
  private let condition = NSCondition()
  private let name: String
  private let threads: Int
  private let queueLength: Int
  private var jobs: [@Sendable () -> Void] = []
  private var nextJob = 0
  private var started = 0
  private var idle = 0
  private var busy = 0
  private var isStopped = false

  init(name: String, threads: Int, queueLength: Int) {
    self.name = name
    self.threads = threads
    self.queueLength = queueLength
  }

  /// Runs the job on a thread; false, at once, where the queue is full.
  ///
  /// - Parameter isContinuation: more of a job that was let in before, which is never refused.
  func submit(isContinuation: Bool = false, _ job: @escaping @Sendable () -> Void) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    let waiting = jobs.count - nextJob
    guard isContinuation || waiting < queueLength + threads - busy else { return false }
    jobs.append(job)
    if idle > waiting {
      condition.signal()
    } else if started < threads {
      started += 1
      startThread()
    }
    return true
  }

  /// Jobs that no thread has taken yet.
  var waiting: Int { condition.withLock { jobs.count - nextJob } }

  /// Lets the threads end once the queue is empty.
  func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    condition.unlock()
  }

  private func startThread() {
    let thread = Thread { self.work() }
    thread.name = name
    // Handlers parse deep trees; half of the usual main thread's stack is enough for them.
    thread.stackSize = 4 << 20
    thread.start()
  }

  private func work() {
    while let job = take() {
      job()
      condition.withLock { busy -= 1 }
    }
  }

  private func take() -> (@Sendable () -> Void)? {
    condition.lock()
    defer { condition.unlock() }
    while nextJob == jobs.count {
      if isStopped { return nil }
      idle += 1
      condition.wait()
      idle -= 1
    }
    let job = jobs[nextJob]
    nextJob += 1
    busy += 1
    // Compacted now and then, so that a queue never empty does not grow without end.
    if nextJob == jobs.count || nextJob >= 1024 {
      jobs.removeFirst(nextJob)
      nextJob = 0
    }
    return job
  }
}
