import Domain
import HTTPServer
import Ingest

/// `GET /v1/articles/{id}/explain`: every block of the page and what became of it, or its repairs,
/// the witnesses of its fields, or how it was fetched.
///
/// The repairs are those recorded when the page was cleaned; blocks and witnesses are not kept, so the
/// page is cleaned again for them.
struct GetExplanation: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let id = try request.articleID()
    let view: Explanation = try Parameters(request, ["view"]).choice("view") ?? .blocks
    let kept = try service.page(id)
    let stored = try service.store.article(id)
    let tag = "\(stored?.change ?? 0)-\(view.rawValue)-\(service.version)"
    let validators = Validators(tag: tag, modified: stored?.updatedAt ?? kept.ingestedAt)
    if view == .fetch {
      // A fetch that finds nothing new changes its record and not the article: no tag holds for it.
      let fetch = try kept.page.url.flatMap { try service.ingest.fetches?.lastFetch(of: $0) }
      return explain(fetch?.record, of: kept)
    }
    if let unchanged = try validators.precondition(of: request) { return unchanged }
    guard !kept.isForgotten else { throw Problem.rawForgotten(id) }
    var cleaned = service.ingest.clean(
      kept.page, .stored, as: stored?.article, for: .explaining)
    if view == .edits { cleaned.edits = try service.store.edits(id) }
    var response = Response.json(capacity: kept.page.bytes.count * 2 + 4096) { writer in
      writer.member("id", id.rawValue)
      writer.member("revision", kept.revision)
      writer.member("refusal", cleaned.refusal.isEmpty ? nil : cleaned.refusal)
      view.write(cleaned, to: &writer)
    }
    validators.mark(&response)
    return response
  }

  /// How the page was last fetched; null where it came in otherwise.
  private func explain(_ record: FetchRecord?, of kept: StoredPage) -> Response {
    .json { writer in
      writer.member("id", kept.id.rawValue)
      writer.member("revision", kept.revision)
      writer.name("fetch")
      if let record { Explanation.write(record, to: &writer) } else { writer.null() }
    }
  }
}
