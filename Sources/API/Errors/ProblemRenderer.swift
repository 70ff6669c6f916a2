import Domain
import HTTPServer
import Ingest

/// Answers every error with a problem object (RFC 9457): the one place where errors become statuses.
///
/// An error that nobody expected is a 500 that tells the client its request's id and the log the
/// rest.
struct ProblemRenderer: ErrorRenderer {
  /// Told of errors that are faults of the service.
  var report: @Sendable (any Error, ErrorContext) -> Void

  func response(to error: any Error, in context: ErrorContext) -> Response {
    let problem = problem(of: error, in: context)
    var headers = problem.headers
    headers["Cache-Control"] = "no-store"
    return .json(problem.status, type: "application/problem+json", headers: headers) { writer in
      writer.member("type", "/problems/\(problem.type)")
      writer.member("title", problem.title)
      writer.member("status", problem.status.code)
      writer.member("detail", problem.detail)
      writer.member("instance", context.path)
      writer.member("request_id", context.requestID)
      problem.members(&writer)
      if let ref = problem.ref {
        writer.name("ref")
        writer.value(ref)
      }
    }
  }

  private func problem(of error: any Error, in context: ErrorContext) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let error as NamedPageError:
      var problem = problem(of: error.reason, in: context)
      problem.ref = error.ref
      return problem
    case let error as HTTPError: return Problem(error)
    case let error as PageProblem: return Problem(error)
    case let error as FetchProblem: return Problem(error)
    case let error as StoreError:
      switch error {
      case .full, .unavailable, .damaged, .closed: report(error, context)
      case .conflict, .badCursor: break
      }
      return Problem(error)
    default:
      report(error, context)
      return Problem(
        .internalServerError, "internal-error",
        "Something went wrong here that is not the request's fault. The log has it under request"
          + " \(context.requestID).")
    }
  }
}
