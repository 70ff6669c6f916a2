import Domain
import HTTPServer
import Ingest

/// What a handler is that answers in one form, whatever the client would like.
protocol OneForm: Handler {
  /// The form's media type, without parameters.
  static var mediaType: String { get }
}

extension OneForm {
  static var mediaType: String { "application/json" }
}

extension ConfirmReclean: OneForm {}
extension DeleteArticles: OneForm {}
extension GetArticles: OneForm {}
extension GetChanges: OneForm {}
extension GetExplanation: OneForm {}
extension GetFeed: OneForm { static var mediaType: String { "application/atom+xml" } }
extension GetJob: OneForm {}
extension GetJobResults: OneForm { static var mediaType: String { BatchAnswer.contentType } }
extension GetJobs: OneForm {}
extension GetOpenAPI: OneForm {}
extension GetReclean: OneForm {}
extension GetRecleanChanges: OneForm { static var mediaType: String { BatchAnswer.contentType } }
extension GetRecleans: OneForm {}
extension GetRevisions: OneForm {}
extension GetSimilar: OneForm {}
extension GetStatistics: OneForm {}
extension GetTokens: OneForm {}
extension PostToken: OneForm {}
extension UndoReclean: OneForm {}

extension Route {
  /// The same, held to `Accept` and `If-None-Match` where its handler answers in one form.
  var inOneForm: Route {
    guard let handler = handler as? any OneForm else { return self }
    return Route(method, pattern, Formal(handler: handler), options)
  }
}

/// Answers 406 where `Accept` does not allow the form, and tags what caches may keep by its content, so
/// that a client that has it already is told so.
///
/// Lists have no time of change of their own (a deletion leaves none), so they have no `Last-Modified`.
private struct Formal: Handler {
  let handler: any OneForm

  func respond(to request: Request) throws -> Response {
    try Representation.check(type(of: handler).mediaType, accept: request.headers)
    let response = try handler.respond(to: request)
    guard case .bytes(let content) = response.body, response.status == .ok,
      response.headers["Cache-Control"] == "no-cache", !response.headers.contains("ETag")
    else { return response }
    return try response.tagged(by: PageDigest(of: content), for: request)
  }
}

extension Response {
  /// The answer with a tag made of its content; 304 where the client has it (RFC 9110 §13.1.2).
  ///
  /// - Throws: `Problem` 412 where `If-Match` wants another.
  fileprivate func tagged(by digest: PageDigest, for request: Request) throws -> Response {
    // Half of SHA-256: nobody finds two lists of the same 128 bits.
    let tag = String(digest.hexadecimal.prefix(32))
    if request.headers.contains("If-Match"),
      !EntityTag.list(request.headers, "If-Match", holds: tag, isStrong: true)
    {
      throw Problem(StoreError.conflict)
    }
    var response = self
    if EntityTag.list(request.headers, "If-None-Match", holds: tag, isStrong: false) {
      response = Response(
        .notModified, headers: ["Cache-Control": "no-cache", "Vary": "Accept-Encoding"])
    }
    response.headers["ETag"] = "\"\(tag)\""
    return response
  }
}
