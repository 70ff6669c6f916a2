import Domain
import Ingest

/// Why a page of many gave no article: the `error` of its line in the answer to a batch.
public struct PageError: Sendable {
  let problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  /// A page that could not be read.
  public init(_ problem: PageProblem) { self.problem = Problem(problem) }

  /// A page that could not be fetched.
  public init(_ problem: FetchProblem) { self.problem = Problem(problem) }

  /// A page that was read and found to hold no article.
  public init(noArticle reason: String) {
    problem = Problem(
      .unprocessableContent, "no-article", reason.isEmpty ? "The page holds no article." : reason)
  }

  /// Writes `{"type", "title", "detail"}`.
  public func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("type", "/problems/\(problem.type)")
      $0.member("title", problem.title)
      $0.member("detail", problem.detail)
    }
  }
}
