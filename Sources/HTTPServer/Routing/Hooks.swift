/// What the program above the server adds to every exchange.
public struct Hooks: Sendable {
  /// Asked once the head is read and its route known, before any of the body is taken: throw an
  /// `HTTPError` to refuse (401, 403, 429).
  ///
  /// Runs on the thread that serves the sockets. The request has no body yet. What it learns of the
  /// client goes into `Request.pass`, for `finish` and `observe`.
  public var admit: (@Sendable (inout Request) throws -> Void)?

  /// Completes every answer, refusals too: CORS, security fields.
  ///
  /// `request` is nil where no request could be read.
  public var finish: (@Sendable (inout Response, Request?) -> Void)?

  /// Told of each exchange once its last byte is written or its client is gone: for the access log
  /// and the metrics.
  ///
  /// Runs on the thread that serves the sockets.
  public var observe: (@Sendable (Observation) -> Void)?

  public init(
    admit: (@Sendable (inout Request) throws -> Void)? = nil,
    finish: (@Sendable (inout Response, Request?) -> Void)? = nil,
    observe: (@Sendable (Observation) -> Void)? = nil
  ) {
    self.admit = admit
    self.finish = finish
    self.observe = observe
  }
}

/// One exchange, as the access log has it.
public struct Observation: Sendable {
  public var requestID: String
  /// nil where the request line could not be read.
  public var method: Method?
  public var path: String?
  /// The pattern of the route, which is what metrics should be keyed by; nil where none matched.
  public var pattern: String?
  public var status: Response.Status
  /// Body bytes taken from the socket, before decoding.
  public var requestBytes: Int
  /// Bytes written to the socket, head included.
  public var responseBytes: Int
  /// From the first byte of the request to the last of the answer.
  public var duration: Duration
  public var remote: Endpoint
  /// Where it stands in a trace of several services, where the client says so.
  public var trace: TraceContext?
  /// What the hook `admit` noted.
  public var pass: (any Sendable)?
  /// The client went away before the answer was whole.
  public var isAborted: Bool
}
