import Foundation
import Testing

/// The limits of fetching, through their keys.
@Suite struct FetchLimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var key: String
    var value: String
    var path: String
    var status: Int
    var says: String

    var testDescription: String { key }
  }

  static let cases = [
    Case(
      key: "fetch.max_size", value: "1 KiB", path: "/page", status: 422, says: "1024"),
    Case(
      key: "fetch.timeout", value: "500 ms", path: "/silent", status: 504, says: "fetch.timeout"),
    Case(
      key: "fetch.max_redirects", value: "1", path: "/from", status: 502, says: "redirects"),
    Case(key: "fetch.attempts", value: "1", path: "/busy", status: 503, says: "503"),
  ]

  @Test(arguments: cases)
  func `what is over a limit of fetching is told so`(limit: Case) throws {
    let site = try Site { visit in
      switch visit.path {
      case "/page": .html(Fixture.page(number: 1))
      case "/from": Site.Answer(status: 302, headers: ["Location": "/over"])
      case "/over": Site.Answer(status: 302, headers: ["Location": "/page"])
      case "/busy": Site.Answer(status: 503, headers: ["Retry-After": "0"])
      case "/silent": nil
      default: Site.Answer(status: 404)
      }
    }
    let name = "WINNOW_" + limit.key.uppercased().replacing(".", with: "_")
    let service = try Service(
      environment: [name: limit.value, "WINNOW_FETCH_ALLOW": "127.0.0.1"])

    let reply = try service.fetch(site.base + limit.path)

    #expect(reply.status == limit.status, "\(reply.text)")
    #expect(reply.problem?.contains(limit.says) == true, "\(reply.text)")
    #expect(try service.get("/health").status == 200)
  }

  @Test func `a server that takes no connection is given up`() throws {
    // A queue of none takes two connections, and the system says nothing to more.
    let (listener, port) = try Site.listen(backlog: 0)
    defer { close(listener) }
    let waiting = (0..<8).map { _ in Connection.begun(port: port) }
    let service = try Service(environment: [
      "WINNOW_FETCH_CONNECT_TIMEOUT": "500 ms", "WINNOW_FETCH_ALLOW": "127.0.0.1",
      "WINNOW_FETCH_OBEY_ROBOTS": "false",
    ])

    let reply = try service.fetch("http://127.0.0.1:\(port)/")

    #expect(reply.status == 504, "\(reply.text)")
    withExtendedLifetime(waiting) {}
  }
}

extension Service {
  /// Posts an address alone.
  func fetch(_ address: String) throws -> Reply {
    try post(
      "/v1/articles", Array("{\"url\": \"\(address)\"}".utf8), contentType: "application/json")
  }
}
