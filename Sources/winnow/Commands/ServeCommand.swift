import API
import ArgumentParser
import Domain
import HTTPServer
import Ingest
import Logging
import Restoration
import Storage
import TextAnalysis

/// `winnow serve`: the service, until it is told to stop.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serves the HTTP API.",
    discussion: "SIGTERM and Ctrl-C finish what is in flight and stop; a second one ends at once.")

  @OptionGroup var options: ServingOptions

  func run() throws {
    let configuration = try options.load()
    try stopping { try configuration.refuseOpenDoors() }
    let log = LineLog(
      format: configuration[Settings.logFormat], level: configuration[Settings.logLevel])
    let logger = Logger(label: "winnow") { _ in log }
    let signals = StopSignals()

    let store = try openStore(configuration[Settings.data])
    defer { store.close() }
    let isDraining = DrainFlag()
    let server = makeServer(configuration, store: store, isDraining: isDraining, logger: logger)
    let endpoint = try start(server, configuration)
    logger.info(
      "listening",
      metadata: [
        "address": "\(endpoint)", "version": "\(programVersion)",
        "data": "\(configuration[Settings.data])",
      ])

    signals.wait()
    logger.info("stopping")
    isDraining.set()
    let isFinished = server.stop(grace: configuration[Settings.drainTimeout].duration)
    if !isFinished { logger.warning("requests were cut off when the drain timeout ran out") }
    store.close()
    logger.info("stopped")
  }

  private func openStore(_ folder: String) throws -> SQLiteArticleStore {
    do throws(StoreError) {
      // Traditional and simplified script find each other.
      let folding = Folding(simplified: RepairTables().folding)
      return try SQLiteArticleStore(folder: folder, folding: folding)
    } catch {
      let reason =
        switch error {
        case .full(let reason), .unavailable(let reason): reason
        case .conflict, .badCursor, .closed: "\(error)"
        }
      complain("the store cannot be opened: \(reason). --data or store.data names another folder.")
      throw Exit.cannotCreate
    }
  }

  private func start(_ server: Server, _ configuration: Configuration) throws -> Endpoint {
    do {
      return try server.start()
    } catch let error as SocketError {
      let (host, port) = (configuration[Settings.host], configuration[Settings.port])
      complain(
        "cannot listen on \(host) port \(port): \(error). --host and --port choose another.")
      throw Exit.unavailable
    }
  }
}
