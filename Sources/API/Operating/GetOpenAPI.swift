import HTTPServer

/// `GET /openapi.json`: the contract as OpenAPI 3.1.
///
/// The document is `OpenAPI/openapi.json`, written by hand; `OpenAPITests` holds it to the routes, their
/// parameters and the members of an article.
struct GetOpenAPI: Handler {
  static let document = PackageResources.openapi_json

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    return .bytes(
      GetOpenAPI.document, type: "application/json", headers: ["Cache-Control": "no-cache"])
  }
}
