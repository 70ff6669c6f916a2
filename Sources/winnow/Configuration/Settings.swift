import HTTPServer
import Logging

/// Every key there is.
///
/// `config/winnow.toml` is written from these lists (`make docs`), in their order.
enum Settings {
  static let all: [any AnySetting] =
    server + access + bounds + fetching + jobs + webhooks + store + learning + keeping + log

  // MARK: [server]

  static let server: [any AnySetting] = [
    host, port, socket, certificate, key, allowOpen, trustedProxies, forwardedField, shards,
    drainTimeout,
  ]

  static let host = Setting(
    "server.host", "127.0.0.1",
    "The address to listen on: an IPv4 or IPv6 address, or \"localhost\"; \"\" listens on no TCP port. "
      + "Sockets that systemd hands over (LISTEN_FDS) take its place.")
  static let port = Setting(
    "server.port", 8080, in: 0...65535,
    "The TCP port to listen on; 0 takes any free one, and the log says which.")
  static let socket = Setting(
    "server.socket", "",
    "The path of a Unix-domain socket to listen on as well, open to the server's user and group; \"\" "
      + "is none.")
  static let certificate = Setting(
    "server.tls_certificate", "",
    "A PEM file of the certificate and those that lead to its root: what comes over TCP is TLS then. "
      + "SIGHUP reads it again.")
  static let key = Setting(
    "server.tls_key", "", "A PEM file of the certificate's private key.")
  static let allowOpen = Setting(
    "server.allow_open", false,
    "Whether everybody who reaches the port may read and write, tokens or not. Listening beyond "
      + "this machine is refused without it, unless there is a token (winnow token create).")
  static let trustedProxies = Setting(
    "server.trusted_proxies", TrustedProxies(),
    "Proxies whose word on who asks is believed, for rates and the log: addresses, blocks, and "
      + "\"unix\" for who comes over the Unix-domain socket, such as \"127.0.0.1, 10.0.0.0/8\". Empty: "
      + "nobody's.")
  static let forwardedField = Setting(
    "server.forwarded_field", Forwarding.Field.xForwardedFor,
    "The field that those proxies write, \"X-Forwarded-For\" or \"Forwarded\" (RFC 7239); the other "
      + "is not read, since a client may have sent it.")
  static let shards = Setting(
    "server.shards", 0, in: 0...256,
    "Threads that serve the sockets; 0 takes one for each processor.")
  static let drainTimeout = Setting(
    "server.drain_timeout", TimeSpan(seconds: 30), in: 0...3_600_000,
    "How long requests in flight may take to finish once the server is told to stop.")

  // MARK: [rates], [cors]

  static let access: [any AnySetting] = [rateWindow, ratePerToken, ratePerAddress, corsOrigins]

  static let rateWindow = Setting(
    "rates.window", TimeSpan(seconds: 60), in: 1000...86_400_000,
    "The stretch of time over which requests are counted.")
  static let ratePerToken = Setting(
    "rates.per_token", 0, in: 0...1_000_000_000,
    "Requests of one token in rates.window; more are answered 429. 0 sets no bound.")
  static let ratePerAddress = Setting(
    "rates.per_address", 0, in: 0...1_000_000_000,
    "Requests of one address without a token in rates.window; more are answered 429. 0 sets no "
      + "bound.")
  static let corsOrigins = Setting(
    "cors.origins", OriginList(),
    "Origins whose pages may use the API from a browser, comma-separated, such as "
      + "\"https://example.org\"; \"*\" is every origin.")

  // MARK: [store]

  static let store: [any AnySetting] = [data]

  static let data = Setting(
    "store.data", "./data", in: 1...4096,
    "The folder that holds everything kept; made at the first start. One process owns it at a "
      + "time.")

  // MARK: [log]

  static let log: [any AnySetting] = [logFormat, logLevel]

  static let logFormat = Setting(
    "log.format", LogFormat.auto,
    "\"json\", \"human\", or \"auto\": for people where standard error is a terminal, JSON "
      + "elsewhere.")
  static let logLevel = Setting(
    "log.level", Logger.Level.info,
    "The least that is logged: \"trace\", \"debug\", \"info\" (one line a request), \"notice\", "
      + "\"warning\", \"error\" or \"critical\".")
}
