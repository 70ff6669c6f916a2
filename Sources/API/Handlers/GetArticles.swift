import Domain
import HTTPServer
import Ingest

/// `GET /v1/articles`: a page of the articles that match, and where the next one begins.
struct GetArticles: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(
      request, ArticleQuery.Filter.parameters + ArticleQuery.paging + ["fields"])
    var query = try ArticleQuery(parameters, address: service.reader.address)
    let fields = try Reading.fields(parameters) ?? ArticleField.summary
    query.includesText = !fields.isDisjoint(with: ArticleField.bodies)
    let list = try service.store.list(query)
    let article = ArticleWriter(fields: fields)
    var response = Response.json(
      headers: ["Cache-Control": "no-cache"], capacity: list.articles.count * 2048 + 64
    ) { writer in
      writer.name("articles")
      writer.array { writer in
        for stored in list.articles {
          var view = ArticleView(stored)
          view.snippet = list.snippets[stored.id]
          article.write(view, to: &writer)
        }
      }
      writer.member("next", list.next)
    }
    if let next = list.next {
      response.headers["Link"] = "<\(link(to: next, request))>; rel=\"next\""
    }
    return response
  }

  /// The same list from the cursor on.
  private func link(to cursor: String, _ request: Request) -> String {
    let kept = request.query.parameters.filter { $0.name != "cursor" }
      .map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
    return request.path + "?"
      + (kept + ["cursor=\(PercentCoding.encode(cursor))"]).joined(separator: "&")
  }
}
