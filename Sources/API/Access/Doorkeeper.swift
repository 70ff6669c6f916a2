import Domain
import HTTPServer
import Synchronization

/// Access, rates and origins as hooks of the router.
public final class Doorkeeper: Sendable {
  private struct Rules {
    var rates: RateLimits
    var origins: CrossOrigin
  }

  let access: AccessControl
  private let rules: Mutex<Rules>

  public init(
    access: AccessControl, rates: RateLimits = RateLimits(),
    origins: CrossOrigin = CrossOrigin("")
  ) {
    self.access = access
    rules = Mutex(Rules(rates: rates, origins: origins))
  }

  /// Other rules from now on; a bound that stays as it was keeps its counts.
  public func update(rates: RateLimits, origins: CrossOrigin) {
    rules.withLock { rules in
      rules.rates = rates.keepingCounts(of: rules.rates)
      rules.origins = origins
    }
  }

  /// Lets through what makes the server fetch: it reaches out in the server's name, so that reading
  /// is not enough, and a page of another origin may not have it done, though nothing is kept.
  ///
  /// - Throws: `HTTPError` 401 and 403, as for what writes.
  func admitFetch(_ request: Request) throws(HTTPError) {
    let origins = rules.withLock { $0.origins }
    _ = try access.admit(request, from: origins, needing: .write)
  }

  /// What admitting a request came to, for its answer and its line in the log.
  public struct Pass: Sendable {
    /// The id of its token.
    public var token: String?
    var fields: RateLimits.Fields?
  }

  /// Lays itself before the hooks that are there.
  func watching(_ hooks: Hooks) -> Hooks {
    let (admit, finish) = (hooks.admit, hooks.finish)
    var hooks = hooks
    hooks.admit = { request in
      let rules = self.rules.withLock { $0 }
      let verdict = self.access.judge(request, from: rules.origins)
      let token = verdict.token
      // Asking whether it runs costs nobody anything; who is refused is counted as well, or tokens
      // could be guessed without a bound.
      if !rules.rates.isNone, !Scope.isFree(request), request.method != .options {
        let fields = try rules.rates.count(request, token: token)
        request.pass = Pass(token: token, fields: fields)
      } else if token != nil {
        request.pass = Pass(token: token)
      }
      if let refusal = verdict.refusal { throw refusal }
      try admit?(&request)
    }
    hooks.finish = { response, request in
      finish?(&response, request)
      guard let request else { return }
      if let fields = (request.pass as? Pass)?.fields {
        response.headers["RateLimit-Policy"] = fields.policy
        response.headers["RateLimit"] = fields.limit
      }
      let origins = self.rules.withLock { $0.origins }
      if !origins.isNone { origins.mark(&response, for: request) }
    }
    return hooks
  }
}
