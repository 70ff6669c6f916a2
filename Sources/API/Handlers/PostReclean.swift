import Domain
import HTTPServer
import Ingest

/// `POST /v1/articles/{id}/reclean`: cleans the kept page again with today's cleaner.
struct PostReclean: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let id = try request.articleID()
    let reading = try Reading(
      Parameters(request, ["fields", "format"]), accept: request.headers)
    try request.expectNoBody("The page is named by the address, and cleaned as it was posted.")
    if let stored = try service.store.article(id) {
      _ = try EntityTag.check(changing: stored, request.headers)
    }
    guard let receipt = try service.ingest.reclean(id) else {
      guard try !service.page(id).isForgotten else { throw Problem.rawForgotten(id) }
      throw Problem.noSuchArticle(id.rawValue)
    }
    guard let stored = receipt.article else {
      throw Problem.noArticle(.unprocessableContent, why: receipt.refusal, id: id)
    }
    var response = reading.response(.ok, ArticleView(stored, outcome: receipt.outcome))
    Validators(stored, reading: reading, version: service.version).mark(&response)
    return response
  }
}
