import Domain
import HTTPServer
import Ingest
import Synchronization
import Testing

@testable import API

/// Tokens in memory that keep to the contract of `TokenStore`.
final class TokenShelf: TokenStore {
  private let kept = Mutex<[AccessToken]>([])

  func tokens() -> [AccessToken] { kept.withLock { $0 } }
  func add(_ token: AccessToken) { kept.withLock { $0.append(token) } }

  func revoke(_ id: String) -> Bool {
    kept.withLock { kept in
      let count = kept.count
      kept.removeAll { $0.id == id }
      return kept.count < count
    }
  }
}

struct AccessTests {
  let desk = Desk()

  private func bearer(_ secret: String) -> Headers { ["Authorization": "Bearer \(secret)"] }

  private var local: Headers { bearer(desk.service.access.localSecret) }

  /// Makes a token and gives its secret.
  private func token(_ scopes: String, expiring end: String? = nil) throws -> (
    id: String, secret: String
  ) {
    let answer = try desk.ask(
      .post, "/v1/tokens",
      "{\"name\":\"a\",\"scopes\":[\(scopes)]\(end.map { ",\"expires_at\":\"\($0)\"" } ?? "")}",
      headers: local)
    guard case .string(let id)? = answer["id"], case .string(let secret)? = answer["token"] else {
      Issue.record("\(answer.text)")
      return ("", "")
    }
    return (id, secret)
  }

  @Test func `without a token everybody may read and write, and nobody may make one`() throws {
    try desk.post("Tea\nhot")

    #expect(try desk.ask(.get, "/v1/articles/a1").status == 200)
    let refused = try desk.ask(.post, "/v1/tokens", "{}")
    #expect(refused.status == 401)
    #expect(refused.problem == "unauthorized")
    #expect(refused.headers["WWW-Authenticate"] == "Bearer realm=\"winnow\"")
    #expect(try desk.ask(.get, "/v1/tokens").status == 401)
  }

  /// GET an article, POST one, clean one, list the tokens; then health.
  @Test(arguments: [
    ("\"read\"", [200, 403, 200, 403, 200]),
    ("\"write\"", [200, 201, 200, 403, 200]),
    ("\"read\",\"write\"", [200, 201, 200, 403, 200]),
    ("\"admin\"", [200, 201, 200, 200, 200]),
  ])
  func `a token allows what its scopes say`(scopes: String, statuses: [Int]) throws {
    try desk.post("Tea\nhot")
    let headers = bearer(try token(scopes).secret)

    let answers = [
      try desk.ask(.get, "/v1/articles/a1", headers: headers),
      try desk.ask(.post, "/v1/articles", "Ale\ncold", headers: headers),
      try desk.ask(.post, "/v1/clean", "Ale\ncold", headers: headers),
      try desk.ask(.get, "/v1/tokens", headers: headers),
      try desk.ask(.get, "/health"),
    ]

    #expect(answers.map(\.status) == statuses)
    for answer in answers where answer.status == 403 {
      #expect(answer.problem == "insufficient-scope")
      #expect(answer.headers["WWW-Authenticate"]?.contains("error=\"insufficient_scope\"") == true)
    }
  }

  /// A route that is added stands under these rules without being named here.
  @Test func `no route changes anything for a reader, or opens the tokens to a writer`() throws {
    let (reader, writer) = (try token("\"read\"").secret, try token("\"write\"").secret)

    for (method, pattern) in desk.router.operations {
      let target = pattern.replacing(/\{[a-z]+\}/, with: "1")
      func status(_ headers: Headers) throws -> Int {
        try desk.ask(method, target, method == .get ? "" : "{}", headers: headers).status
      }
      let isOpen = ["/", "/health", "/openapi.json", "/ready"].contains(pattern)
      let isForAdmins = pattern.hasPrefix("/v1/tokens")
      let isReading = method == .get || pattern == "/v1/clean"

      #expect((try status([:]) == 401) == !isOpen, "\(method) \(pattern), by nobody")
      #expect(
        (try status(bearer(reader)) == 403) == (isForAdmins || !isReading),
        "\(method) \(pattern), by a reader")
      #expect(
        (try status(bearer(writer)) == 403) == isForAdmins, "\(method) \(pattern), by a writer")
    }
  }

  @Test(arguments: [
    nil, "", "Bearer", "Bearer x", "Basic dTpw", "Bearer winnow_aaaaaaaa_",
    "Bearer winnow_aaaaaaaa_" + String(repeating: "a", count: 52), "Bearer a b",
  ])
  func `once there is a token, whoever has none stays out`(header: String?) throws {
    _ = try token("\"read\"")

    let answer = try desk.ask(
      .get, "/v1/articles", headers: header.map { ["Authorization": $0] } ?? [:])

    #expect(answer.status == 401)
    #expect(answer.headers["WWW-Authenticate"]?.hasPrefix("Bearer realm=\"winnow\"") == true)
  }

  @Test func `a token's own id with another secret stays out`() throws {
    let secret = try token("\"read\"").secret
    let forged = secret.dropLast() + (secret.hasSuffix("a") ? "b" : "a")

    #expect(try desk.ask(.get, "/v1/articles", headers: bearer(secret)).status == 200)
    #expect(try desk.ask(.get, "/v1/articles", headers: bearer(String(forged))).status == 401)
  }

  @Test func `a token ends at its time`() throws {
    let secret = try token("\"read\"", expiring: "2023-11-14T22:14:00Z").secret
    #expect(try desk.ask(.get, "/v1/articles", headers: bearer(secret)).status == 200)

    desk.log.time.withLock { $0 = 40 }

    #expect(try desk.ask(.get, "/v1/articles", headers: bearer(secret)).status == 401)
  }

  @Test func `tokens are listed without their secrets, and revoked at once`() throws {
    let (id, secret) = try token("\"write\",\"read\"")

    let list = try desk.ask(.get, "/v1/tokens", headers: local)
    #expect(list["tokens", "0"]?.members?["id"] == .string(id))
    #expect(list["tokens", "0"]?.members?["scopes"] == .array([.string("read"), .string("write")]))
    #expect(!list.text.contains(secret))
    #expect(!desk.tokens.tokens().contains { "\($0)".contains(secret) })

    #expect(try desk.ask(.delete, "/v1/tokens/\(id)", headers: local).status == 204)
    #expect(try desk.ask(.delete, "/v1/tokens/\(id)", headers: local).status == 404)
    // The last one is gone: the door is as it was.
    #expect(try desk.ask(.get, "/v1/articles", headers: bearer(secret)).status == 401)
    #expect(try desk.ask(.get, "/v1/articles").status == 200)
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"name":"","scopes":["read"]}"#, #"{"name":"a","scopes":[]}"#,
    #"{"name":"a","scopes":["root"]}"#, #"{"name":"a","scopes":"read"}"#,
    #"{"name":"a","scopes":["read"],"expires_at":"2001-01-01"}"#,
    #"{"name":"a","scopes":["read"],"expires_at":"soon"}"#,
    #"{"name":"a","scopes":["read"],"secret":"s"}"#,
  ])
  func `a token asked for wrongly is not made`(body: String) throws {
    let answer = try desk.ask(.post, "/v1/tokens", body, headers: local)

    #expect(answer.status == 400)
    #expect(answer.problem == "bad-token")
    #expect(desk.tokens.tokens().isEmpty)
  }

  /// Nothing is kept, but the server reaches out in its own name.
  @Test func `who may only read cannot have the server fetch`() throws {
    let page = #"{"url":"https://example.org/a"}"#
    let (reader, writer) = (try token("\"read\"").secret, try token("\"write\"").secret)

    let asked = try [reader, writer].map {
      try desk.ask(
        .post, "/v1/clean", page,
        headers: [
          "Authorization": "Bearer \($0)", "Content-Type": "application/json",
        ])
    }

    #expect(asked.map(\.problem) == ["insufficient-scope", "fetching-off"])
  }

  @Test func `a page of another origin cannot have the server fetch`() throws {
    let answer = try desk.ask(
      .post, "/v1/clean", #"{"url":"https://example.org/a"}"#,
      headers: ["Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"])

    #expect(answer.status == 403)
    #expect(answer.problem == "cross-origin")
  }

  /// A person's browser reaches loopback for any page that they look at.
  @Test(
    arguments: [
      (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
      (["Sec-Fetch-Site": "same-origin"], 201), (["Sec-Fetch-Site": "none"], 201),
      (["Origin": "https://evil.example", "Host": "localhost:8080"], 403),
      (["Origin": "null", "Host": "localhost:8080"], 403),
      (["Origin": "http://localhost:8080", "Host": "localhost:8080"], 201),
      (["Host": "localhost:8080"], 201),
    ] as [(Headers, Int)])
  func `a page of another origin changes nothing where there are no tokens`(
    headers: Headers, status: Int
  ) throws {
    #expect(try desk.ask(.post, "/v1/articles", "Tea\nhot", headers: headers).status == status)
  }
}

struct RateTests {
  @Test func `a client has its quota, and gains it evenly`() {
    let limiter = RateLimiter(RatePolicy(name: "x", quota: 4, window: .seconds(8)))
    let start = ContinuousClock.now

    let first = (0..<6).map { _ in limiter.take("a", at: start) }
    let other = limiter.take("b", at: start)
    let later = (0..<3).map { _ in limiter.take("a", at: start + .seconds(4)) }

    #expect(first.map(\.isAllowed) == [true, true, true, true, false, false])
    #expect(first.map(\.remaining) == [3, 2, 1, 0, 0, 0])
    #expect(first.map(\.reset) == [2, 4, 6, 8, 8, 8])
    #expect(first.map(\.wait) == [0, 0, 0, 2, 2, 2])
    #expect(other.isAllowed)
    #expect(later.map(\.isAllowed) == [true, true, false])
  }

  @Test func `over the quota the answer is 429 and says when to come again`() throws {
    // A day, so that no busy machine gains the client a request between two lines.
    let desk = Desk(rates: RateLimits(perAddress: 2, window: .seconds(86_400)))

    let answers = try (0..<3).map { _ in try desk.ask(.get, "/v1/articles") }

    #expect(answers.map(\.status) == [200, 200, 429])
    #expect(answers[0].headers["RateLimit-Policy"] == "\"address\";q=2;w=86400")
    #expect(answers[0].headers["RateLimit"] == "\"address\";r=1;t=43200")
    #expect(answers[2].problem == "quota-exceeded")
    let wait = try #require(answers[2].headers["Retry-After"].flatMap { Int($0) })
    #expect((43_000...43_200).contains(wait))
    #expect(answers[2].headers["RateLimit"]?.hasPrefix("\"address\";r=0;t=86") == true)
    #expect(answers[2].headers["RateLimit-Policy"] == "\"address\";q=2;w=86400")
  }

  @Test func `a token has a bound of its own`() throws {
    let desk = Desk(rates: RateLimits(perToken: 1, perAddress: 1, window: .seconds(60)))
    let local: Headers = ["Authorization": "Bearer \(desk.service.access.localSecret)"]

    #expect(try desk.ask(.get, "/v1/articles").status == 200)
    let first = try desk.ask(.get, "/v1/articles", headers: local)
    #expect(first.headers["RateLimit-Policy"] == "\"token\";q=1;w=60")
    #expect(first.status == 200)
    #expect(try desk.ask(.get, "/v1/articles", headers: local).status == 429)
  }

  @Test(arguments: [nil, "Bearer nope", "Basic dTpw"])
  func `who is refused for lack of a token is counted as well`(header: String?) throws {
    let desk = Desk(rates: RateLimits(perAddress: 3, window: .seconds(86_400)))
    let local: Headers = ["Authorization": "Bearer \(desk.service.access.localSecret)"]
    let made = try desk.ask(
      .post, "/v1/tokens", #"{"name":"a","scopes":["read"]}"#, headers: local)
    guard case .string(let reader)? = made["token"] else {
      Issue.record("\(made.text)")
      return
    }

    let asked = try (0..<5).map { _ in
      try desk.ask(
        .get, "/v1/articles", headers: header.map { ["Authorization": $0] } ?? [:])
    }

    #expect(asked.map(\.status) == [401, 401, 401, 429, 429])
    #expect(asked[0].headers["RateLimit-Policy"] == "\"address\";q=3;w=86400")
    #expect(asked[0].headers["RateLimit"]?.hasPrefix("\"address\";r=2;") == true)
    #expect(asked[3].headers["Retry-After"] != nil)
    // Whoever has a token is not kept out by others of the same address.
    let read = try desk.ask(
      .get, "/v1/articles", headers: ["Authorization": "Bearer \(reader)"])
    #expect(read.status == 200)
  }

  @Test func `a token that lacks the scope is counted as that token`() throws {
    let desk = Desk(rates: RateLimits(perToken: 1, window: .seconds(86_400)))
    let made = try desk.ask(
      .post, "/v1/tokens", #"{"name":"a","scopes":["read"]}"#,
      headers: ["Authorization": "Bearer \(desk.service.access.localSecret)"])
    guard case .string(let reader)? = made["token"] else {
      Issue.record("\(made.text)")
      return
    }
    let headers: Headers = ["Authorization": "Bearer \(reader)"]

    let answers = try (0..<2).map { _ in try desk.ask(.get, "/v1/tokens", headers: headers) }

    #expect(answers.map(\.status) == [403, 429])
  }

  @Test func `the hosts of one IPv6 network are one client`() throws {
    let limits = RateLimits(perAddress: 1, window: .seconds(60))
    func isAllowed(_ address: String) throws -> Bool {
      var request = try Request(method: .get, target: "/")
      request.remote = .ip(address, port: 1)
      return (try? limits.count(request, token: nil)) != nil
    }

    #expect(try isAllowed("2001:db8:1:2::1"))
    #expect(try !isAllowed("2001:db8:1:2:ffff::2"))
    #expect(try isAllowed("2001:db8:1:3::1"))
    #expect(try isAllowed("2001:db8::1"))
    #expect(try !isAllowed("2001:db8::2:1"))
    #expect(try isAllowed("192.0.2.1"))
    #expect(try isAllowed("192.0.2.2"))
  }

  @Test func `clients without end take no memory without end`() {
    let limiter = RateLimiter(RatePolicy(name: "x", quota: 1, window: .seconds(1000)), most: 100)
    let now = ContinuousClock.now

    for number in 0..<150 { _ = limiter.take("\(number)", at: now) }

    #expect(limiter.take("149", at: now).isAllowed == false, "of the last ones each is remembered")
    for number in 150..<1000 { _ = limiter.take("\(number)", at: now) }
    #expect(limiter.take("1", at: now).isAllowed, "the oldest are forgotten")
  }
}

struct CrossOriginTests {
  private let desk = Desk(origins: CrossOrigin("https://a.example, https://b.example"))

  @Test func `an origin that is named may read`() throws {
    let answer = try desk.ask(.get, "/v1/articles", headers: ["Origin": "https://b.example"])

    #expect(answer.headers["Access-Control-Allow-Origin"] == "https://b.example")
    let exposed = answer.headers["Access-Control-Expose-Headers"] ?? ""
    for name in ["ETag", "Idempotency-Replayed", "Preference-Applied", "WWW-Authenticate"] {
      #expect(exposed.contains(name))
    }
    #expect(answer.headers.all("Vary").joined(separator: ", ").contains("Origin"))
  }

  @Test func `another may not, and refusals are no exception`() throws {
    let other = try desk.ask(.get, "/v1/articles", headers: ["Origin": "https://c.example"])
    #expect(other.headers["Access-Control-Allow-Origin"] == nil)
    #expect(other.headers.all("Vary").joined(separator: ", ").contains("Origin"))
    let missing = try desk.ask(.get, "/v1/x", headers: ["Origin": "https://a.example"])
    #expect(missing.status == 404)
    #expect(missing.headers["Access-Control-Allow-Origin"] == "https://a.example")
  }

  @Test func `a preflight is told methods and fields`() throws {
    let answer = try desk.ask(
      .options, "/v1/articles/a1",
      headers: ["Origin": "https://a.example", "Access-Control-Request-Method": "PATCH"])

    #expect(answer.status == 204)
    #expect(answer.headers["Access-Control-Allow-Methods"] == answer.headers["Allow"])
    #expect(answer.headers["Access-Control-Allow-Methods"]?.contains("PATCH") == true)
    #expect(answer.headers["Access-Control-Allow-Headers"]?.contains("Authorization") == true)
    #expect(answer.headers["Access-Control-Max-Age"] == "600")
  }

  @Test func `an origin that is named may write from a browser`() throws {
    let headers: Headers = ["Origin": "https://a.example", "Sec-Fetch-Site": "cross-site"]

    #expect(try desk.ask(.post, "/v1/articles", "Tea\nhot", headers: headers).status == 201)
  }

  @Test func `where no origin is named nothing is said`() throws {
    let answer = try Desk().ask(.get, "/v1/articles", headers: ["Origin": "https://a.example"])

    #expect(answer.headers["Access-Control-Allow-Origin"] == nil)
  }
}
