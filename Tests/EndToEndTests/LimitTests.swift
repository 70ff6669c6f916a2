import Foundation
import TestSupport
import Testing

/// Every limit of the configuration is tried: what is over it gets its status and a sentence that says
/// what to do.
@Suite struct LimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// The key and its value, with others that the trial needs.
    var key: String
    var value: String
    var others: [String: String] = [:]
    var trial: @Sendable (Service) throws -> Void

    init(
      _ key: String, _ value: String, _ others: [String: String] = [:],
      trial: @escaping @Sendable (Service) throws -> Void
    ) {
      (self.key, self.value, self.others, self.trial) = (key, value, others, trial)
    }

    var testDescription: String { key }
  }

  @Test(arguments: bodies + heads + times + crowds)
  func `what is over a limit is told so`(limit: Case) throws {
    var environment: [String: String] = [:]
    for (key, value) in limit.others.merging([limit.key: limit.value], uniquingKeysWith: { $1 }) {
      environment["WINNOW_" + key.uppercased().replacing(".", with: "_")] = value
    }
    try limit.trial(try Service(environment: environment))
  }

  // MARK: Sizes

  private static let bodies = [
    Case("limits.max_page", "2 KiB") { service in
      let page = Array(#"{"html": "<p>\#(String(repeating: "tea ", count: 1000))"}"#.utf8)
      let reply = try service.post("/v1/articles", page, contentType: "application/json")
      expect(reply, 413, says: "2048", "Send")
    },
    Case("limits.max_blocks", "1024") { service in
      let sentence = "The rain kept falling over the old harbour while the keeper told his story."
      let page =
        "<article>" + String(repeating: "<p>\(sentence)</p>", count: 8) + "</article>"
        + String(repeating: "<p>a", count: 1500)
      let reply = try service.post("/v1/articles", Array(page.utf8), contentType: "text/html")
      #expect(reply.status == 201)
      #expect(reply.text.contains(#""over-limit""#))
    },
    Case("limits.max_metadata", "1 KiB") { service in
      func page(_ count: Int) -> [UInt8] {
        let metadata = #"{"a": "\#(String(repeating: "x", count: count))"}"#
        return Array(#"{"html": "<title>Tea</title><p>Hot.", "metadata": \#(metadata)}"#.utf8)
      }
      let reply = try service.post("/v1/articles", page(1020), contentType: "application/json")
      expect(reply, 413, says: "1024", "limits.max_metadata")
      let fits = try service.post("/v1/articles", page(1016), contentType: "application/json")
      #expect(fits.status != 413)
    },
    Case("limits.max_body", "64 KiB") { service in
      let reply = try service.post("/v1/articles", [UInt8](repeating: 0x61, count: 65_537))
      expect(reply, 413, says: "65536", "send a smaller one")
    },
    Case("limits.max_bodies", "64 KiB") { service in
      let connection = try Connection(port: service.port)
      try connection.send(
        "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
      )
      // It is refused on the way, so the rest may not be taken any more.
      _ = try? connection.send([UInt8](repeating: 0x61, count: 100_000))
      let reply = try connection.response()
      expect(reply, 503, says: "try again")
      #expect(reply.headers["retry-after"] != nil)
    },
    Case("rates.per_address", "2") { service in
      _ = try service.get("/v1/stats")
      _ = try service.get("/v1/stats")
      let reply = try service.get("/v1/stats")
      expect(reply, 429, says: "Over 2 requests", "wait")
      #expect(reply.headers["retry-after"] != nil)
      #expect(try service.get("/health").status == 200)
    },
  ]

  private static let heads = [
    Case("limits.max_request_line", "512 B") { service in
      let reply = try service.get("/" + String(repeating: "x", count: 600))
      expect(reply, 414, says: "512", "send less")
    },
    Case("limits.max_header", "1 KiB") { service in
      let reply = try service.get("/health", headers: ["X": String(repeating: "x", count: 2000)])
      expect(reply, 431, says: "1024", "send less")
    },
    Case("limits.max_header_count", "8") { service in
      let many = Dictionary(uniqueKeysWithValues: (0..<10).map { ("X-\($0)", "y") })
      expect(try service.get("/health", headers: many), 431, says: "8", "send fewer")
    },
    Case("limits.max_chunk_line", "16 B") { service in
      let connection = try Connection(port: service.port)
      try connection.send(
        "POST /v1/articles HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "1;\(String(repeating: "x", count: 40))\r\na\r\n0\r\n\r\n")
      expect(try connection.response(), 400, says: "chunk")
    },
  ]

  // MARK: Times

  private static let times = [
    Case("limits.min_body_rate", "1 B", ["limits.body_timeout": "300 ms"]) { service in
      // Its first 1,000 bytes give a client 1,000 seconds for the rest.
      let page = Fixture.page(number: 1)
      let connection = try Connection(port: service.port)
      try connection.send(
        "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
          + "Content-Length: \(page.count)\r\n\r\n")
      try connection.send(Array(page.dropLast(1)))
      usleep(1_000_000)
      try connection.send(Array(page.suffix(1)))
      #expect(try connection.response().status == 201)
    },
    Case("limits.idle_timeout", "300 ms") { service in
      let connection = try Connection(port: service.port)
      try connection.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(try connection.response().headers["connection"] == nil)
      #expect(try connection.isClosed())
    },
    Case("limits.write_timeout", "300 ms") { service in
      let connection = try Connection(port: service.port)
      try connection.send(much)
      try service.awaitLog(of: "\"aborted\":true")
      withExtendedLifetime(connection) {}
    },
    Case("limits.min_write_rate", "1 GiB", ["limits.write_timeout": "300 ms"]) { service in
      let connection = try Connection(port: service.port)
      try connection.send(much)
      let isCut = eventually {
        // It reads, but far too slowly: an answer of 100 KB takes it seconds.
        usleep(20_000)
        _ = try? connection.read(1000)
        return service.logText.contains("\"aborted\":true")
      }
      #expect(isCut)
    },
  ]

  /// Requests whose answers are more than the system buffers between two sockets.
  private static let much = String(
    repeating: "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n", count: 200)

  // MARK: Numbers

  private static let crowds = [
    Case("limits.max_connections", "2") { service in try crowd(service) },
    Case("limits.max_connections_per_address", "2") { service in try crowd(service) },
    Case("limits.max_requests_per_connection", "2") { service in
      let connection = try Connection(port: service.port)
      for last in [nil, "close"] {
        try connection.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try connection.response().headers["connection"] == last)
      }
      #expect(try connection.isClosed())
    },
    Case("limits.workers", "1", ["limits.max_queue": "1", "fetch.allow": "127.0.0.1"]) { service in
      try fill(service)
    },
    Case("limits.max_queue", "1", ["limits.workers": "1", "fetch.allow": "127.0.0.1"]) { service in
      try fill(service)
    },
    Case("limits.max_streams", "1") { service in
      let first = try Connection(port: service.port)
      try first.send(
        "POST /v1/articles/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "5\r\nnone\n\r\n")
      // Once its first line is answered it has the one stream there is.
      try first.read(through: "\"index\":0")
      let second = try service.post("/v1/articles/batch", Array("{}\n".utf8))
      expect(second, 503, says: "try again")
      #expect(second.headers["retry-after"] != nil)
    },
  ]

  /// Two connections are all that there may be.
  private static func crowd(_ service: Service) throws {
    let kept = try (0..<2).map { _ in
      let connection = try Connection(port: service.port)
      try connection.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(try connection.response().status == 200)
      return connection
    }
    let third = try Connection(port: service.port)
    let reply = try third.response()
    expect(reply, 503, says: "too many connections", "try again")
    #expect(reply.headers["retry-after"] != nil)
    withExtendedLifetime(kept) {}
  }

  /// One request at work, one that waits: of two more at least one is over, whichever comes first.
  private static func fill(_ service: Service) throws {
    let site = try Site { _ in nil }
    let working = try Connection(port: service.port)
    let body = "{\"url\": \"\(site.base)/\"}"
    try working.send(
      "POST /v1/articles HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    #expect(eventually { !site.visits.isEmpty })
    let two = try (0..<2).map { _ in
      let connection = try Connection(port: service.port)
      try connection.send("GET /v1/stats HTTP/1.1\r\nHost: x\r\n\r\n")
      return connection
    }
    let reply = try #require(Connection.first(of: two)).response()
    expect(reply, 503, says: "busy", "try again")
    #expect(reply.headers["retry-after"] != nil)
    withExtendedLifetime(working) {}
  }

  private static func expect(_ reply: Reply, _ status: Int, says parts: String...) {
    #expect(reply.status == status)
    for part in parts { #expect(reply.problem?.contains(part) == true, "\(reply.text)") }
  }

  // MARK: All of them

  /// Limits that other tests try.
  private static let elsewhere: [String: (file: String, test: String)] = [
    "boilerplate.min_pages": (
      "StorageTests/Ledger/FurnitureTests",
      "a line of several pages of one host is learnt, and no other"
    ),
    "boilerplate.share": (
      "StorageTests/Ledger/FurnitureTests",
      "a line below the host's share is not learnt, one that was stays down to half of it"
    ),
    "boilerplate.window": (
      "StorageTests/Ledger/FurnitureTests",
      "what a host shows no more leaves with the window, and older versions can be read"
    ),
    "export.max_book_articles": (
      "APITests/ExportTests", "a book that is too long is refused before its first byte"
    ),
    "fetch.attempts": (
      "EndToEndTests/FetchLimitTests", "what is over a limit of fetching is told so"
    ),
    "fetch.concurrency": (
      "FetchingTests/FetcherTests",
      "no more transfers at once than allowed, and no more of one host"
    ),
    "fetch.concurrency_per_host": (
      "FetchingTests/FetcherTests",
      "no more transfers at once than allowed, and no more of one host"
    ),
    "fetch.connect_timeout": (
      "EndToEndTests/FetchLimitTests", "a server that takes no connection is given up"
    ),
    "fetch.max_redirects": (
      "EndToEndTests/FetchLimitTests", "what is over a limit of fetching is told so"
    ),
    "fetch.max_size": (
      "EndToEndTests/FetchLimitTests", "what is over a limit of fetching is told so"
    ),
    "fetch.timeout": (
      "EndToEndTests/FetchLimitTests", "what is over a limit of fetching is told so"
    ),
    "jobs.idempotency_keep": ("EndToEndTests/JobTests", "what is kept for a time goes after it"),
    "jobs.keep": ("EndToEndTests/JobTests", "what is kept for a time goes after it"),
    "limits.answer_cache": (
      "APITests/AnswerCacheTests", "answers stay within their memory, those asked for longest"
    ),
    "limits.body_timeout": ("EndToEndTests/RefusalTests", "a body that never ends is answered 408"),
    "limits.header_timeout": (
      "EndToEndTests/RefusalTests", "a head that never ends is answered 408 and closed"
    ),
    "limits.input_buffer": (
      "HTTPServerTests/BackPressureTests", "a body that nobody reads is not taken without end"
    ),
    "limits.output_buffer": (
      "HTTPServerTests/BackPressureTests", "an answer that nobody reads is not made without end"
    ),
    "rates.per_token": ("APITests/AccessTests", "a token has a bound of its own"),
    "rates.window": ("APITests/AccessTests", "a client has its quota, and gains it evenly"),
    "reclean.workers": (
      "StorageTests/Ledger/RecleanTests",
      "a run changes articles, counts what it did and can be taken back whole"
    ),
    "retention.article_age": (
      "StorageTests/Ledger/RetentionTests", "pages over the age go, and no younger one"
    ),
    "retention.article_count": (
      "EndToEndTests/LedgerCommandTests", "rules of retention are kept by the service"
    ),
    "retention.article_size": (
      "StorageTests/Ledger/RetentionTests", "articles over the bytes go until they fit"
    ),
    "retention.interval": (
      "EndToEndTests/LedgerCommandTests", "rules of retention are kept by the service"
    ),
    "retention.previous_age": (
      "StorageTests/Ledger/LedgerPlanTests",
      "deleting, giving up and taking back never read a whole table"
    ),
    "retention.raw_age": (
      "StorageTests/Ledger/RetentionTests",
      "raw bytes go and articles stay, until the page is posted again"
    ),
    "retention.raw_size": (
      "StorageTests/Ledger/RetentionTests", "raw pages over the bytes go, the oldest first"
    ),
    "retention.tombstone_age": (
      "StorageTests/Ledger/ChangesTests",
      "a client that asks from before what is remembered is told to begin anew"
    ),
    "server.drain_timeout": (
      "EndToEndTests/StoppingTests", "what is not finished in time is cut off, and the log says so"
    ),
    "webhooks.attempts": (
      "EndToEndTests/WebhookTests", "what fails as often as it may is given up"
    ),
    "webhooks.timeout": (
      "EndToEndTests/WebhookTests", "a receiver that says nothing is given up, and asked again"
    ),
  ]

  /// Numbers that bound nothing.
  private static let others: Set = ["server.port", "server.shards"]

  /// The configuration's own template is walked, so that no limit is added without a trial.
  @Test func `no limit is without a test`() throws {
    let tried = Set((Self.bodies + Self.heads + Self.times + Self.crowds).map(\.key))
    var section = ""
    var limits: Set<String> = []
    for line in try Program.run("config", "template").lines {
      if let name = line.firstMatch(of: /^\[(\w+)\]/) { section = String(name.1) }
      guard let pair = line.firstMatch(of: /^(\w+) = ("?)\d+( \w+)?\2$/) else { continue }
      limits.insert("\(section).\(pair.1)")
    }
    limits.subtract(Self.others)

    #expect(limits.count > 40)
    #expect(limits.subtracting(tried).subtracting(Self.elsewhere.keys) == [], "not tried")
    #expect(tried.union(Self.elsewhere.keys).subtracting(limits) == [], "no limit")
    #expect(tried.intersection(Self.elsewhere.keys) == [])
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    for (key, place) in Self.elsewhere {
      let file = folder.appendingPathComponent(place.file + ".swift")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("`\(place.test)`"), "\(key): \(place.file) has no \(place.test)")
    }
  }
}
