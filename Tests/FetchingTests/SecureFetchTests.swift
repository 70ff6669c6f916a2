import Domain
import Foundation
import Testing

@testable import Fetching

/// Pages over TLS and HTTP/2, from nginx where it is installed.
@Suite(.enabled(if: SecureSite.isPossible, "nginx with HTTP/2 and openssl are needed"))
struct SecureFetchTests {
  private static func settings(_ site: SecureSite) -> Fetcher.Options {
    var settings = FetcherTests.settings
    settings.certificates = site.certificate
    settings.resolve = { host, _ in host == "site.test" ? ["127.0.0.1"] : nil }
    return settings
  }

  @Test func `a page comes over HTTP/2, its robots.txt and the next one over the same connection`()
    throws
  {
    let site = try SecureSite()
    let fetcher = Fetcher(Self.settings(site)) { Timestamp(milliseconds: 0) }

    let first = try fetcher.fetch(FetchRequest(url: "https://site.test:\(site.port)/page.html"))
    let second = try fetcher.fetch(FetchRequest(url: "https://site.test:\(site.port)/page.html"))

    #expect(first.page?.bytes == Array("<p>Tea over TLS".utf8))
    #expect(second.record.entityTag == first.record.entityTag)
    let lines = try site.log(atLeast: 3)
    #expect(lines.map(\.path) == ["/robots.txt", "/page.html", "/page.html"])
    #expect(lines.allSatisfy { $0.version == "HTTP/2.0" })
    #expect(Set(lines.map(\.connection)).count == 1)
  }

  @Test func `a certificate that nobody vouches for is refused, and so is another host's`() throws {
    let site = try SecureSite()
    var strangers = Self.settings(site)
    strangers.certificates = nil
    var others = Self.settings(site)
    others.resolve = { _, _ in ["127.0.0.1"] }

    for (settings, host) in [(strangers, "site.test"), (others, "other.test")] {
      let problem = #expect(throws: FetchProblem.self) {
        try Fetcher(settings) { Timestamp(milliseconds: 0) }
          .fetch(FetchRequest(url: "https://\(host):\(site.port)/page.html"))
      }
      #expect(problem?.kind == .unreachable || problem?.kind == .broken)
      #expect(problem?.detail.contains("certificate") == true, "\(problem?.detail ?? "")")
    }
    #expect(try site.log(atLeast: 0).isEmpty)
  }
}

/// nginx with a certificate of its own for `site.test`.
final class SecureSite {
  struct Line {
    var connection: String
    var path: String
    var version: String
  }

  let port: UInt16
  private let folder: URL
  private let process = Process()

  var certificate: String { folder.appendingPathComponent("chain.pem").path }

  static let isPossible =
    run("nginx", "-v") == 0 && run("openssl", "version") == 0

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("winnow-nginx-" + UUID().uuidString)
    port = try SecureSite.freePort()
    let files = folder.appendingPathComponent("files")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    // Its workers are of another user where it is started by root.
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.path)
    try Data("<p>Tea over TLS".utf8).write(to: files.appendingPathComponent("page.html"))
    let made = SecureSite.run(
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", "2", "-subj", "/CN=site.test", "-addext", "subjectAltName=DNS:site.test",
      "-keyout", folder.appendingPathComponent("key.pem").path, "-out", certificate)
    guard made == 0 else { throw WebStub.NoSocket(code: made) }
    let configuration = folder.appendingPathComponent("nginx.conf")
    try text.write(to: configuration, atomically: true, encoding: .utf8)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "nginx", "-e", folder.path + "/error.log", "-c", configuration.path, "-g", "daemon off;",
    ]
    process.environment = SecureSite.environment
    process.standardError = FileHandle.nullDevice
    try process.run()
    let end = ContinuousClock.now + .seconds(60)
    while !isListening, process.isRunning, ContinuousClock.now < end { usleep(5_000) }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private var text: String {
    """
    worker_processes 1;
    pid \(folder.path)/pid;
    events {}
    http {
      log_format told '$connection $uri $server_protocol';
      access_log \(folder.path)/access.log told;
      types { text/html html; }
      client_body_temp_path \(folder.path)/b; proxy_temp_path \(folder.path)/p;
      fastcgi_temp_path \(folder.path)/f; uwsgi_temp_path \(folder.path)/u;
      scgi_temp_path \(folder.path)/s;
      server {
        listen 127.0.0.1:\(port) ssl http2;
        ssl_certificate \(folder.path)/chain.pem;
        ssl_certificate_key \(folder.path)/key.pem;
        root \(folder.path)/files;
      }
    }
    """
  }

  /// The requests so far, once there are so many.
  func log(atLeast count: Int) throws -> [Line] {
    let file = folder.appendingPathComponent("access.log")
    let end = ContinuousClock.now + .seconds(60)
    while true {
      let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
      guard lines.count < count, ContinuousClock.now < end else {
        return lines.map { line in
          let words = line.split(separator: " ").map(String.init)
          return Line(connection: words[0], path: words[1], version: words[2])
        }
      }
      usleep(5_000)
    }
  }

  private var isListening: Bool {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(client) }
    var address = SecureSite.loopback(port)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  /// A port that was free a moment ago.
  private static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else { throw WebStub.NoSocket(code: errno) }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Debian keeps nginx where only root looks.
  private static var environment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    return own.merging(["PATH": (own["PATH"] ?? "") + ":/usr/sbin"]) { $1 }
  }

  private static func run(_ arguments: String...) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
