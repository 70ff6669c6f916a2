import Domain
import HTTPServer
import Ingest

/// An error as a client learns of it (RFC 9457): what a handler throws.
///
///     throw Problem(.notFound, "no-such-article", "There is no article 01arz…; see GET /v1/articles.")
struct Problem: Error {
  var status: Response.Status

  /// A slug; `/problems/SLUG` is the problem's type.
  var type: String

  /// What happened, and what to do.
  var detail: String
  var title: String
  var headers: Headers

  /// The client's own name for the page that it is about.
  var ref: JSONValue?

  /// More members of the problem object, written after the standard ones.
  var members: @Sendable (inout JSONWriter) -> Void

  init(
    _ status: Response.Status, _ type: String, _ detail: String, headers: Headers = [:],
    members: @escaping @Sendable (inout JSONWriter) -> Void = { _ in }
  ) {
    self.status = status
    self.type = type
    self.detail = detail
    title = Problem.titles[type] ?? status.reason
    self.headers = headers
    self.members = members
  }

  /// What each type is called; one that is not here is called by its status.
  private static let titles: [String: String] = [
    "address-refused": "The address may not be fetched",
    "bad-cursor": "The cursor is not one of this list",
    "bad-idempotency-key": "The Idempotency-Key is not one",
    "bad-page": "The page cannot be read",
    "bad-token": "The token cannot be made",
    "bad-parameter": "A parameter has no such value",
    "bad-patch": "The change cannot be made",
    "body-not-read": "The request takes no body",
    "book-too-long": "More articles match than a book may have",
    "changes-forgotten": "The changes since then are not known any more",
    "empty-page": "There is nothing to clean",
    "cross-origin": "Another origin may not change anything",
    "fetch-failed": "The page could not be fetched",
    "fetch-timeout": "The page did not come in time",
    "fetched-too-large": "What stands there is too large",
    "fetching-off": "Pages are not fetched here",
    "idempotency-key-reused": "The Idempotency-Key was used for another request",
    "idempotency-running": "The request is still at work",
    "insufficient-scope": "The token does not allow this",
    "metadata-too-large": "The metadata is too large",
    "no-article": "The page holds no article",
    "no-filter": "Deleting asks for a filter",
    "no-page": "What stands there is no page",
    "no-such-article": "There is no such article",
    "no-such-job": "There is no such job",
    "no-such-revision": "There is no such revision",
    "no-such-run": "There is no such run",
    "no-such-token": "There is no such token",
    "not-acceptable": "No form that there is is acceptable",
    "page-too-large": "The page is too large",
    "page-not-there": "The page is not there",
    "precondition-failed": "The article changed",
    "quota-exceeded": "Too many requests",
    "raw-forgotten": "The raw page is not kept any more",
    "reclean-goes-on": "A run is going on",
    "robots": "The site asks crawlers to leave the page alone",
    "storage-full": "The disk is full",
    "store-damaged": "The store is damaged",
    "store-unavailable": "The store does not answer",
    "throttled": "The site asks to be left alone for now",
    "unknown-parameter": "There is no such parameter",
    "unsupported-type": "The content type is not one that is taken here",
    "wrong-state": "The run is past that",
  ]
}

extension Problem {
  /// A value that a parameter does not take.
  static func badParameter(_ name: String, _ value: String, _ advice: String) -> Problem {
    Problem(
      .badRequest, "bad-parameter", "\(name)=\(value.prefix(200)) is not valid. \(advice)")
  }

  static func noSuchArticle(_ id: String) -> Problem {
    Problem(
      .notFound, "no-such-article",
      "There is no article \(id.prefix(64)). Its id comes with the answer to POST /v1/articles;"
        + " GET /v1/articles lists them.")
  }

  /// A page that was read and found to hold no article.
  ///
  /// - Parameters:
  ///   - status: 422 to a post, 404 to a get.
  ///   - id: where the page is kept.
  static func noArticle(
    _ status: Response.Status, why reason: String, id: StoredArticle.ID?,
    members: @escaping @Sendable (inout JSONWriter) -> Void = { _ in }
  ) -> Problem {
    let reason = reason.isEmpty ? "The page holds no article." : reason
    let advice =
      id == nil
      ? "POST /v1/clean?explain=true shows what became of each block."
      : "The page is kept: its explain link shows what became of each block, and reclean may find"
        + " an article later."
    return Problem(status, "no-article", "\(reason) \(advice)") { writer in
      if let id {
        writer.member("id", id.rawValue)
        writer.name("hrefs")
        writer.object {
          $0.member("raw", Paths.raw(id))
          $0.member("explain", Paths.explain(id))
          $0.member("reclean", Paths.reclean(id))
        }
      }
      members(&writer)
    }
  }
}

extension Problem {
  /// A page that could not be taken in.
  init(_ problem: PageProblem) {
    let (status, type): (Response.Status, String) =
      switch problem.kind {
      case .empty: (.badRequest, "empty-page")
      case .incomplete, .malformed: (.badRequest, "bad-page")
      case .notFetched: (.forbidden, "fetching-off")
      case .unsupportedType: (.unsupportedMediaType, "unsupported-type")
      case .tooLarge: (.contentTooLarge, "page-too-large")
      case .metadataTooLarge: (.contentTooLarge, "metadata-too-large")
      case .notAPage: (.unprocessableContent, "no-page")
      }
    var headers: Headers = [:]
    if problem.kind == .unsupportedType {
      headers["Accept"] = PageReader.acceptedTypes.joined(separator: ", ")
    }
    self.init(status, type, problem.detail, headers: headers) { writer in
      if let member = problem.member { writer.member("member", member) }
    }
    ref = problem.ref
  }

  init(_ error: StoreError) {
    switch error {
    case .full(let reason):
      self.init(
        .insufficientStorage, "storage-full",
        "The page was not kept: \(reason). What was acknowledged before is safe. Free some space, then"
          + " send it again.",
        headers: ["Retry-After": "60"])
    case .unavailable(let reason):
      self.init(
        .serviceUnavailable, "store-unavailable",
        "The store does not answer now: \(reason). Try again in a moment; GET /ready says when it does.",
        headers: ["Retry-After": "5"])
    case .damaged(let reason):
      self.init(
        .serviceUnavailable, "store-damaged",
        "The store cannot do it: \(reason). Trying again does not help: \(StoreError.mend).",
        headers: ["Retry-After": StoreError.mendingTime])
    case .closed:
      self.init(
        .serviceUnavailable, "store-unavailable",
        "The store is closed: the server is stopping. Try again when it has started.",
        headers: ["Retry-After": "5"])
    case .conflict:
      self.init(
        .preconditionFailed, "precondition-failed",
        "The article changed meanwhile. Read it again, then repeat the change with its new ETag.")
    case .badCursor:
      self.init(
        .badRequest, "bad-cursor",
        "The cursor was not made for this list. Take it from next, with the same filters and sort.")
    }
  }

  init(_ error: HTTPError) {
    // The server knows no route by its meaning, so where they are listed is said here.
    let advice =
      error.type == "not-found"
      ? " GET /openapi.json lists every address; / is a page for people." : ""
    self.init(error.status, error.type, error.detail + advice, headers: error.headers)
    title = error.title
  }
}
