import Domain
import Foundation
import Synchronization
import Testing

@testable import Fetching

/// No way in from outside to what is inside.
@Suite struct AddressGuardTests {
  /// Spellings of loopback and its like in use against other services: what resolves here to the
  /// canary must be refused before a connection, what does not resolve must fail.
  static let spellings: [String] = [
    "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "127.255.255.254", "0.0.0.0", "0",
    "2130706433", "017700000001", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "0177.1",
    "127.000.000.001", "0300.0250.0.1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::]", "[2001::7f00:1]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]",
    "localhost", "LOCALHOST", "localhost.", "127。0。0。1", "①②⑦.⓪.⓪.①", "１２７.０.０.１",
    "%31%32%37.0.0.1", "127.0.0.1.", "127.0.0.1%2e", "rebind.test",
  ]

  @Test(arguments: spellings)
  func `no spelling of an inner address reaches it`(host: String) throws {
    let canary = try WebStub { _, client in client.answer(200, FetcherTests.page) }
    var settings = FetcherTests.settings
    settings.addresses = AddressGuard(ports: [80, 443, canary.port])
    settings.totalTime = .seconds(20)
    settings.resolve = { host, _ in host == "rebind.test" ? ["127.0.0.1"] : nil }
    let fetcher = Fetcher(settings) { Timestamp(milliseconds: 0) }

    #expect(throws: FetchProblem.self) {
      try fetcher.fetch(FetchRequest(url: "http://\(host):\(canary.port)/"))
    }

    #expect(canary.requests.isEmpty)
  }

  @Test(arguments: [
    "127.0.0.1", "2130706433", "0x7f.1", "0177.1", "[::1]", "[::ffff:127.0.0.1]", "localhost",
    "rebind.test",
  ])
  func `with the allow list the same spellings reach it`(host: String) throws {
    let canary = try WebStub { _, client in client.answer(200, FetcherTests.page) }
    var settings = FetcherTests.settings
    settings.addresses.allowed = try #require(
      AllowedNetworks("127.0.0.1:\(canary.port), [::1]:\(canary.port)"))
    settings.resolve = { host, _ in host == "rebind.test" ? ["127.0.0.1"] : nil }

    let fetched = try Fetcher(settings) { Timestamp(milliseconds: 0) }
      .fetch(FetchRequest(url: "http://\(host):\(canary.port)/"))

    #expect(fetched.page != nil)
  }

  @Test func `a name that changes its mind between two hops is refused at the second`() throws {
    let canary = try WebStub { _, client in client.answer(200, FetcherTests.page) }
    let outside = try WebStub { request, client in
      client.answer(302, fields: ["Location: http://rebind.test:\(canary.port)/secret"])
    }
    var settings = FetcherTests.settings
    settings.obeysRobots = false
    // The first server stands for the public web.
    settings.addresses = AddressGuard(
      ports: [80, canary.port],
      allowed: try #require(AllowedNetworks("127.0.0.9:\(outside.port)")))
    let answers = Mutex(0)
    settings.resolve = { _, _ in
      answers.withLock { $0 += 1 }
      return answers.withLock { $0 } == 1 ? ["127.0.0.9"] : ["127.0.0.1"]
    }

    let problem = #expect(throws: FetchProblem.self) {
      try Fetcher(settings) { Timestamp(milliseconds: 0) }
        .fetch(FetchRequest(url: "http://rebind.test:\(outside.port)/"))
    }

    #expect(problem?.kind == .refusedAddress)
    #expect(outside.paths == ["/"])
    #expect(canary.requests.isEmpty)
  }

  @Test(arguments: [
    ("http://a:b@127.0.0.1/", FetchProblem.Kind.badAddress), ("http://a@example.org/", .badAddress),
    ("ftp://example.org/", .badAddress), ("file:///etc/passwd", .badAddress),
    ("gopher://127.0.0.1:70/", .badAddress), ("http:///", .badAddress), ("/a", .badAddress),
  ])
  func `other schemes and credentials are refused unasked`(
    url: String, kind: FetchProblem.Kind
  ) {
    let problem = #expect(throws: FetchProblem.self) {
      try FetcherTests.fetcher().fetch(FetchRequest(url: url))
    }

    #expect(problem?.kind == kind)
  }

  @Test func `odd ports of public addresses are refused`() throws {
    let guarded = AddressGuard()
    let address = try #require(NetworkAddress("93.184.216.34"))

    #expect(guarded.refusal(of: address, port: 443) == nil)
    #expect(guarded.refusal(of: address, port: 25) == .port(25))
  }

  @Test(arguments: [
    "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::7f00:1", "::ffff:10.0.0.1",
    "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:a00:1::1",
    "3fff::1", "4000::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
  ])
  func `what is not public is closed`(address: String) throws {
    #expect(AddressGuard().refusal(of: try #require(NetworkAddress(address)), port: 80) != nil)
  }

  @Test(arguments: [
    "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "93.184.216.34",
    "223.255.255.255", "2606:2800:220:1::1", "2a00:1450:4001::1", "::ffff:1.1.1.1",
    "64:ff9b::101:101",
  ])
  func `what is public is open`(address: String) throws {
    #expect(AddressGuard().refusal(of: try #require(NetworkAddress(address)), port: 80) == nil)
  }

  @Test(arguments: [
    ("10.1.0.0/16", "10.1.200.3", 80, true), ("10.1.0.0/16", "10.2.0.1", 80, false),
    ("127.0.0.1:8081", "127.0.0.1", 8081, true), ("127.0.0.1:8081", "127.0.0.1", 8082, false),
    ("[fd00::]/8, 10.0.0.0/8", "fd12::1", 9, true), ("[::1]:80", "::1", 80, true),
    ("10.0.0.0/8", "::ffff:10.0.0.1", 80, true),
  ])
  func `the allow list names blocks and ports`(
    list: String, address: String, port: UInt16, isOpen: Bool
  ) throws {
    let guarded = AddressGuard(allowed: try #require(AllowedNetworks(list)))

    let refusal = guarded.refusal(of: try #require(NetworkAddress(address)), port: port)

    #expect((refusal == nil) == isOpen)
  }

  @Test(arguments: ["10.0.0.0/33", "example.org", "1.2.3", "10.0.0.1:x", "/8"])
  func `what is no address is no allow list`(list: String) {
    #expect(AllowedNetworks(list) == nil)
  }
}
