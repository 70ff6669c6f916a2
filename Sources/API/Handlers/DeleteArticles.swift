import Domain
import HTTPServer
import Ingest

/// `DELETE /v1/articles?url=…`: removes all that match a filter, never without one.
struct DeleteArticles: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ArticleQuery.Filter.parameters)
    let filter = try ArticleQuery.Filter(parameters, address: service.reader.address)
    // What leaves out duplicates alone chooses no articles: nearly all are none.
    var choosing = filter
    choosing.excludesDuplicates = false
    guard !choosing.isEmpty else {
      throw Problem(
        .badRequest, "no-filter",
        "Say which articles to delete, such as url=… or host=…: without a filter all would go.")
    }
    let count = try service.store.delete(matching: filter)
    return .json { $0.member("deleted", count) }
  }
}
