import ArgumentParser

/// `winnow health`: asks a running server whether it is up; exit 0 where it is, 1 where not.
///
/// For a container's HEALTHCHECK: no shell, no curl.
struct HealthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Asks the running server whether it is up.")

  @OptionGroup var options: ServingOptions

  func run() throws {
    let configuration = try options.load()
    let host = reachable(configuration[Settings.host])
    let port = configuration[Settings.port]
    var body: [UInt8] = []
    do {
      let local = Listening(configuration, inherited: []).local
      let exchange =
        try local.map { try HTTPExchange(socket: $0, silence: 5) }
        ?? HTTPExchange(host: host, port: port, silence: 5)
      let status = try exchange.run("GET", "/health", headers: [], body: .none) { _, piece in
        body += piece
      }
      print(String(decoding: body, as: UTF8.self))
      guard status == 200 else { throw Exit.failure }
    } catch let error as HTTPExchange.Broken {
      complain(
        "nothing answers at \(host) port \(port) (\(error)); is `winnow serve` running there?")
      throw Exit.failure
    }
  }
}
