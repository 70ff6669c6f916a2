import Domain
import HTTPServer
import Ingest

/// `GET /v1/articles/{id}/revisions`: what the bytes of this URL were, one after another.
struct GetRevisions: Handler {
  let service: Service
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let id = try request.articleID()
    let revisions = try ledger.store.revisions(id)
    guard !revisions.isEmpty else { throw Problem.noSuchArticle(id.rawValue) }
    return .json(
      headers: ["Cache-Control": "no-cache"], capacity: revisions.count * 512
    ) { writer in
      writer.member("id", id.rawValue)
      writer.name("revisions")
      writer.array { for revision in revisions { write(revision, of: id, to: &$0) } }
    }
  }

  private func write(
    _ revision: Revision, of id: StoredArticle.ID, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("revision", revision.number)
      writer.member("ingested_at", revision.ingestedAt.rfc3339)
      writer.member("title", revision.title)
      writer.member("cleaner", revision.cleaner)
      writer.member("refusal", revision.refusal.isEmpty ? nil : revision.refusal)
      writer.member("raw", revision.raw)
      writer.name("hrefs")
      writer.object {
        $0.member("self", Paths.revision(revision.number, of: id))
        $0.member("raw", Paths.raw(ofRevision: revision.number, of: id))
      }
    }
  }
}

/// `GET /v1/articles/{id}/revisions/{n}`: the article that those bytes gave, without the client's
/// corrections, which are of the page as it is now.
struct GetRevision: Handler {
  let service: Service
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    let id = try request.articleID()
    let number = try request.revision()
    let reading = try Reading(
      Parameters(request, ["fields", "format"]), accept: request.headers)
    guard var stored = try ledger.store.article(id, revision: number) else {
      guard let revision = try ledger.store.revisions(id).first(where: { $0.number == number })
      else { throw Problem.noSuchRevision(number, of: id) }
      throw Problem.noArticle(.notFound, why: revision.refusal, id: id)
    }
    stored.corrections = [:]
    let validators = Validators(stored, reading: reading, version: service.version)
    if let unchanged = try validators.precondition(of: request, vary: reading.vary) {
      return unchanged
    }
    var view = ArticleView(stored)
    view.place?.isOneOfRevisions = true
    var response = reading.response(.ok, view)
    validators.mark(&response)
    return response
  }
}

extension Request {
  /// The revision that the path names.
  ///
  /// - Throws: `Problem` 404 where it is no number.
  func revision() throws -> Int {
    let text = try parameter("n")
    guard let number = Int(text), number >= 1 else {
      throw Problem(
        .notFound, "no-such-revision",
        "\(text.prefix(40)) is no revision: they are numbered from 1. The list of them is one level"
          + " up.")
    }
    return number
  }
}

extension Problem {
  static func noSuchRevision(_ number: Int, of id: StoredArticle.ID) -> Problem {
    Problem(
      .notFound, "no-such-revision",
      "There is no revision \(number) of \(id). GET \(Paths.article(id))/revisions lists them.")
  }

  /// Raw bytes that the rules of retention gave up.
  static func rawForgotten(_ id: StoredArticle.ID) -> Problem {
    Problem(
      .gone, "raw-forgotten",
      "The raw bytes of \(id) are not kept any more, as retention.raw_age and retention.raw_size say."
        + " The article made of them is; post the page again to have the rest.")
  }
}
