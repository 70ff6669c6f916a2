import API
import ArgumentParser
import Domain
import Glibc
import HTTPServer
import Logging
import Storage

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
    let ledger = makeLedger(store, configuration, logger)
    let (server, background) = try serving(
      configuration, store, ledger, isDraining: isDraining, logger)
    let endpoint = try start(server, configuration)
    postNotice(of: endpoint, in: configuration[Settings.data], logger)
    logger.info(
      "listening",
      metadata: [
        "address": "\(endpoint)", "version": "\(programVersion)",
        "data": "\(configuration[Settings.data])",
      ])

    ledger.recleaning.resume()
    let housekeeper = makeHousekeeper(store, configuration, logger)
    housekeeper.start()
    background.start()

    signals.wait()
    logger.info("stopping")
    isDraining.set()
    ServerNotice.withdraw(from: configuration[Settings.data])
    let isFinished = server.stop(grace: configuration[Settings.drainTimeout].duration)
    if !isFinished { logger.warning("requests were cut off when the drain timeout ran out") }
    housekeeper.stop()
    background.stop()
    ledger.recleaning.stop()
    store.close()
    logger.info("stopped")
  }

  private func serving(
    _ configuration: Configuration, _ store: SQLiteArticleStore, _ ledger: Ledger,
    isDraining: DrainFlag, _ logger: Logger
  ) throws -> (server: Server, background: BackgroundWork) {
    do throws(StoreError) {
      return try makeServer(
        configuration, store: store, ledger: ledger, isDraining: isDraining, logger: logger)
    } catch {
      complain("the store does not answer: \(error).")
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

  /// Says in the data folder where commands of this machine reach the server.
  private func postNotice(of endpoint: Endpoint, in folder: String, _ logger: Logger) {
    guard case .ip(let host, let port) = endpoint else { return }
    do {
      try ServerNotice(process: getpid(), host: reachable(host), port: port).post(in: folder)
    } catch {
      logger.warning("commands cannot find this server: its notice was not written", error: error)
    }
  }
}
