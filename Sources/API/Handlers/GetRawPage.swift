import Domain
import HTTPServer

/// `GET /v1/articles/{id}/raw`: the page as it was posted, byte for byte; `…/revisions/{n}/raw`: as it
/// was then.
///
/// Served so that no browser runs it: as a download, in a sandbox, its type not guessed. Parts of it
/// may be asked for with `Range`; where one is, the page's own coding is the identity.
struct GetRawPage: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let isOfRevision = request.parameters.contains { $0.name == "n" }
    let kept = try service.page(
      try request.articleID(), revision: isOfRevision ? try request.revision() : nil)
    guard !kept.isForgotten else { throw Problem.rawForgotten(kept.id) }
    try Representation.check(kept.raw.mediaType, accept: request.headers)
    let validators = Validators(tag: kept.raw.digest.hexadecimal, modified: kept.ingestedAt)
    if let unchanged = try validators.precondition(of: request) { return unchanged }
    let ending = kept.raw.mediaType == "text/plain" ? "txt" : "html"
    var response = Response.bytes(
      kept.page.bytes, type: "\(kept.raw.mediaType); charset=\(kept.raw.charset)",
      headers: [
        "Content-Disposition": "attachment; filename=\"\(kept.id).\(ending)\"",
        "Content-Security-Policy": ContentPolicy.raw,
        "X-Content-Type-Options": "nosniff",
      ])
    validators.mark(&response)
    return try response.ranged(for: request)
  }
}
