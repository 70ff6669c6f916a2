import Domain
import HTTPServer

/// `DELETE /v1/articles/{id}`: removes a page with its revisions.
struct DeleteArticle: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let id = try request.articleID()
    if let stored = try service.store.article(id) {
      _ = try EntityTag.check(changing: stored, request.headers)
    }
    guard try service.store.delete(id) else { throw Problem.noSuchArticle(id.rawValue) }
    return Response(.noContent)
  }
}
