import Fetching
import Storage

extension Settings {
  // MARK: [fetch]

  static let fetching: [any AnySetting] = [
    fetchEnabled, fetchUserAgent, fetchTimeout, fetchConnectTimeout, fetchMaxSize,
    fetchMaxRedirects, fetchConcurrency, fetchConcurrencyPerHost, fetchAttempts, fetchObeyRobots,
    fetchCertificates, fetchPorts, fetchAllow,
  ]

  private static let own = Fetcher.Options(userAgent: "winnow/1.0")

  static let fetchEnabled = Setting(
    "fetch.enabled", true,
    "Whether pages are fetched of which a client gives the address alone; such posts are answered "
      + "403 otherwise.")
  static let fetchUserAgent = Setting(
    "fetch.user_agent", own.userAgent, in: 1...1024,
    "Who asks, as web servers see it: a product, and best an address where their owners find you, "
      + "such as \"winnow/1.0 (+https://example.org/bot)\". robots.txt is read for the product.")
  static let fetchTimeout = Setting(
    "fetch.timeout", TimeSpan(own.totalTime), in: 100...600_000,
    "How long a fetch may take, with its redirects, robots.txt, waiting and trying again.")
  static let fetchConnectTimeout = Setting(
    "fetch.connect_timeout", TimeSpan(own.connectTime), in: 100...600_000,
    "How long a connection may take to come about.")
  static let fetchMaxSize = Setting(
    "fetch.max_size", ByteSize(own.sizeLimit), in: 1024...(1 << 30),
    "The largest page that is fetched, decoded; larger ones are given up on the way.")
  static let fetchMaxRedirects = Setting(
    "fetch.max_redirects", own.redirects, in: 0...10, "The most redirects of one fetch.")
  static let fetchConcurrency = Setting(
    "fetch.concurrency", own.concurrency, in: 1...256, "Fetches at once; more wait.")
  static let fetchConcurrencyPerHost = Setting(
    "fetch.concurrency_per_host", own.concurrencyPerHost, in: 1...64,
    "Fetches at once from one host; more wait.")
  static let fetchAttempts = Setting(
    "fetch.attempts", own.attempts, in: 1...10,
    "How often a page is asked for while its server answers 429 or 503; Retry-After is obeyed.")
  static let fetchObeyRobots = Setting(
    "fetch.obey_robots", own.obeysRobots,
    "Whether robots.txt (RFC 9309) is asked for and obeyed.")
  static let fetchCertificates = Setting(
    "fetch.ca_file", "",
    "A PEM file of the authorities that vouch for servers over TLS, in place of the system's; \"\": "
      + "those.")
  static let fetchPorts = Setting(
    "fetch.ports", PortList([80, 443]), "The ports of public addresses that are fetched from.")
  static let fetchAllow = Setting(
    "fetch.allow", AllowedNetworks(),
    "Addresses to fetch from that are not public: blocks and single ones, with a port or for all, "
      + "such as \"10.1.0.0/16, 127.0.0.1:8081, [fd00::]/8\". Whoever may post can have read what "
      + "they serve.")
}

extension AllowedNetworks: SettingValue {
  static let form = "a list of addresses such as \"10.1.0.0/16, 127.0.0.1:8081\""

  init?(setting: Scalar) {
    switch setting {
    case .untyped(let text), .string(let text): self.init(text)
    default: return nil
    }
  }

  var toml: String { description.toml }
}

/// TCP ports, as people write them: `80, 443`.
struct PortList: SettingValue {
  let ports: [UInt16]

  init(_ ports: [UInt16]) { self.ports = ports }

  static let form = "a list of ports such as \"80, 443\""

  init?(setting: Scalar) {
    switch setting {
    case .untyped(let text), .string(let text):
      let parts = text.split(separator: ",").map { UInt16($0.filter { $0 != " " }) }
      let ports = parts.compactMap { $0 }
      guard ports.count == parts.count else { return nil }
      self.ports = ports
    default: return nil
    }
  }

  var toml: String { ports.map(String.init).joined(separator: ", ").toml }
}

extension Fetcher {
  /// The program's fetcher; nil where fetching is turned off.
  convenience init?(_ configuration: Configuration, obeysRobots: Bool = true) {
    guard configuration[Settings.fetchEnabled] else { return nil }
    self.init(Fetcher.Options(configuration, obeysRobots: obeysRobots)) { systemTime() }
  }
}

extension Fetcher.Options {
  init(_ configuration: Configuration, obeysRobots isAsked: Bool) {
    self.init(userAgent: configuration[Settings.fetchUserAgent])
    totalTime = configuration[Settings.fetchTimeout].duration
    connectTime = configuration[Settings.fetchConnectTimeout].duration
    sizeLimit = configuration[Settings.fetchMaxSize].bytes
    redirects = configuration[Settings.fetchMaxRedirects]
    concurrency = configuration[Settings.fetchConcurrency]
    concurrencyPerHost = configuration[Settings.fetchConcurrencyPerHost]
    attempts = configuration[Settings.fetchAttempts]
    obeysRobots = isAsked && configuration[Settings.fetchObeyRobots]
    let certificates = configuration[Settings.fetchCertificates]
    self.certificates = certificates.isEmpty ? nil : certificates
    addresses = AddressGuard(
      ports: Set(configuration[Settings.fetchPorts].ports),
      allowed: configuration[Settings.fetchAllow])
  }
}
