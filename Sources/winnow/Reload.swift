import API
import HTTPServer
import Logging
import Synchronization

/// Reads the configuration and the certificates again, on SIGHUP.
///
/// What is wrong is logged, and all stays as it was. What cannot change while the server runs is named
/// in the log.
final class Reload: Sendable {
  private let options: @Sendable () throws -> Configuration
  private let inForce: Mutex<Configuration>
  private let log: LineLog
  private let logger: Logger
  private let access: AccessControl
  private let doorkeeper: Doorkeeper
  private let server: Server

  /// Keys that take effect at once.
  private static let live: Set = Set(
    Settings.access.map(\.path)
      + [
        Settings.allowOpen.path, Settings.logLevel.path, Settings.certificate.path,
        Settings.key.path,
      ])

  init(
    options: ServingOptions, inForce: Configuration, log: LineLog, logger: Logger,
    access: AccessControl, doorkeeper: Doorkeeper, server: Server
  ) {
    let (file, flags) = (options.config, options.flags)
    self.options = { try Configuration.load(file: file, flags: flags) }
    self.inForce = Mutex(inForce)
    self.log = log
    self.logger = logger
    self.access = access
    self.doorkeeper = doorkeeper
    self.server = server
  }

  func run() {
    do {
      try apply(try options())
    } catch {
      logger.error("the configuration was not read again; all stays as it was", error: error)
    }
  }

  private func apply(_ new: Configuration) throws {
    try new.refuseOpenDoors()
    if let tls = try TLSContext.named(by: new) { server.replace(tls: tls) }
    var log = log
    log.logLevel = new[Settings.logLevel]
    access.update(isOpen: new[Settings.allowOpen])
    doorkeeper.update(rates: RateLimits(new), origins: CrossOrigin(new))
    let old = inForce.withLock { inForce in
      defer { inForce = new }
      return inForce
    }
    let changed = Settings.all.filter { old.toml($0) != new.toml($0) }.map(\.path)
    logger.info(
      "configuration read again",
      metadata: [
        "changed": .array(changed.filter(Self.live.contains).map { .string($0) }),
        "after_restart": .array(
          changed.filter { !Self.live.contains($0) }.map { .string($0) }),
      ])
  }
}
