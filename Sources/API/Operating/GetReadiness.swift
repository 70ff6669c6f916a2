import Domain
import HTTPServer

/// `GET /ready`: whether pages can be taken in now; 503 with the failing check where not.
struct GetReadiness: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
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
    var writer = JSONWriter()
    writer.object { writer in
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
    writer.newline()
    var headers: Headers = ["Cache-Control": "no-store"]
    if !isReady { headers["Retry-After"] = "5" }
    return .bytes(
      writer.bytes, type: "application/health+json", isReady ? .ok : .serviceUnavailable,
      headers: headers)
  }
}
