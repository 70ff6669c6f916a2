import API
import ArgumentParser
import Domain
import Foundation
import HTTPServer
import Ingest
import Storage

/// `winnow reclean`: cleans kept pages again with today's cleaner, or says what that would change.
///
/// Reports go to standard output, one line of JSON a page and a summary last; the dry run's are those
/// of the run.
struct RecleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reclean",
    abstract: "Cleans kept pages again with today's cleaner.",
    discussion: """
      Prints a line of JSON for each page whose article changes, and a summary. A run that was \
      interrupted goes on where it was. What a run replaced is kept until it is confirmed.
      """)

  @OptionGroup var options: StoreOptions

  @Flag(help: "Only say what would change.")
  var dryRun = false

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only pages that match, as in GET /v1/articles: host=example.org; may be repeated.",
      valueName: "name=value"))
  var conditions: [String] = []

  @Option(help: ArgumentHelp("Put back what a run replaced.", valueName: "run"))
  var undo: Int64?

  @Option(help: ArgumentHelp("Forget what a run replaced.", valueName: "run"))
  var confirm: Int64?

  @Flag(help: "List the runs there were.")
  var list = false

  @Option(
    help: ArgumentHelp(
      "Threads that clean where no server runs; one for each processor unless told.",
      valueName: "n"))
  var workers: Int?

  func validate() throws {
    let actions = [dryRun, undo != nil, confirm != nil, list].count { $0 }
    guard actions <= 1 else {
      throw ValidationError("--dry-run, --undo, --confirm and --list exclude each other.")
    }
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers takes a number from 1 to 1024.")
    }
    for condition in conditions where !condition.contains("=") {
      throw ValidationError("--where takes name=value, such as host=example.org.")
    }
  }

  func run() throws {
    let configuration = try options.load()
    do {
      switch try StoreAccess.open(configuration) {
      case .server(let server): try ServerReclean(server: server).run(self)
      case .own(let store):
        defer { store.close() }
        let recleaner = makeRecleaner(
          store, configuration,
          workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        try OwnReclean(recleaner: recleaner).run(self)
      }
    } catch let failure as Descriptor.Failure {
      guard !failure.isClosedPipe else { throw Exit.closedPipe }
      complain("the report cannot be written: \(failure).")
      throw Exit.inputOutput
    } catch let broken as HTTPExchange.Broken {
      complain("the server did not answer: \(broken).")
      throw Exit.unavailable
    } catch let error as StoreError {
      complain("the store failed: \(error.reason).")
      throw Exit.inputOutput
    }
  }

  /// The conditions as names and values.
  var parts: [(name: String, value: String)] {
    conditions.map { condition in
      let halves = condition.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(halves[0]), String(halves[1]))
    }
  }
}

/// Recleaning by the server that owns the folder.
private struct ServerReclean {
  let server: LocalServer

  func run(_ command: RecleanCommand) throws {
    if command.list {
      try print(server.ask("GET", "/v1/reclean"))
    } else if let run = command.undo {
      try expect(server.ask("POST", "/v1/reclean/\(run)/undo"))
      try print(awaitEnd(of: "/v1/reclean/\(run)"))
    } else if let run = command.confirm {
      try print(server.ask("POST", "/v1/reclean/\(run)/confirm"))
    } else if command.dryRun {
      try stream("POST", "/v1/reclean?" + query(command, ["dry_run=true"]))
    } else {
      let begun = try server.ask("POST", "/v1/reclean?" + query(command))
      try expect(begun)
      guard case .integer(let number)? = begun.json?.members?["run"] else { return }
      _ = try awaitEnd(of: "/v1/reclean/\(number)")
      try stream("GET", "/v1/reclean/\(number)/changes")
      complain("run \(number) is done; `winnow reclean --undo \(number)` takes it back.")
    }
  }

  private func query(_ command: RecleanCommand, _ more: [String] = []) -> String {
    let conditions = command.parts.map {
      PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value)
    }
    return (conditions + more).joined(separator: "&")
  }

  private func expect(_ answer: LocalServer.Answer) throws {
    guard answer.isSuccess else {
      complain(answer.complaint)
      throw Exit.failure
    }
  }

  private func print(_ answer: LocalServer.Answer) throws {
    try expect(answer)
    try Descriptor.output.write(answer.body)
  }

  /// Hands the answer's lines on as they come.
  private func stream(_ method: String, _ target: String) throws {
    var refusal: [UInt8] = []
    let status = try server.exchange(method, target) { status, piece in
      if status == 200 { try Descriptor.output.write(piece) } else { refusal += piece }
    }
    try expect(LocalServer.Answer(status: status, body: refusal))
  }

  private func awaitEnd(of path: String) throws -> LocalServer.Answer {
    while true {
      let answer = try server.ask("GET", path)
      try expect(answer)
      guard case .string(let state)? = answer.json?.members?["state"],
        state == "running" || state == "undoing"
      else { return answer }
      usleep(250_000)
    }
  }
}

/// Recleaning by this process, which has the folder.
private struct OwnReclean {
  let recleaner: Recleaner

  func run(_ command: RecleanCommand) throws {
    if command.list {
      for run in try recleaner.store.recleans().reversed() { try print(run) }
    } else if let run = command.undo {
      try print(known(run) { try recleaner.undo(run) })
    } else if let run = command.confirm {
      try print(known(run) { try recleaner.confirm(run) })
    } else {
      try reclean(command)
    }
  }

  private func reclean(_ command: RecleanCommand) throws {
    let filter = try readFilter(command.conditions)
    guard !filter.excludesDuplicates else {
      complain("duplicates cannot choose pages here: clusters change under a run.")
      throw Exit.badInput
    }
    guard !command.dryRun else {
      let summary = try recleaner.tryOut(filter) { report in
        try Descriptor.output.write(Array((report + "\n").utf8))
      }
      try Descriptor.output.write(RecleanAnswer.line(summary))
      return
    }
    let run = try recleaner.finish(begin(filter))
    var page: Int64 = 0
    while case let reports = try recleaner.store.recleanReports(run.number, after: page, limit: 500),
      let last = reports.last
    {
      page = last.page
      try Descriptor.output.write(Array(reports.map { $0.report + "\n" }.joined().utf8))
    }
    try Descriptor.output.write(RecleanAnswer.line(run.summary))
    complain("run \(run.number) is done; `winnow reclean --undo \(run.number)` takes it back.")
  }

  /// A new run, or the one that was interrupted.
  private func begin(_ filter: ArticleQuery.Filter) throws -> RecleanRun {
    guard let left = try recleaner.store.recleans().first(where: { $0.state == .running }) else {
      return try recleaner.store.beginReclean(
        filter, cleaner: recleaner.cleaner, at: recleaner.ingest.clock())
    }
    complain("run \(left.number) was interrupted; it goes on, with its own filter.")
    return left
  }

  private func known(_ run: Int64, _ body: () throws -> RecleanRun?) throws -> RecleanRun {
    do {
      if let run = try body() { return run }
      complain("there is no run \(run); --list shows those there are.")
    } catch StoreError.conflict {
      complain("run \(run) is past that, or another is going on; --list shows how they are.")
    }
    throw Exit.failure
  }

  private func print(_ run: RecleanRun) throws {
    try Descriptor.output.write(RecleanAnswer.line(run))
  }
}
