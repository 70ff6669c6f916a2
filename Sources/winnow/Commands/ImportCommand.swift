import API
import ArgumentParser
import Domain
import Fetching
import Glibc
import Ingest
import Storage
import Synchronization

/// `winnow import`: files and folders of pages into the store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes the pages of files and folders into the store.",
    discussion: """
      WARC and WET files (.warc, .warc.gz), JSON pages a line (.ndjson, .jsonl, also .gz, .zst, .br), \
      and pages as files (.html, .txt). A page is on disk once it is counted, and a second run skips \
      what is stored, so an import that was stopped is simply started again. Where a server owns the \
      data folder, the pages are sent to it.
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "file|dir"))
  var paths: [String]

  @Option(help: ArgumentHelp("The folder that holds everything kept.", valueName: "dir"))
  var data: String?

  @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Where the lines of pages go that gave no article, each with its file.", valueName: "file"))
  var errors: String?

  func run() throws {
    signal(SIGPIPE, SIG_IGN)
    HeapSettings.settle()
    let configuration = try load()
    let (files, passed) = try ImportFile.find(paths)
    guard !files.isEmpty else {
      complain("there is nothing to import: no file's name says that it holds pages.")
      throw Exit.noInput
    }
    let tally = ImportTally(
      total: files.reduce(0) { $0 + $1.size }, isShown: isatty(STDERR_FILENO) == 1,
      errors: try errorFile())
    let target = try ImportTarget(configuration)
    defer { target.close() }
    do {
      for file in files where !file.isPage { try take(file, into: target, tally) }
      let pages = files.filter(\.isPage)
      tally.begin(nil)
      if !pages.isEmpty { try target.take(ImportStream(pages: pages, tally), tally) }
    } catch let stop as ImportStopped {
      try printOut(Array(tally.summary().utf8))
      complain(
        "the import stopped: \(stop.reason) Start it again when that is mended: it goes on with what is"
          + " not stored yet.")
      throw Exit.unavailable
    }
    try printOut(Array(tally.summary().utf8))
    if passed > 0 { complain("\(passed) files were passed over: their names say of no pages.") }
    guard tally.failures == 0, tally.unread == 0 else { throw Exit.failure }
  }

  /// Takes in the pages of a file; one that cannot be read stops no other.
  private func take(
    _ file: ImportFile, into target: ImportTarget, _ tally: ImportTally
  ) throws(ImportStopped) {
    tally.begin(file.path)
    do {
      try target.take(try ImportStream(file) { tally.read($0) }, tally)
    } catch let stop as ImportStopped {
      throw stop
    } catch {
      tally.isUnread(file, error)
    }
  }

  private func load() throws -> Configuration {
    let flags = data.map {
      [Configuration.Entry(path: Settings.data.path, value: .untyped($0), origin: .flag("--data"))]
    }
    return try stopping { try Configuration.load(file: config, flags: flags ?? []) }
  }

  private func errorFile() throws -> Descriptor? {
    guard let errors else { return nil }
    let number = open(errors, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard number >= 0 else {
      complain("\(errors) cannot be written: \(String(cString: strerror(errno))).")
      throw Exit.cannotCreate
    }
    return Descriptor(number: number)
  }
}

/// Where imported pages go: the store of this process, or the server that owns it.
struct ImportTarget {
  private let access: StoreAccess
  private let intake: BatchIntake?

  init(_ configuration: Configuration) throws {
    access = try StoreAccess.open(configuration)
    guard case .own(let store) = access else {
      intake = nil
      return
    }
    intake = BatchIntake(
      Service(
        ingest: makeIngest(store, configuration),
        reader: PageReader(configuration),
        doorkeeper: Doorkeeper(
          access: try AccessControl(store: store, clock: { systemTime() })),
        nearDuplicates: store, version: programVersion, batch: .keeping))
  }

  /// Takes in a stream; each line of the answer is a page that is on disk, or its error.
  func take(_ stream: ImportStream, _ tally: ImportTally) throws {
    switch access {
    case .own:
      try intake?.run(stream.format, reading: stream.next) { try tally.count($0) }
    case .server(let server):
      try send(stream, to: server, tally)
    }
  }

  func close() {
    if case .own(let store) = access { store.close() }
  }

  private func send(_ stream: ImportStream, to server: LocalServer, _ tally: ImportTally) throws {
    let source = SentStream(stream)
    var line: [UInt8] = []
    var complaint: [UInt8] = []
    do {
      let type = stream.format == .warc ? "application/warc" : "application/x-ndjson"
      let status = try server.exchange(
        "POST", "/v1/articles/batch", headers: [("Content-Type", type)],
        body: .stream { try source.next() }
      ) { status, piece in
        guard status == 200 else {
          complaint += piece
          return
        }
        line += piece
        while let end = line.firstIndex(of: 0x0A) {
          try tally.count(Array(line[...end]))
          line.removeSubrange(...end)
        }
      }
      if let failure = source.failure { throw failure }
      guard status == 200 else {
        throw ImportStopped(LocalServer.Answer(status: status, body: complaint).complaint)
      }
    } catch let broken as HTTPExchange.Broken {
      if let failure = source.failure { throw failure }
      throw ImportStopped("The server went away: \(broken)")
    }
  }
}

/// A stream read on the thread that sends it; what stopped it is kept for who waits.
private final class SentStream: @unchecked Sendable {
  // Touched by the sending thread alone until it ends; the failure is under the lock.
  private let stream: ImportStream
  private let failed = Mutex<(any Error)?>(nil)

  init(_ stream: ImportStream) { self.stream = stream }

  var failure: (any Error)? { failed.withLock { $0 } }

  func next() throws -> [UInt8]? {
    do {
      return try stream.next()
    } catch {
      failed.withLock { $0 = error }
      throw error
    }
  }
}
