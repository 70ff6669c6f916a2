import Synchronization
import TestSupport
import Testing

@testable import HTTPServer

/// Who asks, where proxies stand before the server.
@Suite struct ForwardingTests {
  /// 10.0.0.0/8 and Unix-domain sockets are trusted.
  private static func forwarding(_ field: Forwarding.Field) -> Forwarding {
    Forwarding(field) { peer in
      if case .unix = peer { return true }
      return peer.host.hasPrefix("10.")
    }
  }

  private static let proxy = Endpoint.ip("10.0.0.1", port: 5000)

  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7"), ("203.0.113.7:4711", "203.0.113.7"),
    ("2001:db8::1", "2001:db8::1"), ("[2001:DB8:0::1]:4711", "2001:db8::1"),
    ("[2001:db8::1]", "2001:db8::1"),
    // IPv4 over IPv6 is the same client.
    ("::ffff:203.0.113.7", "203.0.113.7"), ("[::FFFF:203.0.113.7]:4711", "203.0.113.7"),
    // What stands before the first stranger, the stranger wrote.
    ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
    ("198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
    ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
    ("unknown", "10.0.0.1"), ("203.0.113.7, unknown", "10.0.0.1"),
    ("203.0.113.7, _hidden, 10.0.0.2", "10.0.0.2"),
    ("203.0.113.300", "10.0.0.1"), ("203.0.113.7:99999", "10.0.0.1"), ("[::1", "10.0.0.1"),
    ("", "10.0.0.1"),
  ])
  func `X-Forwarded-For is read from its end to the first stranger`(value: String, client: String) {
    let origin = Self.forwarding(.xForwardedFor).origin(
      of: ["X-Forwarded-For": value, "Forwarded": "for=192.0.2.99"], from: Self.proxy,
      scheme: "http")

    #expect(origin.remote.host == client)
    #expect(origin.scheme == "http")
  }

  @Test(arguments: [
    ("for=203.0.113.7;proto=https;by=10.0.0.1", "203.0.113.7", "https"),
    ("For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17", "http"),
    ("for=192.0.2.43, for=198.51.100.17;proto=HTTPS", "198.51.100.17", "https"),
    ("for=192.0.2.43;proto=https , for=10.9.9.9;proto=http", "192.0.2.43", "https"),
    ("for=\"192.0.2.43\\:80\"", "192.0.2.43", "http"),
    ("proto=https", "10.0.0.1", "https"), ("for=unknown;proto=https", "10.0.0.1", "https"),
    ("for=192.0.2.43;proto=gopher", "192.0.2.43", "http"),
    ("for=\"192.0.2.43", "10.0.0.1", "http"), ("for 192.0.2.43", "10.0.0.1", "http"),
    (",, for=192.0.2.43 ,", "192.0.2.43", "http"), ("", "10.0.0.1", "http"),
  ])
  func `Forwarded is read as RFC 7239 has it`(value: String, client: String, scheme: String) {
    let origin = Self.forwarding(.forwarded).origin(
      of: ["Forwarded": value, "X-Forwarded-For": "192.0.2.99"], from: Self.proxy, scheme: "http")

    #expect(origin.remote.host == client)
    #expect(origin.scheme == scheme)
  }

  @Test func `several lines are one list, and the nearest proxy's scheme counts`() {
    var headers: Headers = ["X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "http, https"]
    headers.append("X-Forwarded-For", "10.0.0.9")

    let origin = Self.forwarding(.xForwardedFor).origin(
      of: headers, from: .unix(""), scheme: "http")

    #expect(origin.remote == .ip("203.0.113.7", port: 0))
    #expect(origin.scheme == "https")
  }

  @Test func `a stranger's word is not believed`() {
    let stranger = Endpoint.ip("203.0.113.9", port: 1)

    let origin = Self.forwarding(.xForwardedFor).origin(
      of: ["X-Forwarded-For": "10.0.0.5", "X-Forwarded-Proto": "https"], from: stranger,
      scheme: "http")

    #expect(origin.remote == stranger)
    #expect(origin.scheme == "http")
  }

  @Test(arguments: [true, false])
  func `handlers and the log see the client where its proxy is trusted`(isTrusted: Bool) throws {
    let seen = Mutex<[String]>([])
    let hooks = Hooks(observe: { exchange in seen.withLock { $0.append(exchange.remote.host) } })
    let route = Route.get("/") { .text("\($0.remote.host) \($0.scheme)") }
    var configuration = Server.Configuration(port: 0, shards: 1)
    if isTrusted {
      configuration.forwarding = Forwarding(.xForwardedFor) { $0.host == "127.0.0.1" }
    }
    let server = Server(configuration, router: Router([route], hooks: hooks))
    let endpoint = try server.start()
    defer { server.stop(grace: .seconds(1)) }
    let client = try RawClient(endpoint)
    client.send(
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.7\r\n"
        + "X-Forwarded-Proto: https\r\n\r\n")

    let answer = client.readToEnd()

    let (host, scheme) = isTrusted ? ("203.0.113.7", "https") : ("127.0.0.1", "http")
    #expect(answer.hasSuffix("\(host) \(scheme)"))
    #expect(eventually { seen.withLock { $0 } == [host] })
  }
}
