import Domain
import HTTPServer
import Ingest

/// `GET /v1/changes?since=`: what was added, revised, changed and deleted after a point, in order.
///
/// A client that keeps a copy begins with `since=0` and goes on with each answer's `next`.
struct GetChanges: Handler {
  let ledger: Ledger

  static let mostChanges = 1000

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ["limit", "since"])
    let since = try GetChanges.number("since", parameters, 0, 0...Int64.max)
    let limit = try GetChanges.number("limit", parameters, 100, 1...Int64(GetChanges.mostChanges))
    guard let list = try list(since: since, limit: Int(limit)) else {
      throw Problem(
        .gone, "changes-forgotten",
        "Deletions after \(since) have been forgotten, as retention.tombstone_age says. Begin anew with"
          + " since=0, and drop what that does not name.")
    }
    var response = Response.json(
      headers: ["Cache-Control": "no-cache"], capacity: list.changes.count * 256 + 64
    ) { writer in
      writer.name("changes")
      writer.array { for change in list.changes { GetChanges.write(change, to: &$0) } }
      // A text, so that nobody counts with it.
      writer.member("next", String(list.next))
      writer.member("complete", list.isComplete)
    }
    if !list.isComplete {
      response.headers["Link"] =
        "</v1/changes?since=\(list.next)&limit=\(limit)>; rel=\"next\""
    }
    return response
  }

  private func list(since: Int64, limit: Int) throws -> ChangeList? {
    do {
      return try ledger.store.changes(since: since, limit: limit)
    } catch StoreError.badCursor {
      throw Problem.badParameter(
        "since", "\(since)",
        "This store has not come so far: it is another one, or was put back from a backup. Begin anew"
          + " with since=0, and drop what that does not name.")
    }
  }

  private static func write(_ change: PageChange, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("change", String(change.change))
      writer.member("kind", change.kind.rawValue)
      writer.member("id", change.id.rawValue)
      writer.member("at", change.at.rfc3339)
      guard change.kind != .deleted else { return }
      writer.member("url", change.url)
      writer.member("revision", change.revision)
      writer.member("article", change.hasArticle)
      writer.name("hrefs")
      writer.object { $0.member("self", Paths.article(change.id)) }
    }
  }

  private static func number(
    _ name: String, _ parameters: Parameters, _ standard: Int64, _ range: ClosedRange<Int64>
  ) throws -> Int64 {
    guard let text = parameters[name] else { return standard }
    guard let number = Int64(text), range.contains(number) else {
      throw Problem.badParameter(
        name, text,
        name == "since"
          ? "Give the next of the answer before, or 0 to begin."
          : "Give a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }
}
