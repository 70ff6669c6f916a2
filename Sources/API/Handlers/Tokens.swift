import Domain
import HTTPServer
import Ingest

/// `POST /v1/tokens`: makes a token; its secret is in this answer and nowhere else.
struct PostToken: Handler {
  let service: Service

  private static let members: Set = ["expires_at", "name", "scopes"]

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    guard let wanted = JSONValue(json: request.body)?.members else {
      throw Self.bad(
        "The body is not a JSON object. Send {\"name\": \"…\", \"scopes\": [\"read\"]}.")
    }
    if let name = wanted.keys.sorted().first(where: { !Self.members.contains($0) }) {
      throw Self.bad("There is no member \(name.prefix(100)); there are expires_at, name, scopes.")
    }
    let now = service.ingest.clock()
    let secret = TokenSecret()
    let token = secret.token(
      name: try Self.name(wanted["name"]), scopes: try Self.scopes(wanted["scopes"]), at: now,
      until: try Self.end(wanted["expires_at"], after: now))
    try service.access.add(token)
    return .json(
      .created, headers: ["Cache-Control": "no-store", "Location": "/v1/tokens/\(token.id)"]
    ) { writer in
      token.write(to: &writer)
      writer.member("token", secret.text)
    }
  }

  private static func name(_ value: JSONValue?) throws -> String {
    guard case .string(let name)? = value, (1...200).contains(name.utf8.count) else {
      throw bad("name must be a text of 1 to 200 bytes that says whose the token is.")
    }
    return name
  }

  private static func scopes(_ value: JSONValue?) throws -> Set<Scope> {
    guard case .array(let values)? = value, !values.isEmpty else { throw badScopes }
    return Set(
      try values.map { value in
        guard case .string(let text) = value, let scope = Scope(rawValue: text) else {
          throw badScopes
        }
        return scope
      })
  }

  private static func end(_ value: JSONValue?, after now: Timestamp) throws -> Timestamp? {
    guard let value, value != .null else { return nil }
    guard case .string(let text) = value, let end = Timestamp(text), end > now else {
      throw bad("expires_at must be a time to come as RFC 3339 has it, or null for never.")
    }
    return end
  }

  private static var badScopes: Problem {
    bad("scopes must be a list of \(Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
  }

  private static func bad(_ detail: String) -> Problem {
    Problem(.badRequest, "bad-token", detail)
  }
}

/// `GET /v1/tokens`: what tokens there are, without their secrets.
struct GetTokens: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    return .json(headers: ["Cache-Control": "no-store"]) { writer in
      writer.name("tokens")
      writer.array { writer in
        for token in service.access.tokens { writer.object { token.write(to: &$0) } }
      }
    }
  }
}

/// `DELETE /v1/tokens/{id}`: revokes a token at once.
struct DeleteToken: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let id = try request.parameter("id")
    guard try service.access.revoke(id) else {
      throw Problem(
        .notFound, "no-such-token",
        "There is no token \(id.prefix(64)); GET /v1/tokens lists those that there are.")
    }
    return Response(.noContent)
  }
}

extension AccessToken {
  /// Writes what may be shown into an open object.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.member("id", id)
    writer.member("name", name)
    writer.member("scopes", scopes.map(\.rawValue).sorted())
    writer.member("created_at", createdAt.rfc3339)
    writer.member("expires_at", expiresAt?.rfc3339)
  }
}
