import Domain
import HTTPServer
import Ingest

/// A handler whose requests are done once however often they are sent with the same `Idempotency-Key`
/// (draft-ietf-httpapi-idempotency-key-header-07).
///
/// The same request is answered as it was; while it is at work 409; the key with another request is
/// 422. Requests that came to an error give their key back.
struct Idempotent: Handler {
  let service: Service
  let handler: any Handler

  func respond(to request: Request) throws -> Response {
    let key = try request.idempotencyKey()
    return try service.once(key, for: request, body: PageDigest(of: request.body)) {
      try handler.respond(to: request)
    }
  }
}

extension Request {
  /// The client's key: a string in quotes (RFC 8941 §3.3.3), or as it is; nil without one.
  func idempotencyKey() throws -> String? {
    guard let field = headers["Idempotency-Key"] else { return nil }
    var key = field
    if key.utf8.count >= 2, key.hasPrefix("\""), key.hasSuffix("\"") {
      key = String(key.dropFirst().dropLast())
    }
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else {
      throw Problem(
        .badRequest, "bad-idempotency-key",
        "Idempotency-Key must have 1 to 255 ASCII characters; a UUID of your own is good.")
    }
    return key
  }
}

extension Service {
  /// Does what a request asks for, unless its key says that it was done.
  ///
  /// - Parameters:
  ///   - body: the digest of the request's body; made where there is a key.
  ///   - otherwise: called where an earlier answer is given.
  func once(
    _ key: String?, for request: Request, body: @autoclosure () -> PageDigest,
    _ work: () throws -> Response,
    otherwise: () -> Void = {}
  ) throws -> Response {
    guard let key, let idempotency else { return try work() }
    // Whoever has another token, or asks another address, has keys of their own.
    let owner = PageDigest(of: Array((request.headers["Authorization"] ?? "").utf8))
    let name = "\(request.method.rawValue) \(request.path) \(owner.hexadecimal.prefix(16)) \(key)"
    let now = ingest.clock()
    let claim = try idempotency.store.claim(
      name, request: request.fingerprint(body()), now: now,
      expiry: now + idempotency.life)
    switch claim {
    case .claimed: break
    case .running:
      throw Problem(
        .conflict, "idempotency-running",
        "The request with this Idempotency-Key is still at work. Send it again in a moment.",
        headers: ["Retry-After": "1"])
    case .other:
      throw Problem(
        .unprocessableContent, "idempotency-key-reused",
        "This Idempotency-Key was used for another request. Take a new key for a new request.")
    case .settled(let answer):
      otherwise()
      return Response(answer)
    }
    do {
      let response = try work()
      guard response.status.code < 500 else {
        try idempotency.store.release(name)
        return response
      }
      try idempotency.store.settle(name, try KeptAnswer(response))
      return response
    } catch {
      try? idempotency.store.release(name)
      throw error
    }
  }
}

extension Request {
  /// What tells it from other requests with the same key.
  fileprivate func fingerprint(_ body: PageDigest) -> PageDigest {
    let fields = ["Accept", "Content-Location", "Content-Type", "Prefer"].map { headers[$0] ?? "" }
    let text = ([target] + fields).joined(separator: "\n") + "\n" + body.hexadecimal
    return PageDigest(of: Array(text.utf8))
  }
}

extension KeptAnswer {
  /// The fields that belong to the answer rather than to its sending.
  private static let names = [
    "Cache-Control", "Content-Type", "ETag", "Last-Modified", "Link", "Location",
    "Preference-Applied", "Vary",
  ]

  fileprivate init(_ response: Response) throws {
    let body = try response.collectedBody()
    self.init(
      status: response.status.code,
      headers: KeptAnswer.names.compactMap { name in
        response.headers[name].map { RawPage.Header(name: name, value: $0) }
      },
      body: body,
      articles: KeptAnswer.articles(in: body, response.headers["Location"]))
  }

  /// The articles that an answer names: where it is, and as the `id` of any of its objects.
  private static func articles(in body: [UInt8], _ location: String?) -> Set<StoredArticle.ID> {
    var articles: Set<StoredArticle.ID> = []
    if let name = location?.split(separator: "/").last, let id = StoredArticle.ID(String(name)) {
      articles.insert(id)
    }
    // No text has these bytes: a quote in it is escaped.
    let member = Array(#""id":""#.utf8)
    var rest = body[...]
    while let start = rest.firstIndex(of: member[0]) {
      rest = rest[start...]
      guard rest.starts(with: member) else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(member.count)
      let name = rest.prefix { $0 != member[0] }
      rest = rest.dropFirst(name.count)
      if let id = StoredArticle.ID(String(decoding: name, as: UTF8.self)) { articles.insert(id) }
    }
    return articles
  }
}

extension Response {
  fileprivate init(_ answer: KeptAnswer) {
    self.init(Status(answer.status), body: .bytes(answer.body))
    for field in answer.headers { headers[field.name] = field.value }
    headers["Idempotency-Replayed"] = "true"
  }
}
