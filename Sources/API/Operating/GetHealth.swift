import Domain
import HTTPServer

/// `GET /health`: the process is up; touches neither disk nor store.
struct GetHealth: Handler {
  /// The same each time, so it is made once, with what every answer has.
  private let answer: Response

  init(service: Service) {
    answer = .json(
      type: "application/health+json",
      headers: ["Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"]
    ) {
      $0.member("status", "pass")
      $0.member("service_id", "winnow")
      $0.member("version", service.version)
    }
  }

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    return answer
  }
}
