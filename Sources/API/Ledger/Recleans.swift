import Domain
import HTTPServer
import Ingest

/// `POST /v1/reclean`: cleans all that match again in the background, 202; with `dry_run=true` says at
/// once, one line of JSON a page and a summary, what that would change.
struct PostRecleans: Handler {
  let service: Service
  let ledger: Ledger

  /// What chooses pages; clusters change under a run, so `duplicates` is not among them.
  static let parameters = ArticleQuery.Filter.parameters.filter { $0 != "duplicates" }

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, PostRecleans.parameters + ["dry_run"])
    let filter = try ArticleQuery.Filter(parameters, address: service.reader.address)
    let isTrial = try parameters.flag("dry_run", standard: false)
    try Representation.check(
      isTrial ? BatchAnswer.contentType : "application/json", accept: request.headers)
    try request.expectNoBody("What chooses pages stands in the address, such as ?host=example.org.")
    guard isTrial else {
      let run: RecleanRun
      do {
        run = try ledger.recleaning.begin(filter)
      } catch StoreError.conflict {
        throw Problem.recleanGoesOn
      }
      var response = RecleanAnswer.response(run, .accepted)
      response.headers["Location"] = RecleanAnswer.path(run.number)
      return response
    }
    let recleaner = ledger.recleaning.recleaner
    let cancellation = request.cancellation
    return Response(
      headers: ["Content-Type": "application/x-ndjson"],
      body: .written { writer in
        let summary = try recleaner.tryOut(
          filter, until: { (try? cancellation.check()) == nil },
          emit: { report in try writer.write(Array((report + "\n").utf8)) })
        try writer.write(RecleanAnswer.line(summary))
      })
  }
}

/// `GET /v1/reclean`: every run that is known, the newest first.
struct GetRecleans: Handler {
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let runs = try ledger.store.recleans()
    return .json(
      headers: ["Cache-Control": "no-store"], capacity: runs.count * 512 + 64
    ) { writer in
      writer.name("runs")
      writer.array { for run in runs { RecleanAnswer.write(run, to: &$0) } }
    }
  }
}

/// `GET /v1/reclean/{run}`: how far a run is and what it came to.
struct GetReclean: Handler {
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    return RecleanAnswer.response(try ledger.run(request), .ok)
  }
}

/// `GET /v1/reclean/{run}/changes`: what a run changed, byte for byte as its dry run says it: a line a page,
/// gone once the run is confirmed or undone, and the summary.
struct GetRecleanChanges: Handler {
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    let run = try ledger.run(request)
    let store = ledger.store
    return Response(
      headers: ["Content-Type": "application/x-ndjson"],
      body: .written { writer in
        var page: Int64 = 0
        while true {
          let reports = try store.recleanReports(run.number, after: page, limit: 500)
          guard let last = reports.last else { break }
          page = last.page
          try writer.write(Array(reports.map { $0.report + "\n" }.joined().utf8))
        }
        try writer.write(RecleanAnswer.line(run.summary))
      })
  }
}

/// `POST /v1/reclean/{run}/undo`: puts the previous articles back, 202; a run that is going on stops.
struct UndoReclean: Handler {
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    try request.expectNoBody("The run is named by the address.")
    let run = try ledger.run(request)
    do {
      guard let undone = try ledger.recleaning.undo(run.number) else {
        throw Problem.noSuchRun("\(run.number)")
      }
      return RecleanAnswer.response(undone, .accepted)
    } catch StoreError.conflict {
      throw Problem.cannot("undone", run)
    }
  }
}

/// `POST /v1/reclean/{run}/confirm`: forgets the previous articles, which then take no room any more.
struct ConfirmReclean: Handler {
  let ledger: Ledger

  func respond(to request: Request) throws -> Response {
    _ = try Parameters(request, [])
    try request.expectNoBody("The run is named by the address.")
    let run = try ledger.run(request)
    do {
      guard let confirmed = try ledger.recleaning.recleaner.confirm(run.number) else {
        throw Problem.noSuchRun("\(run.number)")
      }
      return RecleanAnswer.response(confirmed, .ok)
    } catch StoreError.conflict {
      throw Problem.cannot("confirmed", run)
    }
  }
}

extension Ledger {
  /// The run that the path names.
  fileprivate func run(_ request: Request) throws -> RecleanRun {
    let text = try request.parameter("run")
    guard let number = Int64(text), let run = try store.reclean(number) else {
      throw Problem.noSuchRun(text)
    }
    return run
  }
}

extension Request {
  /// Refuses a body where none is read: a filter in it would be lost, and all pages be meant.
  ///
  /// - Throws: `Problem` 400.
  func expectNoBody(_ advice: String) throws {
    guard body.isEmpty else {
      throw Problem(
        .badRequest, "body-not-read", "This request takes no body, and nothing was done. \(advice)")
    }
  }
}

extension Problem {
  fileprivate static let recleanGoesOn = Problem(
    .conflict, "reclean-goes-on",
    "A run of recleaning is going on; GET /v1/reclean shows how far it is. Wait for its end.")

  fileprivate static func noSuchRun(_ text: String) -> Problem {
    Problem(
      .notFound, "no-such-run",
      "There is no run \(text.prefix(40)). GET /v1/reclean lists them.")
  }

  fileprivate static func cannot(_ participle: String, _ run: RecleanRun) -> Problem {
    let advice =
      switch run.state {
      case .running, .undoing: "It is \(run.state.rawValue): wait for its end."
      case .done: "Another run is going on: wait for its end."
      case .undone: "Its articles are back as they were."
      case .confirming, .confirmed: "What it replaced has been forgotten."
      }
    return Problem(.conflict, "wrong-state", "Run \(run.number) cannot be \(participle). \(advice)")
  }
}

/// Runs as they are answered.
public enum RecleanAnswer {
  /// The last line of a report: `{"summary": {…}}`.
  public static func line(_ summary: RecleanSummary) -> [UInt8] {
    var json = JSONWriter()
    json.object {
      $0.name("summary")
      write(summary, to: &$0)
    }
    json.newline()
    return json.bytes
  }

  /// A run on a line of its own.
  public static func line(_ run: RecleanRun) -> [UInt8] {
    var json = JSONWriter()
    write(run, to: &json)
    json.newline()
    return json.bytes
  }

  static func path(_ run: Int64) -> String { "/v1/reclean/\(run)" }

  static func response(_ run: RecleanRun, _ status: Response.Status) -> Response {
    .bytes(
      line(run), type: "application/json", status, headers: ["Cache-Control": "no-store"])
  }

  static func write(_ run: RecleanRun, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("run", Int(run.number))
      writer.member("state", run.state.rawValue)
      writer.member("cleaner", run.cleaner)
      writer.member("boilerplate_version", Int(run.furniture))
      writer.member("started_at", run.startedAt.rfc3339)
      writer.member("finished_at", run.finishedAt?.rfc3339)
      writer.name("summary")
      write(run.summary, to: &writer)
      writer.name("hrefs")
      writer.object {
        $0.member("self", path(run.number))
        $0.member("changes", path(run.number) + "/changes")
        $0.member("undo", path(run.number) + "/undo")
        $0.member("confirm", path(run.number) + "/confirm")
      }
    }
  }

  static func write(_ summary: RecleanSummary, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("pages", summary.pages)
      writer.member("unchanged", summary.unchanged)
      writer.member("changed", summary.changed)
      writer.member("appeared", summary.appeared)
      writer.member("vanished", summary.vanished)
      writer.member("skipped", summary.skipped)
      writer.name("fields")
      writer.object { writer in
        for (field, count) in summary.fields.sorted(by: { $0.key < $1.key }) {
          writer.member(field, count)
        }
      }
      writer.name("characters")
      writer.object {
        $0.member("before", summary.charactersBefore)
        $0.member("after", summary.charactersAfter)
        $0.member("removed", summary.charactersRemoved)
        $0.member("added", summary.charactersAdded)
      }
    }
  }
}
