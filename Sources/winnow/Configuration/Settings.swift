import HTTPServer
import Logging

/// Every key there is.
///
/// `config/winnow.toml` is written from these lists (`make docs`), in their order.
enum Settings {
  static let all: [any AnySetting] =
    server + bounds + fetching + jobs + webhooks + store + learning + keeping + log

  // MARK: [server]

  static let server: [any AnySetting] = [host, port, allowOpen, shards, drainTimeout]

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
  static let shards = Setting(
    "server.shards", 0, in: 0...256,
    "Threads that serve the sockets; 0 takes one for each processor.")
  static let drainTimeout = Setting(
    "server.drain_timeout", TimeSpan(seconds: 30), in: 0...3_600_000,
    "How long requests in flight may take to finish once the server is told to stop.")

  // MARK: [store]

  static let store: [any AnySetting] = [data]

  static let data = Setting(
    "store.data", "./data",
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
