import Foundation
import Hummingbird
import Logging

/// `hummingbird-peer PORT FILE`: answers `/article` with the file's bytes, held in memory as the
/// buffer that is sent, and `/health` with a few.
///
/// Hummingbird as its documentation sets it up: one event loop a core, no middleware, no log of
/// requests; the headers that Winnow's answer has and a static body needs.
@main
struct Peer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let port = Int(arguments[1]),
      let file = FileManager.default.contents(atPath: arguments[2])
    else {
      print("usage: hummingbird-peer PORT FILE")
      exit(64)
    }
    let article = ByteBuffer(bytes: file)
    let health = ByteBuffer(string: #"{"status":"pass"}"#)

    let router = Router()
    router.get("article") { _, _ in
      Response(
        status: .ok,
        headers: [
          .contentType: "application/json", .eTag: "\"1\"",
          .lastModified: "Wed, 25 Nov 2026 00:00:00 GMT", .cacheControl: "no-cache",
        ],
        body: .init(byteBuffer: article))
    }
    router.get("health") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/health+json"],
        body: .init(byteBuffer: health))
    }

    var logger = Logger(label: "hummingbird-peer")
    logger.logLevel = .warning
    let app = Application(
      router: router,
      configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: "hummingbird"),
      logger: logger)
    try await app.runService()
  }
}
