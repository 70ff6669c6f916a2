/// A refusal that knows its answer: what a handler throws, and what the protocol itself refuses.
///
///     throw HTTPError(.notFound, "There is no article \(id).", type: "no-such-article")
public struct HTTPError: Error, Sendable {
  public var status: Response.Status
  /// The machine's name of the problem, a slug such as `length-required`.
  public var type: String
  /// The kind of problem for people; the same for every occurrence.
  public var title: String
  /// What happened this time, and what to do about it.
  public var detail: String
  /// Fields that the answer must carry, such as `Retry-After`.
  public var headers: Headers

  /// - Parameters:
  ///   - type: the reason phrase in lower case with hyphens unless told
  ///   - title: the reason phrase unless told
  public init(
    _ status: Response.Status, _ detail: String, type: String? = nil, title: String? = nil,
    headers: Headers = [:]
  ) {
    self.status = status
    self.type = type ?? status.reason.lowercased().replacing(" ", with: "-")
    self.title = title ?? status.reason
    self.detail = detail
    self.headers = headers
  }
}

/// Turns errors into answers; the one place where a client learns what went wrong.
public protocol ErrorRenderer: Sendable {
  /// The answer to an error: one that a handler threw (of any type), or the protocol's own
  /// `HTTPError` about a request that may not have been read far enough to have a method and path.
  ///
  /// The server adds the fields of an `HTTPError` that the answer lacks, and `Connection`.
  func response(to error: any Error, in context: ErrorContext) -> Response
}

/// What is known of the request that an error is about.
public struct ErrorContext: Sendable {
  public var requestID: String
  /// nil where the request line could not be read.
  public var method: Method?
  /// The path as sent, without its query; nil where the request line could not be read.
  public var path: String?

  public init(requestID: String, method: Method?, path: String?) {
    self.requestID = requestID
    self.method = method
    self.path = path
  }
}

/// Errors as one line of plain text; an unknown error is a 500 that tells the client nothing.
public struct PlainTextErrors: ErrorRenderer {
  public init() {}

  public func response(to error: any Error, in context: ErrorContext) -> Response {
    guard let error = error as? HTTPError else {
      return .text("Internal Server Error: request \(context.requestID)\n", .internalServerError)
    }
    return .text("\(error.title): \(error.detail)\n", error.status)
  }
}
