import HTTPServer
import Synchronization

/// How many requests a client may send in a stretch of time.
public struct RatePolicy: Sendable, Equatable {
  /// As the fields name it.
  public var name: String
  public var quota: Int
  public var window: Duration

  public init(name: String, quota: Int, window: Duration) {
    self.name = name
    self.quota = quota
    self.window = window
  }

  /// `"address";q=100;w=60` (draft-ietf-httpapi-ratelimit-headers-10 §3).
  var field: String { "\"\(name)\";q=\(quota);w=\(max(1, Int(window.components.seconds)))" }
}

/// A token bucket for each client: full at first, it gains the quota evenly over the window.
///
/// Buckets are kept for the clients heard of lately, up to twice `most`; one that is forgotten begins
/// full again.
final class RateLimiter: Sendable {
  private struct Bucket {
    var level: Double
    var at: ContinuousClock.Instant
  }

  private struct Buckets {
    var young: [String: Bucket] = [:]
    var old: [String: Bucket] = [:]
  }

  /// What is left to a client, and what it is told of it.
  struct Standing: Sendable, Equatable {
    var isAllowed: Bool
    var remaining: Int
    /// Seconds until the quota is whole again.
    var reset: Int
    /// Seconds until one more request is let in; 0 where one is now.
    var wait: Int
  }

  let policy: RatePolicy
  private let buckets = Mutex(Buckets())
  private let most: Int

  init(_ policy: RatePolicy, most: Int = 65_536) {
    self.policy = policy
    self.most = most
  }

  private var perSecond: Double { Double(policy.quota) / max(policy.window / .seconds(1), 0.001) }

  /// Counts a request.
  func take(_ client: String, at now: ContinuousClock.Instant) -> Standing {
    let full = Double(policy.quota)
    let level = buckets.withLock { buckets -> Double in
      var bucket =
        buckets.young[client] ?? buckets.old[client] ?? Bucket(level: full, at: now)
      bucket.level = min(full, bucket.level + max(0, (now - bucket.at) / .seconds(1)) * perSecond)
      bucket.at = now
      let level = bucket.level
      if level >= 1 { bucket.level -= 1 }
      if buckets.young.count >= most { (buckets.old, buckets.young) = (buckets.young, [:]) }
      buckets.young[client] = bucket
      return level
    }
    let isAllowed = level >= 1
    let left = isAllowed ? level - 1 : level
    return Standing(
      isAllowed: isAllowed, remaining: Int(left),
      reset: Int(((full - left) / perSecond).rounded(.up)),
      wait: left >= 1 ? 0 : Int(((1 - left) / perSecond).rounded(.up)))
  }
}

/// The bounds on clients: of a token, and of an address that came without one.
public struct RateLimits: Sendable {
  private var perToken: RateLimiter?
  private var perAddress: RateLimiter?

  /// - Parameters:
  ///   - perToken: requests of one token in the window; 0: no bound
  ///   - perAddress: requests of one address without a token in the window; 0: no bound
  public init(perToken: Int = 0, perAddress: Int = 0, window: Duration = .seconds(60)) {
    self.perToken =
      perToken > 0
      ? RateLimiter(RatePolicy(name: "token", quota: perToken, window: window)) : nil
    self.perAddress =
      perAddress > 0
      ? RateLimiter(RatePolicy(name: "address", quota: perAddress, window: window)) : nil
  }

  var isNone: Bool { perToken == nil && perAddress == nil }

  /// These bounds, with the counts of others where the bound is the same.
  func keepingCounts(of others: RateLimits) -> RateLimits {
    var kept = self
    if perToken?.policy == others.perToken?.policy { kept.perToken = others.perToken }
    if perAddress?.policy == others.perAddress?.policy { kept.perAddress = others.perAddress }
    return kept
  }

  /// What a counted request's answer says.
  struct Fields: Sendable {
    var policy: String
    var limit: String
  }

  /// Counts a request against the bound that is its own.
  ///
  /// - Parameter token: the id of its token, where it has one
  /// - Throws: `HTTPError` 429 with `Retry-After`.
  func count(_ request: Request, token: String?) throws(HTTPError) -> Fields? {
    guard let limiter = token == nil ? perAddress : perToken else { return nil }
    let client = token ?? request.remote.network
    let standing = limiter.take(client, at: .now)
    let fields = Fields(
      policy: limiter.policy.field,
      limit: "\"\(limiter.policy.name)\";r=\(standing.remaining);t=\(standing.reset)")
    guard standing.isAllowed else {
      throw HTTPError(
        .tooManyRequests,
        "Over \(limiter.policy.quota) requests in"
          + " \(limiter.policy.window.components.seconds) s of one \(limiter.policy.name); wait"
          + " \(standing.wait) s.", type: "quota-exceeded",
        headers: [
          "Retry-After": String(standing.wait), "RateLimit-Policy": fields.policy,
          "RateLimit": fields.limit,
        ])
    }
    return fields
  }
}

extension Endpoint {
  /// What one client is taken for: an IPv4 address, or the 64 bits of an IPv6 address that a network
  /// has, since its hosts choose the rest themselves (RFC 4291 §2.5.4).
  fileprivate var network: String {
    guard host.utf8.contains(UInt8(ascii: ":")) else { return host }
    let halves = host.components(separatedBy: "::")
    let groups = halves[0].split(separator: ":").map(String.init)
    // `::` stands for zeros: where it comes before the fourth group, those after it may lie before it.
    guard groups.count < 4, halves.count == 2 else {
      return groups.prefix(4).joined(separator: ":")
    }
    let tail = halves[1].split(separator: ":").map(String.init)
    let zeros = Array(repeating: "0", count: max(0, 8 - groups.count - tail.count))
    return (groups + zeros + tail).prefix(4).joined(separator: ":")
  }
}
