/// A method and a path pattern with who answers them.
///
///     .get("/v1/articles/{id}/raw", GetRawPage(articles: store))
///     .post("/v1/articles/batch", PostBatch(…), Route.Options(body: .stream(limit: nil)))
///     .get("/health", Route.Options(isInline: true)) { _ in .text("up") }
public struct Route: Sendable {
  public let method: Method
  public let pattern: String
  public let options: Options
  public let handler: any Handler

  public struct Options: Sendable {
    public var body: Body
    /// The handler neither blocks nor computes for long, so it runs on the thread that serves the
    /// sockets, without a hop to a worker; it answers even while every worker is busy.
    public var isInline: Bool

    public init(body: Body = .standard, isInline: Bool = false) {
      self.body = body
      self.isInline = isInline
    }
  }

  /// How a route takes a request's body.
  public enum Body: Sendable, Equatable {
    /// Collected, up to `Limits.bodyBytes` after decoding.
    case standard
    /// Collected, up to so many bytes after decoding.
    case collected(limit: Int)
    /// Pulled by the handler through `Request.stream`; no limit on the whole unless told.
    case stream(limit: Int?)
  }

  public init(
    _ method: Method, _ pattern: String, _ handler: any Handler, _ options: Options = Options()
  ) {
    self.method = method
    self.pattern = pattern
    self.options = options
    self.handler = handler
  }

  public static func get(
    _ pattern: String, _ handler: any Handler, _ options: Options = Options()
  ) -> Route { Route(.get, pattern, handler, options) }

  public static func post(
    _ pattern: String, _ handler: any Handler, _ options: Options = Options()
  ) -> Route { Route(.post, pattern, handler, options) }

  public static func put(
    _ pattern: String, _ handler: any Handler, _ options: Options = Options()
  ) -> Route { Route(.put, pattern, handler, options) }

  public static func patch(
    _ pattern: String, _ handler: any Handler, _ options: Options = Options()
  ) -> Route { Route(.patch, pattern, handler, options) }

  public static func delete(
    _ pattern: String, _ handler: any Handler, _ options: Options = Options()
  ) -> Route { Route(.delete, pattern, handler, options) }

  public static func get(
    _ pattern: String, _ options: Options = Options(),
    _ respond: @escaping @Sendable (Request) throws -> Response
  ) -> Route { Route(.get, pattern, ClosureHandler(respond), options) }

  public static func post(
    _ pattern: String, _ options: Options = Options(),
    _ respond: @escaping @Sendable (Request) throws -> Response
  ) -> Route { Route(.post, pattern, ClosureHandler(respond), options) }
}
