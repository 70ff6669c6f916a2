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
    discussion: """
      SIGTERM and Ctrl-C finish what is in flight and stop; a second one ends at once. SIGHUP reads \
      the configuration and the certificates again.
      """)

  @OptionGroup var options: ServingOptions

  func run() throws {
    HeapSettings.settle()
    let configuration = try options.load()
    try stopping { try configuration.refuseOpenDoors() }
    let tls = try stopping { try TLSContext.named(by: configuration) }
    let log = LineLog(
      format: configuration[Settings.logFormat], level: configuration[Settings.logLevel])
    let logger = Logger(label: "winnow") { _ in log }
    let signals = StopSignals()

    let store = try openStore(configuration[Settings.data])
    defer { store.close() }
    let access = try AccessControl(
      store: store, isOpen: configuration[Settings.allowOpen], clock: { systemTime() })
    let doorkeeper = Doorkeeper(
      access: access, rates: RateLimits(configuration), origins: CrossOrigin(configuration))
    let isDraining = DrainFlag()
    let ledger = makeLedger(store, configuration, logger)
    let listening = Listening(configuration)
    let (server, background) = try serving {
      () throws(StoreError) in
      try makeServer(
        configuration, listening: listening.addresses, tls: tls, store: store, ledger: ledger,
        doorkeeper: doorkeeper, isDraining: isDraining, logger: logger)
    }
    let endpoints = try bind(server, configuration, tokens: try store.tokens())
    // Before anybody is served: it removes files of jobs that have no row, which one just posted has not yet.
    background.start()
    try server.serve()
    postNotice(of: endpoints, listening, access, in: configuration[Settings.data], logger)
    for endpoint in endpoints where endpoint != listening.local.map({ .unix($0) }) {
      logger.info(
        "listening",
        metadata: [
          "address": "\(endpoint)", "version": "\(programVersion)",
          "data": "\(configuration[Settings.data])",
        ])
    }
    let reload = Reload(
      options: options, inForce: configuration, log: log, logger: logger, access: access,
      doorkeeper: doorkeeper, server: server)
    signals.onReload { reload.run() }

    ledger.recleaning.resume()
    let housekeeper = makeHousekeeper(store, configuration, logger)
    housekeeper.start()

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

  private func serving<Made>(_ make: () throws(StoreError) -> Made) throws -> Made {
    do throws(StoreError) {
      return try make()
    } catch {
      complain("the store does not answer: \(error).")
      throw Exit.cannotCreate
    }
  }

  private func bind(
    _ server: Server, _ configuration: Configuration, tokens: [AccessToken]
  ) throws -> [Endpoint] {
    let endpoints: [Endpoint]
    do {
      endpoints = try server.bind()
    } catch let error as SocketError {
      complain("cannot listen: \(error). --host, --port and server.socket choose another address.")
      throw Exit.unavailable
    }
    // A socket that was handed over may be open to the network whatever server.host says.
    guard !configuration[Settings.allowOpen], tokens.isEmpty,
      let open = endpoints.first(where: { !$0.isLocal })
    else { return endpoints }
    return try stopping {
      throw ConfigurationProblem.openDoor(host: "\(open)", configuration.origin(of: Settings.host))
    }
  }

  /// Says in the data folder where commands of this machine reach the server.
  private func postNotice(
    of endpoints: [Endpoint], _ listening: Listening, _ access: AccessControl,
    in folder: String, _ logger: Logger
  ) {
    var notice = ServerNotice(process: getpid(), host: "", port: 0, token: access.localSecret)
    if let local = listening.local {
      notice.socket = local
    } else if case .ip(let host, let port)? = endpoints.first {
      (notice.host, notice.port) = (reachable(host), port)
    } else {
      return
    }
    do {
      try notice.post(in: folder)
    } catch {
      logger.warning("commands cannot find this server: its notice was not written", error: error)
    }
  }
}
