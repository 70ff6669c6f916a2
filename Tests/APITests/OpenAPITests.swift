import Domain
import HTTPServer
import Testing

@testable import API
@testable import Ingest

/// The OpenAPI document says what the service does: routes, parameters, members.
struct OpenAPITests {
  let desk = Desk()

  let document: [String: JSONValue]

  init() throws {
    document = try #require(JSONValue(json: GetOpenAPI.document)?.members)
  }

  @Test func `is served as the contract`() throws {
    let answer = try desk.ask(.get, "/openapi.json")

    #expect(answer.status == 200)
    #expect(answer.headers["Content-Type"] == "application/json")
    #expect(answer["openapi"] == .string("3.1.0"))
  }

  @Test func `every route is in the document, and nothing else is`() throws {
    let written = try operations().map { "\($0.method) \($0.path)" }

    let served = desk.router.operations.map { "\($0.method) \($0.pattern)" }

    #expect(Set(written).subtracting(served) == [], "written and not served")
    #expect(Set(served).subtracting(written) == [], "served and not written")
  }

  /// A parameter that nobody has brings out, in the refusal, those that there are.
  @Test func `each operation takes the query parameters that the document names`() throws {
    for operation in try operations() {
      let path = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "1" : $0 }
      let list = operation.query.sorted().joined(separator: ", ")

      let answer = try desk.ask(
        HTTPServer.Method(rawValue: operation.method),
        "/" + path.joined(separator: "/") + "?no-such-parameter=1",
        headers: ["Authorization": "Bearer \(desk.service.access.localSecret)"])

      let place = "\(operation.method) \(operation.path)"
      #expect(answer.problem == "unknown-parameter", "\(place)")
      #expect(
        answer.text.contains(
          list.isEmpty ? "This address takes none." : "The parameters are \(list)."), "\(place)")
    }
  }

  @Test func `each operation has the refusals that the document names`() throws {
    let local: Headers = ["Authorization": "Bearer \(desk.service.access.localSecret)"]
    try desk.ask(.post, "/v1/tokens", #"{"name":"a","scopes":["read"]}"#, headers: local)

    for operation in try operations() {
      let path = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "1" : $0 }
      let target = "/" + path.joined(separator: "/")
      let method = HTTPServer.Method(rawValue: operation.method)
      let place = "\(operation.method) \(operation.path)"

      let stranger = try desk.ask(method, target)
      let lost = try desk.ask(method, target + "?no-such-parameter=1", headers: local)

      #expect(operation.statuses.contains("\(lost.status)"), "\(place): \(lost.status)")
      if stranger.status == 401 {
        #expect(operation.statuses.isSuperset(of: ["401", "403", "429"]), "\(place)")
      }
    }
    let reclean = document["paths"]?["/v1/articles/{id}/reclean"]?["post"]?["responses"]
    #expect(reclean?["410"] != nil)
  }

  @Test func `an article has the members that the document names`() throws {
    let members = try #require(schema("Article")?["properties"]?.members)

    // The client's own name for a page is no field of the article.
    #expect(Set(members.keys) == Set(ArticleField.allCases.map(\.rawValue)).union(["ref"]))
  }

  @Test func `a page has the members that the document names`() throws {
    let members = try #require(schema("Page")?["properties"]?.members)

    #expect(members.keys.sorted() == PageMembers.names)
  }

  @Test func `what can be corrected is what the document names`() throws {
    let patch = try #require(
      document["paths"]?["/v1/articles/{id}"]?["patch"]?["requestBody"]?["content"]?[
        "application/merge-patch+json"]?["schema"]?["properties"]?.members)

    #expect(Set(patch.keys) == Set(Correction.fields.keys).union(["metadata"]))
  }

  @Test func `every reference leads somewhere`() {
    for reference in references(in: .object(document)) {
      let place = reference.dropFirst(2).split(separator: "/")
        .reduce(JSONValue.object(document) as JSONValue?) { $0?[String($1)] }

      #expect(place != nil, "\(reference)")
    }
  }

  private struct Operation {
    var method: String
    var path: String
    var query: [String]
    var statuses: Set<String>
  }

  private func operations() throws -> [Operation] {
    let paths = try #require(document["paths"]?.members)
    let methods = ["delete", "get", "patch", "post", "put"]
    return try paths.sorted { $0.key < $1.key }.flatMap { path, item in
      try methods.compactMap { method in
        guard let operation = item[method] else { return nil }
        return Operation(
          method: method.uppercased(), path: path,
          query: try names(operation["parameters"], in: "query"),
          statuses: Set(operation["responses"]?.members?.keys.map(\.self) ?? []))
      }
    }
  }

  private func names(_ list: JSONValue?, in place: String) throws -> [String] {
    guard case .array(let parameters)? = list else { return [] }
    return try parameters.compactMap { parameter in
      let key = try #require(parameter["$ref"]?.text).split(separator: "/").last.map(String.init)
      let value = document["components"]?["parameters"]?[key ?? ""]
      return value?["in"]?.text == place ? value?["name"]?.text : nil
    }
  }

  private func schema(_ name: String) -> JSONValue? {
    document["components"]?["schemas"]?[name]
  }

  private func references(in value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { name, value in
        name == "$ref" ? [value.text].compactMap(\.self) : references(in: value)
      }
    case .array(let values): values.flatMap(references)
    default: []
    }
  }
}

extension JSONValue {
  fileprivate subscript(name: String) -> JSONValue? { members?[name] }

  fileprivate var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
