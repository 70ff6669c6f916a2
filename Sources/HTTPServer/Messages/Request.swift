/// A request as a handler sees it: target taken apart, body collected under the route's limit.
///
/// In tests: `Request(method: .get, target: "/v1/articles/7?format=text")`.
public struct Request: Sendable {
  public var method: Method
  /// The target as sent: `/path?query`, an absolute URI, `*`.
  public var target: String
  /// The path as sent, percent-encoded, without its query.
  public var path: String
  /// The path's segments, decoded.
  ///
  /// `/` has none; a closing slash makes a last empty one.
  public var segments: [String]
  public var query: Query
  public var headers: Headers
  /// The collected body, decoded by its `Content-Encoding`; empty on a streaming route.
  public var body: [UInt8]
  /// The body of a streaming route (`Route.Body.stream`).
  public var stream: BodyStream?
  /// The route's parameters, decoded, in the order of its pattern.
  public var parameters: [(name: String, value: String)] = []
  /// The pattern of the route that matched.
  public var pattern: String?
  /// The client's `X-Request-Id` where it is sane, else a fresh one.
  public var id: String
  /// The client's address: the peer's, or whom a trusted proxy names (`Forwarding`).
  public var remote: Endpoint
  public var scheme: String
  /// The authority that the client asked for (`Host`, or the absolute target's); nil on HTTP/1.0.
  public var authority: String?
  public var cancellation: Cancellation
  /// What the hook `admit` noted of the client.
  public var pass: (any Sendable)?
  /// `If-None-Match` as sent, where its tags name codings that `headers` has them without.
  var codedTags: String?

  /// - Throws: `HTTPError` 400 where path or query do not decode.
  public init(
    method: Method, target: String, headers: Headers = [:], body: [UInt8] = [],
    stream: BodyStream? = nil, id: String = "test", remote: Endpoint = .unknown,
    scheme: String = "http", authority: String? = nil, cancellation: Cancellation = Cancellation()
  ) throws {
    let parts = try RequestTarget(target)
    self.method = method
    self.target = target
    path = parts.path
    segments = parts.segments
    query = parts.query
    self.headers = headers
    self.body = body
    self.stream = stream
    self.id = id
    self.remote = remote
    self.scheme = scheme
    self.authority = parts.authority ?? authority ?? headers["Host"]
    self.cancellation = cancellation
  }

  /// Where it stands in a trace of several services, where the client says so.
  public var trace: TraceContext? { headers["traceparent"].flatMap { TraceContext($0) } }

  /// The value of `{name}` in the route's pattern, decoded.
  ///
  /// - Throws: `HTTPError` 500 where the pattern has no such parameter: a fault of the routes.
  public func parameter(_ name: String) throws -> String {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      throw HTTPError(.internalServerError, "The route has no parameter {\(name)}.")
    }
    return parameter.value
  }

  /// The whole body, also of a streaming route.
  ///
  /// - Throws: what `BodyStream.read` throws.
  public func collectedBody() throws -> [UInt8] {
    guard let stream else { return body }
    var all: [UInt8] = []
    while let chunk = try stream.read() { all += chunk }
    return all
  }
}
