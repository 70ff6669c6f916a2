import HTTPServer

/// `GET /metrics`: the service's counts, as Prometheus reads them.
struct GetMetrics: Handler {
  let service: Service
  let meters: RequestMeters

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    return .bytes(
      Array(meters.exposition(version: service.version).utf8),
      type: "text/plain; version=0.0.4; charset=utf-8", headers: ["Cache-Control": "no-store"])
  }
}
