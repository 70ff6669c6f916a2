import Domain
import HTTPServer
import Ingest

/// `GET /v1/articles/{id}`: one article, in the form and restored as far as the client likes.
///
/// What is stored is the fully restored article; any other way of reading cleans the kept page again.
struct GetArticle: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let id = try request.articleID()
    let reading = try Reading(
      Parameters(request, Reading.parameters), accept: request.headers)
    let stored = try service.article(id)
    let validators = Validators(stored, reading: reading, version: service.version)
    if let unchanged = validators.notModified(for: request) { return unchanged }
    var view = ArticleView(stored)
    if reading.restoring != .stored {
      let page = try service.page(id).page
      view.article = try CleanAnswer(service: service).article(of: page, stored, reading.restoring)
    }
    var response = reading.response(.ok, view)
    validators.mark(&response)
    return response
  }
}
