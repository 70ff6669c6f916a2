import Domain
import HTTPServer

/// `GET /ready`: whether pages can be taken in now; 503 with the failing check where not.
struct GetReadiness: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let store = service.store
    let checks = [Service.Check("store") { try store.check() }] + service.checks
    let results = checks.map { check -> (name: String, failure: String?) in
      do {
        try check.run()
        return (check.name, nil)
      } catch {
        return (check.name, "\(error)")
      }
    }
    let isReady = results.allSatisfy { $0.failure == nil }
    var response = Response.json(
      isReady ? .ok : .serviceUnavailable, type: "application/health+json",
      headers: ["Cache-Control": "no-store"]
    ) { writer in
      writer.member("status", isReady ? "pass" : "fail")
      writer.name("checks")
      writer.object { writer in
        for result in results {
          writer.name(result.name)
          writer.object {
            $0.member("status", result.failure == nil ? "pass" : "fail")
            if let failure = result.failure { $0.member("output", failure) }
          }
        }
      }
    }
    if !isReady { response.headers["Retry-After"] = "5" }
    return response
  }
}
