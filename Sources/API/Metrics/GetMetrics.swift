import HTTPServer

/// `GET /metrics`: what the service counts, as Prometheus reads it.
struct GetMetrics: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    return .bytes(
      Array(service.metrics.exposition().utf8),
      type: "text/plain; version=0.0.4; charset=utf-8", headers: ["Cache-Control": "no-store"])
  }
}
