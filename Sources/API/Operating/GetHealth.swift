import HTTPServer
import Ingest

/// `GET /health`: the process is up; touches neither disk nor store.
struct GetHealth: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    var writer = JSONWriter()
    writer.object {
      $0.member("status", "pass")
      $0.member("service_id", "winnow")
      $0.member("version", service.version)
    }
    writer.newline()
    return .bytes(
      writer.bytes, type: "application/health+json", headers: ["Cache-Control": "no-store"])
  }
}
