import Domain
import HTTPServer
import Ingest
import Synchronization

/// Decides who may do what: the tokens, in memory as the store has them.
///
/// With no token kept, everybody may read and write, which the program allows on loopback alone, or
/// where the configuration says so. Tokens are made by an admin only: a token of that scope, or the
/// secret that the server leaves in its folder for commands of its own user.
public final class AccessControl: Sendable {
  private let store: any TokenStore
  private let known: Mutex<[String: AccessToken]>
  private let local: (secret: TokenSecret, token: AccessToken)
  private let isOpen: Atomic<Bool>
  private let clock: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - isOpen: whether clients without a token may read and write although there are tokens
  /// - Throws: what reading the tokens throws
  public init(
    store: any TokenStore, isOpen: Bool = false, clock: @escaping @Sendable () -> Timestamp
  ) throws(StoreError) {
    self.store = store
    let kept = try store.tokens().map { ($0.id, $0) }
    known = Mutex(Dictionary(uniqueKeysWithValues: kept))
    self.isOpen = Atomic(isOpen)
    self.clock = clock
    let secret = TokenSecret()
    local = (
      secret,
      secret.token(name: "the server's own user", scopes: Set(Scope.allCases), at: clock())
    )
  }

  /// For commands of the user whose server this is; made anew at each start.
  public var localSecret: String { local.secret.text }

  /// Whether clients without a token may read and write although there are tokens, from now on.
  public func update(isOpen: Bool) { self.isOpen.store(isOpen, ordering: .relaxed) }

  /// All tokens, the oldest first.
  var tokens: [AccessToken] {
    known.withLock { $0.values.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) } }
  }

  /// Keeps a token, which lets in from now on.
  func add(_ token: AccessToken) throws(StoreError) {
    try store.add(token)
    known.withLock { $0[token.id] = token }
  }

  /// Forgets a token, which lets nobody in from now on.
  ///
  /// - Returns: Whether it was there.
  func revoke(_ id: String) throws(StoreError) -> Bool {
    // Where the store fails, nobody can tell whether it is still there: then it is refused.
    known.withLock { $0[id] = nil }
    return try store.revoke(id)
  }

  /// Lets a request in.
  ///
  /// - Parameters:
  ///   - origins: whose pages may change things from a browser
  ///   - needed: what it takes, where its method and path do not say it all
  /// - Returns: Its token's id; nil where it came without one.
  /// - Throws: `HTTPError` 401 and 403 with the challenge of RFC 6750 §3.
  func admit(
    _ request: Request, from origins: CrossOrigin, needing needed: Scope? = nil
  ) throws(HTTPError) -> String? {
    let verdict = judge(request, from: origins, needing: needed)
    if let refusal = verdict.refusal { throw refusal }
    return verdict.token
  }

  /// Whose request it is, and why it is not let in.
  struct Verdict {
    /// The id of its token; nil where it came without one that counts.
    var token: String?
    var refusal: HTTPError?
  }

  /// What `admit` comes to, for who counts the refused as well.
  func judge(
    _ request: Request, from origins: CrossOrigin, needing needed: Scope? = nil
  ) -> Verdict {
    guard let scope = needed ?? Scope.needed(by: request) else { return Verdict() }
    guard let header = request.headers["Authorization"] else {
      return Verdict(refusal: refusalOfStranger(scope, request, origins))
    }
    do throws(HTTPError) {
      let token = try token(header)
      return Verdict(token: token.id, refusal: token.allows(scope) ? nil : .forbidden(scope))
    } catch {
      return Verdict(refusal: error)
    }
  }

  /// Whether whoever sent this may read articles; where it is open to all who asks.
  func mayRead(_ request: Request) -> Bool {
    guard let header = request.headers["Authorization"] else {
      return isOpen.load(ordering: .relaxed) || known.withLock { $0.isEmpty }
    }
    return (try? token(header))?.allows(.read) == true
  }

  private func refusalOfStranger(
    _ scope: Scope, _ request: Request, _ origins: CrossOrigin
  ) -> HTTPError? {
    guard scope != .admin,
      isOpen.load(ordering: .relaxed) || known.withLock({ $0.isEmpty })
    else {
      return .unauthorized("This asks for a token: send Authorization: Bearer and the token.")
    }
    // A page of another site that a person looks at can reach a server on loopback through their
    // browser; without tokens nothing else tells its requests from theirs.
    guard scope == .write, request.isCrossSite,
      request.headers["Origin"].map(origins.allows) != true
    else { return nil }
    return HTTPError(
      .forbidden,
      "A page of another origin may not change anything here. Name the origin in cors.origins where"
        + " it should.", type: "cross-origin")
  }

  private func token(_ header: String) throws(HTTPError) -> AccessToken {
    let words = header.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bearer" else {
      throw .unauthorized(
        "Of the ways to log in only Bearer is known: send Authorization: Bearer and the token.")
    }
    let secret = TokenSecret(String(words[1]))
    if let secret, secret.id == local.token.id, secret.matches(local.token.digest) {
      return local.token
    }
    guard let secret, let token = known.withLock({ $0[secret.id] }),
      secret.matches(token.digest), token.expiresAt.map({ clock() < $0 }) ?? true
    else {
      throw .unauthorized(
        "The token is not known, revoked or expired; winnow token create makes one.",
        error: "invalid_token")
    }
    return token
  }
}

extension AccessToken {
  /// Whoever may write may read what was written; an admin may do all.
  func allows(_ scope: Scope) -> Bool {
    scopes.contains(.admin) || scopes.contains(scope) || (scope == .read && scopes.contains(.write))
  }
}

extension Scope {
  /// What is open to everybody: whether it runs, and how to use it.
  private static let open: Set = ["/health", "/openapi.json", "/ready"]

  /// Whether a request costs nothing worth counting.
  static func isFree(_ request: Request) -> Bool { open.contains(request.pattern ?? "") }

  /// What a request needs; nil where nothing.
  static func needed(by request: Request) -> Scope? {
    let pattern = request.pattern ?? ""
    // The page for people shows everybody how to be let in, and articles to who may read them.
    if open.contains(pattern) || pattern == "/" { return nil }
    if pattern.hasPrefix("/v1/tokens") { return .admin }
    switch request.method {
    case .get, .head: return .read
    case .options: return nil
    default: return pattern == "/v1/clean" ? .read : .write
    }
  }
}

extension Request {
  /// Whether a browser says that a page of another origin sent this (Fetch Metadata §2; RFC 6454 §7).
  fileprivate var isCrossSite: Bool {
    if let site = headers["Sec-Fetch-Site"] { return site == "cross-site" || site == "same-site" }
    guard let origin = headers["Origin"] else { return false }
    return origin.split(separator: "/").last.map(String.init) != authority || origin == "null"
  }
}

extension HTTPError {
  fileprivate static func unauthorized(_ detail: String, error: String? = nil) -> HTTPError {
    HTTPError(
      .unauthorized, detail,
      headers: [
        "WWW-Authenticate": "Bearer realm=\"winnow\""
          + (error.map { ", error=\"\($0)\"" } ?? "")
      ])
  }

  fileprivate static func forbidden(_ scope: Scope) -> HTTPError {
    HTTPError(
      .forbidden, "The token has not the scope \(scope.rawValue), which this needs.",
      type: "insufficient-scope",
      headers: [
        "WWW-Authenticate":
          "Bearer realm=\"winnow\", error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""
      ])
  }
}
