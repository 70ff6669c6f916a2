import Domain
import HTTPServer
import Ingest

/// `GET /v1/articles/{id}`: one article, in the form and restored as far as the client likes.
///
/// What is stored is the fully restored article; any other way of reading cleans the kept page again.
/// Answers are kept ready (`AnswerCache`).
struct GetArticle: Handler {
  let service: Service

  func immediateResponse(to request: Request) throws -> Response? {
    guard let key = service.answers.key(request),
      let answer = service.answers.fresh(key, writes: service.store.writes)
    else { return nil }
    return try answer.response(to: request)
  }

  func respond(to request: Request) throws -> Response {
    // Before anything is read: what is written from here on makes the answer old.
    let writes = service.store.writes
    let key = service.answers.key(request)
    if let key, let answer = service.answers.known(key),
      try service.store.change(answer.id) == answer.change
    {
      service.answers.renew(key, answer, writes: writes)
      return try answer.response(to: request)
    }
    let id = try request.articleID()
    let reading = try Reading(
      Parameters(request, Reading.parameters), accept: request.headers)
    let stored = try service.article(id)
    let validators = Validators(stored, reading: reading, version: service.version)
    if let unchanged = try validators.precondition(of: request, vary: reading.vary) {
      return unchanged
    }
    var view = ArticleView(stored)
    if reading.restoring != .stored {
      let kept = try service.page(id)
      guard !kept.isForgotten else { throw Problem.rawForgotten(id) }
      let page = kept.page
      view.article = try CleanAnswer(service: service).article(of: page, stored, reading.restoring)
    }
    let body = reading.body(view)
    var response = reading.response(.ok, body)
    validators.mark(&response)
    guard let key else { return response }
    response.headers["Vary"] = reading.vary
    return service.answers.keep(
      body, as: key, id: id, change: stored.change, validators: validators, writes: writes,
      response: response
    ).response
  }
}

extension AnswerCache.Answer {
  /// What this client is told: the answer, that it has it already, or that its condition fails.
  fileprivate func response(to request: Request) throws -> Response {
    try validators.isCurrent(for: request) ? unchanged : response
  }
}
