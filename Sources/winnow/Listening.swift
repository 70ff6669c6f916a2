import Glibc
import HTTPServer

/// Where a server listens, by its configuration and by what systemd handed over.
struct Listening {
  var addresses: [Server.Configuration.Address]
  /// The socket in the data folder by which commands of this machine reach the server, where they
  /// could not over TCP.
  var local: String?

  init(_ configuration: Configuration, inherited: [Int32] = Server.inheritedDescriptors) {
    let host = configuration[Settings.host]
    addresses = inherited.map { .inherited($0) }
    if inherited.isEmpty, !host.isEmpty {
      addresses.append(.tcp(host: host, port: configuration[Settings.port]))
    }
    let socket = configuration[Settings.socket]
    if !socket.isEmpty { addresses.append(.unix(socket)) }
    guard host.isEmpty || !inherited.isEmpty || !configuration[Settings.certificate].isEmpty
    else { return }
    let path = configuration[Settings.data] + "/server.sock"
    // The kernel's bound on a socket's path, with its closing NUL.
    guard path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return }
    local = path
    addresses.append(.unix(path, mode: 0o600))
  }
}

extension TLSContext {
  /// What the configuration names; nil where it names nothing.
  ///
  /// - Throws: `ConfigurationProblem`.
  static func named(by configuration: Configuration) throws -> TLSContext? {
    let certificate = configuration[Settings.certificate]
    let key = configuration[Settings.key]
    if certificate.isEmpty, key.isEmpty { return nil }
    guard !certificate.isEmpty, !key.isEmpty else {
      throw ConfigurationProblem.tls(
        "server.tls_certificate and server.tls_key belong together; name both, or neither")
    }
    do {
      return try TLSContext(certificate: certificate, key: key)
    } catch {
      throw ConfigurationProblem.tls("the certificate and its key are not taken: \(error)")
    }
  }
}

extension Endpoint {
  /// Whether only this machine reaches it.
  var isLocal: Bool {
    switch self {
    case .ip(let address, _): address.hasPrefix("127.") || address == "::1"
    case .unix: true
    case .unknown: false
    }
  }
}
