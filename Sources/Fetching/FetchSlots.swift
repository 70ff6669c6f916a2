import Foundation

/// At most so many transfers at once, and so many of one host.
///
/// The lock makes it Sendable; every property is read and written under it.
final class FetchSlots: @unchecked Sendable {
  private let condition = NSCondition()
  private let total: Int
  private let perHost: Int
  private var taken = 0
  private var byHost: [String: Int] = [:]

  init(total: Int, perHost: Int) {
    self.total = max(1, total)
    self.perHost = max(1, perHost)
  }

  /// Waits for a place; false where there is none by then, or nobody waits any more.
  func take(_ host: String, until deadline: ContinuousClock.Instant, isCancelled: () -> Bool)
    -> Bool
  {
    condition.lock()
    defer { condition.unlock() }
    while taken >= total || byHost[host, default: 0] >= perHost {
      guard ContinuousClock.now < deadline, !isCancelled() else { return false }
      // Short, since nobody wakes who waits for one that goes away.
      _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1))
    }
    taken += 1
    byHost[host, default: 0] += 1
    return true
  }

  func giveBack(_ host: String) {
    condition.lock()
    taken -= 1
    let left = byHost[host, default: 1] - 1
    byHost[host] = left > 0 ? left : nil
    condition.broadcast()
    condition.unlock()
  }
}
