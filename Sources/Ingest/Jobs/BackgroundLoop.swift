import Foundation

/// A thread of its own that does one thing again and again, and rests in between until it is woken.
///
/// The lock makes it Sendable; every property is read and written under it.
final class BackgroundLoop: @unchecked Sendable {
  private let name: String
  private let condition = NSCondition()
  private var isStopping = false
  private var isAwake = false
  private var thread: Thread?

  /// What cleaning a page takes, and SQLite.
  private static let stackSize = 4 << 20

  /// - Parameter name: The thread's, for debuggers.
  init(_ name: String) { self.name = name }

  /// Whether it is to end: a turn that takes long asks now and then.
  var isStopped: Bool { condition.withLock { isStopping } }

  /// Begins with a turn at once.
  ///
  /// - Parameter turn: returns for how many seconds to rest at most; 0: not at all.
  func start(_ turn: @escaping @Sendable () -> TimeInterval) {
    let thread = Thread { [self] in
      while !isStopped { rest(turn()) }
      condition.withLock {
        self.thread = nil
        condition.broadcast()
      }
    }
    thread.name = name
    thread.stackSize = BackgroundLoop.stackSize
    condition.withLock { self.thread = thread }
    thread.start()
  }

  /// Has the next turn begin at once; one that is going on is followed by another.
  func wake() {
    condition.withLock {
      isAwake = true
      condition.broadcast()
    }
  }

  /// Ends behind the turn at hand, and waits for that.
  func stop() {
    condition.lock()
    isStopping = true
    condition.broadcast()
    while thread != nil { condition.wait() }
    condition.unlock()
  }

  private func rest(_ seconds: TimeInterval) {
    let end = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    while !isAwake, !isStopping, seconds > 0, condition.wait(until: end) {}
    isAwake = false
    condition.unlock()
  }
}
