import Domain
import HTTPServer
import Ingest

/// `GET /v1/articles/{id}/similar`: near-duplicates of an article, nearest first, with the distance.
struct GetSimilar: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let id = try request.articleID()
    let parameters = try Parameters(request, ["fields", "limit"])
    let limit = try parameters.limit ?? 20
    let fields = try Reading.fields(parameters) ?? ArticleField.summary
    guard fields.isDisjoint(with: ArticleField.bodies) else {
      throw Problem.badParameter(
        "fields", parameters["fields"] ?? "",
        "Near-duplicates come without text, html and markdown: read those at each one's address.")
    }
    guard let found = try service.nearDuplicates.nearDuplicates(of: id, limit: limit) else {
      // Says why there is none.
      _ = try service.article(id)
      throw Problem.noSuchArticle(id.rawValue)
    }
    let article = ArticleWriter(fields: fields)
    return .json(
      headers: ["Cache-Control": "no-cache"], capacity: found.count * 2048 + 64
    ) { writer in
      writer.member("id", id.rawValue)
      writer.name("similar")
      writer.array { writer in
        for duplicate in found {
          writer.object { writer in
            // Four digits: the estimate is good to two.
            writer.member("distance", (duplicate.distance * 10_000).rounded() / 10_000)
            writer.name("article")
            article.write(ArticleView(duplicate.article), to: &writer)
          }
        }
      }
    }
  }
}
