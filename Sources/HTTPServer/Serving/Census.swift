import Dispatch
import Synchronization

/// The open connections, in all and by address, and the request bodies in memory.
final class Census: Sendable {
  private struct Counts {
    var all = 0
    var byHost: [String: Int] = [:]
  }

  private let limits: Limits
  private let counts = Mutex(Counts())
  private let bodyBytes = Atomic<Int>(0)
  private let present = DispatchGroup()

  init(limits: Limits) {
    self.limits = limits
  }

  var connections: Int { counts.withLock { $0.all } }

  /// Counts a new connection; false, uncounted, where there are too many.
  func enter(_ remote: Endpoint) -> Bool {
    let perAddress = limits.connectionsPerAddress
    return counts.withLock { counts in
      guard counts.all < limits.connections else { return false }
      if perAddress > 0 {
        let host = remote.host
        guard counts.byHost[host, default: 0] < perAddress else { return false }
        counts.byHost[host, default: 0] += 1
      }
      counts.all += 1
      present.enter()
      return true
    }
  }

  /// Waits until no connection is open; false where that took longer than `time`.
  func waitUntilEmpty(until deadline: DispatchTime) -> Bool {
    present.wait(timeout: deadline) == .success
  }

  func leave(_ remote: Endpoint) {
    defer { present.leave() }
    counts.withLock { counts in
      counts.all -= 1
      guard limits.connectionsPerAddress > 0, let count = counts.byHost[remote.host] else { return }
      counts.byHost[remote.host] = count > 1 ? count - 1 : nil
    }
  }

  /// Reserves memory for a request's body; false where all bodies together would be too much.
  func reserve(_ bytes: Int) -> Bool {
    let (_, total) = bodyBytes.add(bytes, ordering: .relaxed)
    guard total <= limits.totalBodyBytes else {
      release(bytes)
      return false
    }
    return true
  }

  func release(_ bytes: Int) {
    bodyBytes.subtract(bytes, ordering: .relaxed)
  }
}
