import Domain
import HTTPServer
import Ingest

/// Cleaning for an answer alone: nothing of it is kept.
struct CleanAnswer {
  let service: Service

  /// The answer to a page that is cleaned and not kept.
  ///
  /// - Parameter isExplained: whether the blocks stand beside the article.
  /// - Throws: `Problem` 422 where the page holds no article.
  func answer(
    _ page: RawPage, _ reading: Reading, isExplained: Bool = false
  ) throws -> Response {
    let cleaned = service.ingest.clean(
      page, reading.restoring, for: isExplained ? .explaining : .nothing)
    guard let article = cleaned.article else {
      throw Problem.noArticle(.unprocessableContent, why: cleaned.refusal, id: nil) { writer in
        guard isExplained else { return }
        writer.name("explain")
        writer.object { Explanation.blocks.write(cleaned, to: &$0) }
      }
    }
    var view = ArticleView(article, of: page, cleaned: cleaned)
    view.ref = page.ref
    guard isExplained else { return reading.response(.ok, view) }
    return .json(capacity: page.bytes.count * 2 + 4096) { writer in
      writer.name("article")
      ArticleWriter(fields: reading.fields ?? ArticleField.everything).write(view, to: &writer)
      writer.name("explain")
      writer.object { Explanation.blocks.write(cleaned, to: &$0) }
    }
  }

  /// A stored page read in another way than it is stored, with its client's corrections.
  ///
  /// - Throws: `Problem` 404 where the page, so read, holds no article.
  func article(
    of page: RawPage, _ stored: StoredArticle, _ restoring: Restoring
  ) throws -> Article {
    let cleaned = service.ingest.clean(
      page, restoring, as: stored.article, for: .nothing)
    guard let article = cleaned.article else {
      throw Problem.noArticle(.notFound, why: cleaned.refusal, id: stored.id)
    }
    return article.corrected(by: stored.corrections)
  }
}
