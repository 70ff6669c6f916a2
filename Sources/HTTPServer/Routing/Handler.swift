/// Answers requests.
///
/// It runs on a worker thread and may block.
public protocol Handler: Sendable {
  /// - Throws: `HTTPError` for a refusal; any other error goes to the `ErrorRenderer` too, which
  ///   knows what to make of it.
  func respond(to request: Request) throws -> Response

  /// The answer where it is at hand without waiting (a cached article), else nil and `respond` is
  /// called on a worker. Runs on the thread that serves the sockets: no lock held long, no file, no
  /// database. Asked only for requests without a body.
  func immediateResponse(to request: Request) throws -> Response?
}

extension Handler {
  public func immediateResponse(to request: Request) throws -> Response? { nil }
}

/// A handler made of a closure.
public struct ClosureHandler: Handler {
  let closure: @Sendable (Request) throws -> Response

  public init(_ closure: @escaping @Sendable (Request) throws -> Response) {
    self.closure = closure
  }

  public func respond(to request: Request) throws -> Response { try closure(request) }
}
