import CCurl
import Domain
import Foundation
import WebURL

/// Fetches pages with libcurl: see `PageFetcher`.
///
/// Redirects are followed here rather than by libcurl, so that each hop is judged by robots.txt, has
/// its own validators and is recorded. The address of every connection is judged when its socket is
/// opened (`AddressGuard`; docs/decisions/0080-fetching.md).
public final class Fetcher: PageFetcher {
  let options: Options
  let rules: TransferRules
  let slots: FetchSlots
  let robots = RobotsCache()
  private let sessions = SessionPool()
  let clock: @Sendable () -> Timestamp

  public init(_ options: Options, clock: @escaping @Sendable () -> Timestamp) {
    self.options = options
    self.clock = clock
    rules = options.rules
    slots = FetchSlots(total: options.concurrency, perHost: options.concurrencyPerHost)
  }

  public func fetch(_ request: FetchRequest) throws(FetchProblem) -> Fetched {
    let course = FetchCourse(
      deadline: .now + options.totalTime, isCancelled: request.isCancelled)
    let url = try checked(request.url)
    let session = try sessions.take(url.origin, rules)
    defer { sessions.giveBack(session, url.origin) }
    return try fetch(request, from: url, session, course)
  }

  private func fetch(
    _ request: FetchRequest, from start: WebURL, _ session: CurlSession, _ course: FetchCourse
  ) throws(FetchProblem) -> Fetched {
    var url = start
    var record = FetchRecord(
      requestedURL: request.url, url: url.href, status: 0, fetchedAt: clock())
    while true {
      try obeyRobots(url, session, course)
      let answer = try get(url, request.validators(url.href), session, course)
      guard Fetcher.redirects.contains(answer.head.status), let place = answer.head["location"]
      else { return try finish(answer, at: url, record) }
      guard record.redirects.count < options.redirects else {
        throw FetchProblem(
          .tooManyRedirects,
          "\(request.url) leads through more than \(options.redirects) redirects. Give the address"
            + " that the page stands at.")
      }
      guard let next = WebURL(place, base: url) else {
        throw FetchProblem(
          .broken, "\(url.href) redirects to \"\(place.prefix(200))\", which is no address.",
          status: answer.head.status)
      }
      do throws(FetchProblem) {
        url = try checked(next.href)
      } catch {
        // The client's address was a good one: it is where it leads that is refused.
        throw FetchProblem(
          .refusedAddress, "\(url.href) redirects to what may not be reached: \(error.detail)")
      }
      record.redirects.append(.init(status: answer.head.status, url: url.href))
    }
  }

  /// RFC 9110 §15.4: those that name another address to get.
  private static let redirects: Set<Int> = [301, 302, 303, 307, 308]

  /// An address that may be asked for, without its fragment.
  func checked(_ text: String) throws(FetchProblem) -> WebURL {
    guard let url = WebURL(text)?.withoutFragment, ["http", "https"].contains(url.scheme),
      !url.hostname.isEmpty
    else {
      throw FetchProblem(
        .badAddress, "\"\(text.prefix(200))\" is no http or https address, so it is not fetched.")
    }
    guard url.username.isEmpty, url.password.isEmpty else {
      throw FetchProblem(
        .badAddress,
        "The address holds a name or a password, which are not sent. Give it without them.")
    }
    return url
  }

  /// One address, asked again for as long as the server says that it is busy and time is left.
  private func get(
    _ url: WebURL, _ validators: FetchValidators?, _ session: CurlSession, _ course: FetchCourse
  ) throws(FetchProblem) -> TransferAnswer {
    var request = TransferRequest(url, limit: options.sizeLimit)
    request.keepsCookies = true
    request.headers = ["Accept: text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"]
    if let tag = validators?.entityTag { request.headers.append("If-None-Match: \(tag)") }
    if let date = validators?.lastModified { request.headers.append("If-Modified-Since: \(date)") }
    var attempt = 1
    while true {
      let answer = try send(request, session, course) { head in
        head.isPage ? FetchProblem(notAPage: head) : nil
      }
      guard answer.head.status == 429 || answer.head.status == 503 else { return answer }
      let asked = answer.head["retry-after"].flatMap { RetryAfter($0, now: clock()) }?.seconds
      let pause = Duration.seconds(asked ?? 1 << (attempt - 1))
      guard attempt < options.attempts, course.timeLeft > pause else {
        throw FetchProblem(
          .throttled,
          "\(url.hostname) answers \(answer.head.status): it asks to be left alone for now. Try"
            + " again\(asked.map { " in \($0) s" } ?? " later").",
          status: answer.head.status, retryAfter: asked)
      }
      try course.sleep(pause)
      attempt += 1
    }
  }

  func send(
    _ request: TransferRequest, _ session: CurlSession, _ course: FetchCourse,
    accept: @escaping (TransferHead) -> FetchProblem? = { _ in nil }
  ) throws(FetchProblem) -> TransferAnswer {
    guard slots.take(request.host, until: course.deadline, isCancelled: course.isCancelled) else {
      try course.check()
      throw FetchProblem(
        .timedOut,
        "Too many pages are being fetched; try again in a moment. fetch.concurrency and"
          + " fetch.concurrency_per_host set how many may be.")
    }
    defer { slots.giveBack(request.host) }
    try course.check()
    return try session.send(
      request, within: course.timeLeft, isCancelled: course.isCancelled, accept: accept)
  }

  private func finish(
    _ answer: TransferAnswer, at url: WebURL, _ record: FetchRecord
  ) throws(FetchProblem) -> Fetched {
    let head = answer.head
    var record = record
    record.url = url.href
    record.status = head.status
    record.fetchedAt = clock()
    record.entityTag = head["etag"]
    record.lastModified = head["last-modified"]
    if head.status == 304 { return Fetched(page: nil, record: record) }
    guard (200..<300).contains(head.status) else {
      throw FetchProblem(
        .status, "\(url.href) answers \(head.status), so there is no page to clean.",
        status: head.status)
    }
    guard !answer.body.isEmpty else {
      throw FetchProblem(
        .notAPage, "\(url.href) answers \(head.status) with nothing in it.", status: head.status)
    }
    let hints = PageHints(answer.body, headers: head, base: url)
    record.canonicalURL = hints.canonicalURL
    record.refresh = hints.refresh
    let type = ContentType(head["content-type"])
    let page = RawPage(
      bytes: answer.body, url: url.href, mediaType: type.essence, charset: type.charset,
      fetchedAt: record.fetchedAt, headers: head.kept)
    return Fetched(page: page, record: record)
  }
}

/// One fetch in time: until when, and whether anybody waits.
struct FetchCourse {
  let deadline: ContinuousClock.Instant
  let isCancelled: @Sendable () -> Bool

  var timeLeft: Duration { max(.zero, deadline - .now) }

  func check() throws(FetchProblem) {
    if isCancelled() {
      throw FetchProblem(.cancelled, "The fetch was given up: nobody waits for it.")
    }
    guard timeLeft > .zero else {
      throw FetchProblem(
        .timedOut, "The page did not come in time; fetch.timeout sets how long that is.")
    }
  }

  /// In short stretches, so that a wait for nobody ends.
  func sleep(_ time: Duration) throws(FetchProblem) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end {
      try check()
      Thread.sleep(forTimeInterval: min(0.1, max(0, (end - .now) / .seconds(1))))
    }
  }
}

extension TransferRequest {
  init(_ url: WebURL, limit: Int) {
    let port = url.port ?? (url.scheme == "https" ? 443 : 80)
    self.init(url: url.href, host: url.hostname, port: port, limit: limit)
  }
}

/// `Retry-After`: seconds, or a date (RFC 9110 §10.2.3).
struct RetryAfter {
  /// From now on, never less than none.
  var seconds: Int

  init?(_ field: String, now: Timestamp) {
    if let seconds = Int(field), seconds >= 0 {
      self.seconds = seconds
      return
    }
    let date = curl_getdate(field, nil)
    guard date >= 0 else { return nil }
    seconds = max(0, Int(date) - Int(now.milliseconds / 1000))
  }
}
