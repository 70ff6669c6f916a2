import Domain
import HTTPServer
import Ingest

/// `PATCH /v1/articles/{id}`: the client's `metadata`, and corrections of fields, as a JSON merge patch
/// (RFC 7396).
///
/// Corrections survive a re-clean; `null` takes one back.
struct PatchArticle: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let reading = try Reading(
      Parameters(request, ["fields", "format"]), accept: request.headers)
    let id = try request.articleID()
    let patch = try PatchArticle.patch(request)
    let stored = try service.article(id)
    let isConditional = try EntityTag.check(changing: stored, request.headers)
    let (metadata, corrections) = try apply(patch, to: stored)
    // What is there already may be over a limit that was lowered: only a change of it is held to that.
    if patch.keys.contains("metadata") { try service.reader.checked(metadata) }
    // Read and written are two steps: what changed in between must not be lost, asked or not.
    guard
      let changed = try service.store.update(
        id, metadata: metadata, corrections: corrections, ifChange: stored.change,
        at: service.ingest.clock())
    else { throw isConditional ? Problem(StoreError.conflict) : Problem.noSuchArticle(id.rawValue) }
    var response = reading.response(.ok, ArticleView(changed))
    Validators(changed, reading: reading, version: service.version).mark(&response)
    return response
  }

  private static let types: Set<String> = ["application/merge-patch+json", "application/json"]

  private static func patch(_ request: Request) throws -> [String: JSONValue] {
    if let header = request.headers["Content-Type"], let type = MediaType(header),
      !types.contains(type.essence)
    {
      throw Problem(
        .unsupportedMediaType, "unsupported-type",
        "A change is a JSON merge patch: send it as application/merge-patch+json.",
        headers: ["Accept-Patch": "application/merge-patch+json"])
    }
    let value: JSONValue
    do throws(JSONFault) {
      value = try JSONValue(reading: request.body)
    } catch {
      throw bad("The body cannot be read: \(error.reason). Send a JSON merge patch anew.")
    }
    guard let members = value.members else {
      throw bad(
        "The body is not a JSON object. Send the members to change, such as {\"title\": \"…\"}.")
    }
    return members
  }

  private func apply(
    _ patch: [String: JSONValue], to stored: StoredArticle
  ) throws -> (metadata: [String: JSONValue], corrections: [String: JSONValue]) {
    var (metadata, corrections) = (stored.metadata, stored.corrections)
    for (name, value) in patch.sorted(by: { $0.key < $1.key }) {
      if name == "metadata" {
        guard value == .null || value.members != nil else {
          throw PatchArticle.bad("metadata must be an object, or null.")
        }
        metadata = JSONValue.object(metadata).merging(value).members ?? [:]
        continue
      }
      guard let field = Correction.fields[name] else {
        let names = (Correction.fields.keys + ["metadata"]).sorted().joined(separator: ", ")
        throw PatchArticle.bad("\(name.prefix(100)) cannot be changed. What can: \(names).")
      }
      var scratch = Article()
      guard value == .null || field.apply(value, &scratch) else {
        throw PatchArticle.bad("\(name) must be \(field.takes), or null to take it back.")
      }
      corrections[name] = value == .null ? nil : value
    }
    return (metadata, corrections)
  }

  private static func bad(_ detail: String) -> Problem {
    Problem(.badRequest, "bad-patch", detail)
  }
}
