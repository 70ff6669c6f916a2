import Domain
import Synchronization

/// Sessions whose fetch is over and whose connections may serve the next one of the same origin: a crawl of
/// one site pays a handshake now and then rather than for each page.
final class SessionPool: Sendable {
  private struct Idle {
    var session: CurlSession
    var origin: String
    var end: ContinuousClock.Instant
  }

  private let idle = Mutex<[Idle]>([])

  /// Sessions that wait; each holds at most a few sockets.
  static let most = 32

  /// How long one waits: servers close idle connections after about as long themselves.
  private static let life: Duration = .seconds(30)

  /// A session that has been at this origin lately, or a new one; no cookie is in it.
  func take(_ origin: String, _ rules: TransferRules) throws(FetchProblem) -> CurlSession {
    let found = idle.withLock { idle -> CurlSession? in
      idle.removeAll { $0.end < .now }
      guard let place = idle.lastIndex(where: { $0.origin == origin }) else { return nil }
      return idle.remove(at: place).session
    }
    guard let found else { return try CurlSession(rules) }
    found.forgetCookies()
    return found
  }

  func giveBack(_ session: CurlSession, _ origin: String) {
    // What leaves the list is closed outside the lock, at the end of this scope.
    let gone = idle.withLock { idle -> [Idle] in
      idle.append(Idle(session: session, origin: origin, end: .now + SessionPool.life))
      let over = idle.filter { $0.end < .now } + idle.prefix(max(0, idle.count - SessionPool.most))
      idle = idle.filter { one in !over.contains { $0.session === one.session } }
      return over
    }
    withExtendedLifetime(gone) {}
  }
}
