import Domain
import HTTPServer

/// `GET /ready`: whether pages can be taken in now; 503 with the failing check where not.
struct GetReadiness: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let store = service.store
    let checks = [Service.Check("store") { try store.check() }] + service.checks
    var mayMend = true
    let results = checks.map { check -> (name: String, failure: String?) in
      do {
        try check.run()
        return (check.name, nil)
      } catch let error as StoreError {
        guard case .damaged(let reason) = error else { return (check.name, error.reason) }
        mayMend = false
        return (check.name, "\(reason); \(StoreError.mend)")
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
    if !isReady { response.headers["Retry-After"] = mayMend ? "5" : StoreError.mendingTime }
    return response
  }
}

extension StoreError {
  /// Seconds after which to ask again of what time alone does not mend: an hour.
  static let mendingTime = "3600"

  /// What whoever runs the server does about damage.
  static let mend =
    "whoever runs the server looks with winnow doctor how far it goes, and puts back the last backup"
    + " (winnow backup) while the server is stopped"
}
