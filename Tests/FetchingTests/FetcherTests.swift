import Domain
import Foundation
import Synchronization
import Testing

@testable import Fetching

/// Pages from a server that does what servers do, and what they should not.
@Suite struct FetcherTests {
  @Test func `a page comes with what its server said of it`() throws {
    let stub = try WebStub { request, client in
      guard request.path == "/a?b=c" else { return client.answer(404) }
      client.answer(
        200, Self.page, type: "Text/HTML; charset=\"GBK\"",
        fields: ["ETag: \"x1\"", "Last-Modified: Tue, 24 Nov 2026 00:00:00 GMT", "Set-Cookie: a=b"])
    }

    let fetched = try Self.fetcher().fetch(FetchRequest(url: stub.base + "/a?b=c#part"))

    let page = try #require(fetched.page)
    #expect(page.bytes == Array(Self.page.utf8))
    #expect(page.url == stub.base + "/a?b=c")
    #expect(page.mediaType == "text/html")
    #expect(page.charset == "GBK")
    #expect(!page.headers.contains { $0.name == "Set-Cookie" })
    #expect(fetched.record.entityTag == "\"x1\"")
    #expect(fetched.record.canonicalURL == "http://127.0.0.1:\(stub.port)/canonical")
    #expect(fetched.record.refresh == .init(seconds: 30, url: stub.base + "/next?a=1&b=2"))
    let asked = try #require(stub.requests.last)
    #expect(asked.field("user-agent") == "winnow/1.0 (+https://example.org/bot)")
    #expect(asked.field("accept-encoding")?.contains("gzip") == true)
  }

  @Test func `redirects are followed with their cookies, recorded, and lead to the page's address`()
    throws
  {
    let stub = try WebStub { request, client in
      switch request.path {
      case "/start":
        client.answer(302, fields: ["Location: /door?x=1", "Set-Cookie: seen=yes; Path=/"])
      case "/door?x=1":
        client.answer(request.field("cookie") == "seen=yes" ? 301 : 403, fields: ["Location: end"])
      case "/end": client.answer(200, Self.page)
      default: client.answer(404)
      }
    }
    let fetcher = Self.fetcher()

    let first = try fetcher.fetch(FetchRequest(url: stub.base + "/start"))
    _ = try fetcher.fetch(FetchRequest(url: stub.base + "/start"))

    #expect(first.page?.url == stub.base + "/end")
    #expect(first.record.requestedURL == stub.base + "/start")
    #expect(first.record.redirects.map(\.status) == [302, 301])
    // Cookies end with the fetch.
    #expect(stub.requests.filter { $0.path == "/start" }.allSatisfy { $0.field("cookie") == nil })
    // Connections do not: robots.txt, redirects and the second fetch came over the first.
    #expect(stub.connections == 1)
  }

  @Test func `a connection that its server closed meanwhile is made anew`() throws {
    let stub = try WebStub { _, client in client.answer(200, Self.page) }
    let fetcher = Self.fetcher()

    // A path of /close ends the connection behind its answer.
    for number in 1...3 {
      #expect(try fetcher.fetch(FetchRequest(url: stub.base + "/close\(number)")).page != nil)
    }

    #expect(stub.paths == ["/close1", "/close2", "/close3"])
  }

  @Test func `what is known of an address makes the request conditional`() throws {
    let stub = try WebStub { request, client in
      let isKnown = request.field("if-none-match") == "\"v7\""
      client.answer(isKnown ? 304 : 200, isKnown ? "" : Self.page)
    }
    let url = stub.base + "/a"

    let fetched = try Self.fetcher().fetch(
      FetchRequest(
        url: url,
        validators: {
          $0 == url ? FetchValidators(entityTag: "\"v7\"", lastModified: "yesterday") : nil
        }))

    #expect(fetched.page == nil)
    #expect(fetched.record.status == 304)
    #expect(stub.requests.last?.field("if-modified-since") == "yesterday")
  }

  @Test func `a busy server is asked again when it says, and then given up`() throws {
    let answers = Mutex(0)
    let stub = try WebStub { request, client in
      guard request.path != "/robots.txt" else { return client.answer(404) }
      let number = answers.withLock { number -> Int in
        number += 1
        return number
      }
      switch request.path {
      case "/soon":
        number == 1
          ? client.answer(503, fields: ["Retry-After: 0"]) : client.answer(200, Self.page)
      default: client.answer(429, fields: ["Retry-After: 3600"])
      }
    }

    let soon = try Self.fetcher().fetch(FetchRequest(url: stub.base + "/soon"))
    let never = #expect(throws: FetchProblem.self) {
      try Self.fetcher().fetch(FetchRequest(url: stub.base + "/never"))
    }

    #expect(soon.page != nil)
    #expect(never?.kind == .throttled)
    #expect(never?.retryAfter == 3600)
    #expect(stub.paths == ["/soon", "/soon", "/never"])
  }

  /// What a hostile or broken server does, and the trouble that it is.
  static let troubles: [(path: String, kind: FetchProblem.Kind)] = [
    ("/missing", .status), ("/broken", .status), ("/loop", .tooManyRedirects),
    ("/to-file", .refusedAddress), ("/to-nowhere", .broken), ("/slow", .timedOut),
    ("/close-endless", .tooLarge), ("/bomb", .tooLarge), ("/close-short", .broken),
    ("/close-silent", .broken), ("/close-garbage", .broken), ("/image", .notAPage),
    ("/empty", .notAPage), ("/close-headers", .broken), ("/bad-gzip", .broken),
    ("/endless-error", .status),
  ]

  @Test(arguments: troubles)
  func `a bad server is survived with the right problem`(
    path: String, kind: FetchProblem.Kind
  ) throws {
    let stub = try WebStub { request, client in BadServer.answer(request, client) }
    var settings = Self.settings
    settings.sizeLimit = 200_000
    // What must not come in time does not come at all, so a short wait proves nothing less.
    settings.totalTime = kind == .timedOut ? .milliseconds(500) : .seconds(60)

    let problem = #expect(throws: FetchProblem.self) {
      try Fetcher(settings) { Timestamp(milliseconds: 0) }
        .fetch(FetchRequest(url: stub.base + path))
    }

    #expect(problem?.kind == kind, "\(problem?.detail ?? "")")
    #expect(problem?.detail.isEmpty == false)
  }

  @Test func `a wrong charset and a length too short by far are the page's own affair`() throws {
    let stub = try WebStub { request, client in
      switch request.path {
      case "/charset": client.answer(200, "<p>tea", type: "text/html; charset=klingon")
      default: client.answer(404)
      }
    }

    let page = try Self.fetcher().fetch(FetchRequest(url: stub.base + "/charset")).page

    #expect(page?.charset == "klingon")
  }

  @Test func `a fetch ends when nobody waits for it`() throws {
    let stub = try WebStub { request, client in
      if request.path == "/robots.txt" { client.answer(404) }
    }

    let problem = #expect(throws: FetchProblem.self) {
      try Self.fetcher().fetch(
        FetchRequest(url: stub.base + "/slow", isCancelled: { !stub.paths.isEmpty }))
    }

    #expect(problem?.kind == .cancelled)
  }

  @Test(arguments: [(2, 16), (16, 2)])
  func `no more transfers at once than allowed, and no more of one host`(
    all: Int, perHost: Int
  ) throws {
    let load = Mutex((now: 0, most: 0))
    let stub = try WebStub { request, client in
      load.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      Thread.sleep(forTimeInterval: 0.02)
      load.withLock { $0.now -= 1 }
      client.answer(200, Self.page)
    }
    var settings = Self.settings
    settings.concurrency = all
    settings.concurrencyPerHost = perHost
    settings.obeysRobots = false
    let fetcher = Fetcher(settings) { Timestamp(milliseconds: 0) }

    DispatchQueue.concurrentPerform(iterations: 8) { number in
      _ = try? fetcher.fetch(FetchRequest(url: stub.base + "/\(number)"))
    }

    #expect(stub.paths.count == 8)
    #expect(load.withLock { $0.most } <= 2)
  }

  static let page = """
    <html><head><!-- <link rel=canonical href=/no> --><title>Tea</title>
    <link REL="canonical" href='/canonical'>
    <meta http-equiv="Refresh" content="30; URL='/next?a=1&amp;b=2'"></head><body>Tea</body></html>
    """

  static var settings: Fetcher.Options {
    var settings = Fetcher.Options(userAgent: "winnow/1.0 (+https://example.org/bot)")
    settings.totalTime = .seconds(60)
    settings.addresses.allowed = AllowedNetworks("127.0.0.0/8") ?? AllowedNetworks()
    return settings
  }

  static func fetcher() -> Fetcher { Fetcher(settings) { Timestamp(milliseconds: 0) } }
}

/// A server that does everything wrong, one thing a path.
private enum BadServer {
  static func answer(_ request: WebStub.Request, _ client: WebStub.Client) {
    switch request.path {
    case "/broken": client.answer(500, "no")
    case "/loop": client.answer(302, fields: ["Location: /loop"])
    case "/to-file": client.answer(302, fields: ["Location: file:///etc/passwd"])
    case "/to-nowhere": client.answer(302, fields: ["Location: http://[::1"])
    case "/slow": client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<p>")
    case "/close-endless":
      client.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
      while client.send([UInt8](repeating: 0x61, count: 10_000)) {}
    case "/bomb":
      // 10 MB of zeros in 10 KB.
      client.send(
        Array(
          "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n".utf8)
          + bomb)
    case "/bad-gzip":
      client.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n<p>te")
    case "/close-short":
      client.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>cut off")
    case "/close-silent": break
    case "/close-garbage": client.send("SSH-2.0-OpenSSH_9.2\r\n\r\n")
    case "/image": client.answer(200, "\u{89}PNG", type: "image/png")
    case "/empty": client.answer(200, "")
    case "/close-headers":
      client.send("HTTP/1.1 200 OK\r\n")
      while client.send("X-Filler: \(String(repeating: "a", count: 8000))\r\n") {}
    case "/endless-error":
      client.send("HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n")
      while client.send("1000\r\n" + String(repeating: "a", count: 4096) + "\r\n") {}
    default: client.answer(404, "no")
    }
  }

  private static let bomb =
    (try? Data([UInt8](repeating: 0, count: 10_000_000)).gzip()) ?? []
}

extension Data {
  /// gzip by the command, so that the fetcher's decoder is tried on another's work.
  fileprivate func gzip() throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-9", "-n", file.path]
    try process.run()
    process.waitUntilExit()
    let small = file.appendingPathExtension("gz")
    defer { try? FileManager.default.removeItem(at: small) }
    return [UInt8](try Data(contentsOf: small))
  }
}
