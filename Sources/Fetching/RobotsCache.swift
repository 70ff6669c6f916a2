import Domain
import Foundation
import Synchronization
import WebURL

/// What is known of the robots.txt of origins.
final class RobotsCache: Sendable {
  private struct Entry {
    var rules: RobotsRules
    var end: ContinuousClock.Instant
  }

  private let entries = Mutex<[String: Entry]>([:])

  /// RFC 9309 §2.4: no longer than 24 hours.
  private static let life: Duration = .seconds(24 * 3600)

  /// Origins remembered; at some KiB each that is some MiB.
  private static let limit = 4096

  subscript(origin: String) -> RobotsRules? {
    get {
      entries.withLock { entries in
        guard let entry = entries[origin], entry.end > .now else { return nil }
        return entry.rules
      }
    }
    set {
      entries.withLock { entries in
        if entries.count >= RobotsCache.limit {
          entries = entries.filter { $0.value.end > .now }
          if entries.count >= RobotsCache.limit { entries = [:] }
        }
        entries[origin] = newValue.map { Entry(rules: $0, end: .now + RobotsCache.life) }
      }
    }
  }
}

extension Fetcher {
  /// - Throws: `FetchProblem.robots` where the page's robots.txt closes it.
  func obeyRobots(
    _ url: WebURL, _ session: CurlSession, _ course: FetchCourse
  ) throws(FetchProblem) {
    guard options.obeysRobots else { return }
    let rules: RobotsRules
    if let known = robots[url.origin] {
      rules = known
    } else {
      rules = try readRobots(of: url, session, course)
      robots[url.origin] = rules
    }
    guard rules.allows(url.pathname + url.search) else {
      throw FetchProblem(
        .robots,
        "The robots.txt of \(url.host) asks crawlers such as this one to leave \(url.pathname)"
          + " alone. Ask its owner, or set fetch.obey_robots = false if you are.")
    }
  }

  /// RFC 9309 §2.3.1: what cannot be found allows all, what cannot be had now allows nothing.
  private func readRobots(
    of page: WebURL, _ session: CurlSession, _ course: FetchCourse
  ) throws(FetchProblem) -> RobotsRules {
    var url = try checked(page.origin + "/robots.txt")
    for _ in 0...Fetcher.robotsRedirects {
      var request = TransferRequest(url, limit: Fetcher.robotsBytes)
      request.isTruncating = true
      let answer = try send(request, session, course)
      switch answer.head.status {
      case 200..<300: return RobotsRules(answer.body, product: options.product)
      case 300..<400:
        guard let place = answer.head["location"], let next = WebURL(place, base: url) else {
          return .open
        }
        url = try checked(next.href)
      case 429, 500...:
        throw FetchProblem(
          .robots,
          "\(page.host) answers \(answer.head.status) for its robots.txt, and until it is there no"
            + " page may be fetched. Try again later.", status: answer.head.status)
      default: return .open
      }
    }
    return .open
  }

  /// §2.3.1.2: at least five; after them it counts as not found.
  private static let robotsRedirects = 5

  /// §2.5: at least 500 KiB are read.
  private static let robotsBytes = 500 << 10
}
