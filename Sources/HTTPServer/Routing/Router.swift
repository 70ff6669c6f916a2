/// Who answers what: routes by path pattern and method, with 404, 405, OPTIONS and HEAD.
///
/// Testable without a socket:
///
///     let router = Router([.get("/articles/{id}", GetArticle(articles: shelf))])
///     router.respond(to: try Request(method: .get, target: "/articles/7")).status
public struct Router: Sendable {
  /// The routes of one pattern.
  struct Resource: Sendable {
    let text: String
    let pattern: PathPattern
    var routes: [Route]

    /// The methods as `Allow` lists them (RFC 9110 §10.2.1).
    var allow: String {
      var methods = Set(routes.map(\.method.rawValue))
      if methods.contains("GET") { methods.insert("HEAD") }
      methods.insert("OPTIONS")
      return methods.sorted().joined(separator: ", ")
    }

    func route(for method: Method) -> Route? {
      routes.first { $0.method == method }
        ?? (method == .head ? routes.first { $0.method == .get } : nil)
    }
  }

  /// What a method and path come to.
  enum Resolution {
    case route(Route, parameters: [(name: String, value: String)])
    case options(allow: String)
    case methodNotAllowed(allow: String)
    case notFound
  }

  private let resources: [Resource]
  /// The methods that some route has.
  private let allow: String
  let errors: any ErrorRenderer
  let hooks: Hooks

  public init(
    _ routes: [Route], errors: any ErrorRenderer = PlainTextErrors(), hooks: Hooks = Hooks()
  ) {
    var resources: [Resource] = []
    for route in routes {
      if let index = resources.firstIndex(where: { $0.text == route.pattern }) {
        resources[index].routes.append(route)
      } else {
        resources.append(
          Resource(
            text: route.pattern, pattern: PathPattern(route.pattern), routes: [route]))
      }
    }
    self.resources = resources.sorted { $0.pattern.comesBefore($1.pattern) }
    allow = Resource(text: "*", pattern: PathPattern("/"), routes: routes).allow
    self.errors = errors
    self.hooks = hooks
  }

  /// Every method and pattern that is answered, HEAD and OPTIONS apart.
  public var operations: [(method: Method, pattern: String)] {
    resources.flatMap { resource in
      resource.routes.map { (method: $0.method, pattern: $0.pattern) }
    }
  }

  func resolve(_ method: Method, _ request: Request) -> Resolution {
    // RFC 9110 §9.3.7: `OPTIONS *` asks about the server as a whole.
    if request.path == "*" {
      return method == .options ? .options(allow: allow) : .notFound
    }
    for resource in resources {
      guard let parameters = resource.pattern.match(request.segments) else { continue }
      if let route = resource.route(for: method) { return .route(route, parameters: parameters) }
      let allow = resource.allow
      return method == .options ? .options(allow: allow) : .methodNotAllowed(allow: allow)
    }
    return .notFound
  }

  /// Routes and answers one request; errors are rendered, hooks `admit` and `finish` run.
  ///
  /// The answer to HEAD still has its body: leaving it out is the server's last step.
  public func respond(to request: Request) -> Response {
    var request = request
    let response: Response
    do {
      let handler = try admit(&request)
      response = try handler(request)
    } catch {
      response = render(error, for: request)
    }
    var finished = finish(response, for: request)
    finished.headers["X-Request-Id"] = request.id
    return finished
  }

  /// Finds the route, notes its parameters in the request, asks `admit`; gives who answers.
  private func admit(_ request: inout Request) throws -> (Request) throws -> Response {
    switch resolve(request.method, request) {
    case .route(let route, let parameters):
      request.parameters = parameters
      request.pattern = route.pattern
      try hooks.admit?(&request)
      return route.handler.respond
    case .options(let allow):
      return { _ in Response(.noContent, headers: ["Allow": allow]) }
    case .methodNotAllowed(let allow):
      throw HTTPError.methodNotAllowed(request.method, allow: allow)
    case .notFound:
      throw HTTPError.noSuchPath(request.path)
    }
  }

  /// The answer to an error, with the fields that the error brings.
  func render(_ error: any Error, for request: Request) -> Response {
    let context = ErrorContext(requestID: request.id, method: request.method, path: request.path)
    return render(error, in: context)
  }

  func render(_ error: any Error, in context: ErrorContext) -> Response {
    var response = errors.response(to: error, in: context)
    if let error = error as? HTTPError {
      for (name, value) in error.headers where !response.headers.contains(name) {
        response.headers.append(name, value)
      }
    }
    return response
  }

  /// Completes an answer; its request id is written with the head.
  func finish(_ response: Response, for request: Request) -> Response {
    guard let complete = hooks.finish else { return response }
    var response = response
    complete(&response, request)
    return response
  }
}

extension HTTPError {
  static func methodNotAllowed(_ method: Method, allow: String) -> HTTPError {
    HTTPError(
      .methodNotAllowed, "\(method) is not possible here; use one of \(allow).",
      headers: ["Allow": allow])
  }

  static func noSuchPath(_ path: String) -> HTTPError {
    HTTPError(.notFound, "There is nothing at \(path).")
  }
}
