import HTTPServer

/// Which origins' pages may read answers in a browser (CORS, Fetch §3.2).
public struct CrossOrigin: Sendable {
  /// Origins such as `https://example.org`, or `*` alone.
  private let origins: Set<String>

  /// - Parameter list: comma-separated; empty allows none
  public init(_ list: String) {
    origins = Set(
      list.split(separator: ",").map { String($0.filter { $0 != " " }) }.filter { !$0.isEmpty })
  }

  var isNone: Bool { origins.isEmpty }

  func allows(_ origin: String) -> Bool { origins.contains("*") || origins.contains(origin) }

  /// Fields beyond the safelisted ones that clients send and may read.
  private static let sent =
    "Authorization, Content-Encoding, Content-Type, Idempotency-Key, If-Match, If-Modified-Since,"
    + " If-None-Match, If-Range, If-Unmodified-Since, Prefer, Range, X-Request-Id, traceparent"
  private static let exposed =
    "Accept-Ranges, Content-Disposition, Content-Range, ETag, Idempotency-Replayed, Link, Location,"
    + " Preference-Applied, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id"

  /// Seconds that a browser may keep the answer to a preflight.
  private static let maxAge = "600"

  func mark(_ response: inout Response, for request: Request) {
    guard !isNone else { return }
    let isAny = origins == ["*"]
    // Also where the request names none: caches must keep the answers apart (Fetch §3.2.5).
    if !isAny { response.headers.append("Vary", "Origin") }
    guard let origin = request.headers["Origin"], allows(origin) else { return }
    response.headers["Access-Control-Allow-Origin"] = isAny ? "*" : origin
    guard request.method == .options, request.headers.contains("Access-Control-Request-Method")
    else {
      response.headers["Access-Control-Expose-Headers"] = Self.exposed
      return
    }
    response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
    response.headers["Access-Control-Allow-Headers"] = Self.sent
    response.headers["Access-Control-Max-Age"] = Self.maxAge
  }
}
