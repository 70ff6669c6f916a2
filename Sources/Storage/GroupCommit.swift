import Dispatch
import Domain
import GRDB
import Synchronization

/// Runs pieces of work on the one writer; all that wait at the same time share a transaction.
///
/// A commit costs one fsync however many pages are in it, so the caller who finds nobody committing
/// commits for all who are waiting by then, and hands on to one of those who came meanwhile
/// (docs/decisions/0004-durability.md has the numbers). A piece that fails takes nobody along.
final class GroupCommit: Sendable {
  private let pool: DatabasePool
  private let index: SearchQueue
  private let queue = Mutex(Queue())

  /// Bounds the memory and the time that one transaction takes.
  private let largestGroup = 256

  /// - Parameter index: Told of what the pieces of a transaction have for it, before that commits.
  init(_ pool: DatabasePool, index: SearchQueue) {
    self.pool = pool
    self.index = index
  }

  /// Runs pieces of work in their order and in few transactions, and returns when those are on disk; each
  /// piece succeeds or fails alone.
  ///
  /// A piece may run more than once, when a transaction it shared has failed; only the last run counts.
  func run<Value: Sendable>(
    each works: [@Sendable (Database) throws -> Value]
  ) -> [Result<Value, any Error>] {
    let requests = works.map { work in Request { db in try work(db) } }
    let leads: Bool? = queue.withLock { queue in
      guard !queue.isClosed else { return nil }
      queue.waiting += requests
      defer { queue.isCommitting = true }
      return !queue.isCommitting
    }
    guard let leads else { return works.map { _ in .failure(StoreError.closed) } }
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
  /// Pieces seldom fail, so they first run without savepoints, which cost a tenth of the write. Where one
  /// fails, each gets a savepoint; where the transaction itself fails, each gets one of its own, so
  /// that a page too large for the disk does not keep the small ones out.
  private func outcomes(of group: [Request]) -> [Outcome] {
    do {
      return try transaction { db in try group.map { .success(try $0.work(db)) } }
    } catch {
      guard group.count > 1 else { return [.failure(error)] }
    }
    do {
      return try transaction { db in try group.map { try outcome(of: $0, in: db) } }
    } catch {
      return group.map { request in
        Result { try transaction { db in try request.work(db) } }
      }
    }
  }

  private func transaction<Value>(_ work: (Database) throws -> Value) throws -> Value {
    try pool.writeWithoutTransaction { db in
      var value: Value?
      try db.inTransaction(.immediate) {
        index.begin()
        value = try work(db)
        try index.finish(db)
        return .commit
      }
      index.committed()
      guard let value else { throw StoreError.closed }
      return value
    }
  }

  private func outcome(of request: Request, in db: Database) throws -> Outcome {
    let mark = index.mark
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
      index.rollBack(to: mark)
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
