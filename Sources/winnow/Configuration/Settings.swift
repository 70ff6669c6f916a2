import Logging

/// Every key there is, in the order of the file.
///
/// `config/winnow.toml` is written from this list (`make docs`).
enum Settings {
  static let host = Setting(
    "server.host", "127.0.0.1",
    "The address to listen on: an IPv4 or IPv6 address, or \"localhost\".")
  static let port = Setting(
    "server.port", 8080, in: 0...65535,
    "The TCP port to listen on; 0 takes any free one, and the log says which.")
  static let allowOpen = Setting(
    "server.allow_open", false,
    "Whether everybody who reaches the port may read and write. Listening beyond this machine is "
      + "refused without it.")
  static let workers = Setting(
    "server.workers", 0, in: 0...1024,
    "Threads that clean pages and ask the store; 0 takes one for each processor, and two at least.")
  static let maxConnections = Setting(
    "server.max_connections", 1024, in: 1...100_000,
    "Connections held open at once; more wait in the system's queue.")
  static let maxBody = Setting(
    "server.max_body", ByteSize(32 << 20), in: 1024...(4 << 30),
    "The longest request body, after decoding; longer ones are answered 413. A page longer than "
      + "clean.max_page is never cleaned whole.")
  static let maxHeader = Setting(
    "server.max_header", ByteSize(32 << 10), in: 1024...(1 << 20),
    "Request line and header fields together; more is answered 431.")
  static let maxHeaderCount = Setting(
    "server.max_header_count", 100, in: 8...10_000,
    "Header fields of a request; more are answered 431.")
  static let headerTimeout = Setting(
    "server.header_timeout", TimeSpan(seconds: 10), in: 100...600_000,
    "How long a client may take to send a request's head; then 408.")
  static let bodyTimeout = Setting(
    "server.body_timeout", TimeSpan(seconds: 60), in: 100...3_600_000,
    "How long a body may stand still before the client is answered 408.")
  static let idleTimeout = Setting(
    "server.idle_timeout", TimeSpan(seconds: 60), in: 100...3_600_000,
    "How long a connection is kept open between requests.")
  static let writeTimeout = Setting(
    "server.write_timeout", TimeSpan(seconds: 60), in: 100...3_600_000,
    "How long a client may take no byte of an answer before its connection is closed.")
  static let drainTimeout = Setting(
    "server.drain_timeout", TimeSpan(seconds: 30), in: 0...3_600_000,
    "How long requests in flight may take to finish once the server is told to stop.")

  static let data = Setting(
    "store.data", "./data",
    "The folder that holds everything kept; made at the first start. One process owns it at a time."
  )

  static let logFormat = Setting(
    "log.format", LogFormat.auto,
    "\"json\", \"human\", or \"auto\": for people where standard error is a terminal, JSON "
      + "elsewhere.")
  static let logLevel = Setting(
    "log.level", Logger.Level.info,
    "The least that is logged: \"trace\", \"debug\", \"info\" (one line a request), \"notice\", "
      + "\"warning\", \"error\" or \"critical\".")

  static let all: [any AnySetting] = [
    host, port, allowOpen, workers, maxConnections, maxBody, maxHeader, maxHeaderCount,
    headerTimeout, bodyTimeout, idleTimeout, writeTimeout, drainTimeout,
    data,
    logFormat, logLevel,
  ]
}
