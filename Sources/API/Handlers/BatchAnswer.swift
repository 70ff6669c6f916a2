import Domain
import HTTPServer
import Ingest

/// The answer to many pages: one line of NDJSON for each, in the order of input.
struct BatchAnswer: Sendable {
  let service: Service
  var isKept = true

  static let contentType = "application/x-ndjson"

  /// Answers pages that are at hand already.
  func response(to pages: [Result<RawPage, PageProblem>]) -> Response {
    var writer = JSONWriter()
    for (index, page) in pages.enumerated() { write(line(for: page), index: index, to: &writer) }
    return .bytes(writer.bytes, type: BatchAnswer.contentType)
  }

  /// What became of one page.
  struct Line: Sendable {
    var ref: JSONValue?
    var status: Int
    var outcome: Receipt.Outcome?
    var id: StoredArticle.ID?
    var title: String?

    /// Nil where the page gave an article.
    var problem: Problem?
  }

  /// Takes a page in; never throws: one bad page stops no other.
  func line(for page: Result<RawPage, PageProblem>) -> Line {
    switch page {
    case .failure(let problem):
      return failed(Problem(problem), ref: problem.ref)
    case .success(let page):
      do {
        return try isKept ? keep(page) : clean(page)
      } catch let error as StoreError {
        return failed(Problem(error), ref: page.ref)
      } catch {
        return failed(
          Problem(.internalServerError, "internal-error", "Something went wrong here."),
          ref: page.ref)
      }
    }
  }

  private func failed(_ problem: Problem, ref: JSONValue?, id: StoredArticle.ID? = nil) -> Line {
    Line(ref: ref, status: problem.status.code, id: id, problem: problem)
  }

  private func keep(_ page: RawPage) throws -> Line {
    let receipt = try service.ingest.receive(page)
    guard let stored = receipt.article else {
      return failed(
        .noArticle(.unprocessableContent, why: receipt.refusal, id: receipt.id), ref: page.ref,
        id: receipt.id)
    }
    return Line(
      ref: page.ref, status: receipt.outcome == .unchanged ? 200 : 201, outcome: receipt.outcome,
      id: receipt.id, title: ArticleView(stored).article.title)
  }

  private func clean(_ page: RawPage) -> Line {
    let cleaned = service.ingest.clean(page, .stored)
    guard let article = cleaned.article else {
      return failed(
        .noArticle(.unprocessableContent, why: cleaned.refusal, id: nil), ref: page.ref)
    }
    return Line(ref: page.ref, status: 200, title: article.title)
  }

  func write(_ line: Line, index: Int, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("index", index)
      writer.name("ref")
      if let ref = line.ref { writer.value(ref) } else { writer.null() }
      writer.member("status", line.status)
      guard let problem = line.problem else {
        writer.member("outcome", line.outcome?.rawValue)
        writer.member("id", line.id?.rawValue)
        writer.member("title", line.title)
        return
      }
      if let id = line.id { writer.member("id", id.rawValue) }
      writer.name("error")
      PageError(problem).write(to: &writer)
    }
    writer.newline()
  }
}
