import Dispatch
import Domain
import GRDB
import Synchronization

/// Runs pieces of work on the one writer; all that wait at the same time share a transaction.
///
/// A commit costs one fsync however many pages are in it, so the caller who finds nobody committing
/// commits for all who are waiting by then, and hands on to one of those who came meanwhile
/// (docs/decisions/0004-durability.md has the numbers). Each piece has a savepoint of its own: one
/// that fails takes nobody along.
final class GroupCommit: Sendable {
  private let pool: DatabasePool
  private let queue = Mutex(Queue())

  /// Bounds the memory and the time that one transaction takes.
  private let largestGroup = 256

  init(_ pool: DatabasePool) {
    self.pool = pool
  }

  /// Runs the work in a transaction and returns when that is on disk.
  ///
  /// The work may run more than once, when a transaction it shared has failed; only the last run
  /// counts.
  func run<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) throws -> Value {
    try run(all: [work])[0].get()
  }

  /// Runs many pieces of work, in their order and in few transactions; each succeeds or fails alone.
  ///
  /// Not one piece for all: SQLite goes through a savepoint's whole journal at the end of each statement,
  /// which makes 500 pages in one savepoint take twice as long as 500 savepoints.
  func run<Value: Sendable>(
    all works: [@Sendable (Database) throws -> Value]
  ) throws -> [Result<Value, any Error>] {
    let requests = works.map { work in Request { db in try work(db) } }
    let leads: Bool = try queue.withLock { queue in
      guard !queue.isClosed else { throw StoreError.closed }
      queue.waiting += requests
      defer { queue.isCommitting = true }
      return !queue.isCommitting
    }
    if leads { commitWaiting() }
    return requests.map { request in
      while true {
        request.wake.wait()
        if let outcome = request.outcome.withLock({ $0 }) {
          return Result {
            guard let value = try outcome.get() as? Value else { throw StoreError.closed }
            return value
          }
        }
        commitWaiting()
      }
    }
  }

  /// Refuses later work; what waits is still done by those who wait.
  func close() {
    queue.withLock { $0.isClosed = true }
  }

  /// Commits a group and wakes its callers; then makes one of the newly waiting the next leader.
  private func commitWaiting() {
    let group = queue.withLock { queue in
      let group = Array(queue.waiting.prefix(largestGroup))
      queue.waiting.removeFirst(group.count)
      return group
    }
    for (request, outcome) in zip(group, outcomes(of: group)) {
      request.outcome.withLock { $0 = outcome }
      request.wake.signal()
    }
    let next = queue.withLock { queue in
      queue.isCommitting = !queue.waiting.isEmpty
      return queue.waiting.first
    }
    next?.wake.signal()
  }

  /// What came of each piece, once the transaction that holds them is on disk.
  ///
  /// Where the transaction itself fails, each piece gets one of its own, so that a page too large
  /// for the disk does not keep the small ones out.
  private func outcomes(of group: [Request]) -> [Outcome] {
    do {
      return try pool.writeWithoutTransaction { db in
        var outcomes: [Outcome] = []
        try db.inTransaction(.immediate) {
          for request in group { outcomes.append(try outcome(of: request, in: db)) }
          return .commit
        }
        return outcomes
      }
    } catch {
      guard group.count > 1 else { return [.failure(error)] }
      return group.flatMap { outcomes(of: [$0]) }
    }
  }

  private func outcome(of request: Request, in db: Database) throws -> Outcome {
    do {
      var value: any Sendable = ()
      try db.inSavepoint {
        value = try request.work(db)
        return .commit
      }
      return .success(value)
    } catch {
      // After a full disk SQLite may have rolled all back: then nobody's work is in.
      guard db.isInsideTransaction else { throw error }
      return .failure(error)
    }
  }
}

private typealias Outcome = Result<any Sendable, any Error>

private struct Queue {
  var waiting: [Request] = []
  var isCommitting = false
  var isClosed = false
}

/// A piece of work and who waits for it; woken without an outcome, the waiter is to lead.
private final class Request: Sendable {
  let work: @Sendable (Database) throws -> any Sendable
  let wake = DispatchSemaphore(value: 0)
  let outcome = Mutex<Outcome?>(nil)

  init(_ work: @escaping @Sendable (Database) throws -> any Sendable) {
    self.work = work
  }
}
