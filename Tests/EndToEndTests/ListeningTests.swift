import Foundation
import TestSupport
import Testing

/// Where the server listens, and what it reads again while it does.
@Suite struct ListeningTests {
  /// A certificate for localhost and its key, made with OpenSSL's own program.
  private func makeCertificate(in folder: TemporaryFolder, name: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", "2", "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost",
      "-keyout", folder.file("key.pem").path, "-out", folder.file("chain.pem").path,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private func curl(_ arguments: String...) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["curl", "-sS", "--max-time", "120"] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test func `over TLS, with new certificates after SIGHUP`() throws {
    let folder = try TemporaryFolder()
    try makeCertificate(in: folder, name: "first")
    let service = try Service(
      over: folder,
      environment: [
        "WINNOW_SERVER_TLS_CERTIFICATE": folder.file("chain.pem").path,
        "WINNOW_SERVER_TLS_KEY": folder.file("key.pem").path,
      ])
    let url = "https://localhost:\(service.port)"
    let trust = ["--cacert", folder.file("chain.pem").path]

    // Larger than what is sealed in one go, both ways.
    let page = folder.file("page.html")
    let text = (1...6000).map { "<p>Paragraph \($0) of a long report on the harbour.</p>" }.joined()
    try "<h1>Harbour</h1>\(text)".write(to: page, atomically: true, encoding: .utf8)
    let post = try curl(
      trust[0], trust[1], "--data-binary", "@\(page.path)", "-H", "Content-Type: text/html",
      "\(url)/v1/articles?format=text")
    #expect(post.status == 0, "\(post.text.prefix(500))")
    #expect(post.text.contains("Paragraph 6000 of"))

    #expect(try curl("--tls-max", "1.1", "-k", "\(url)/health").status != 0)
    #expect(try curl("http://localhost:\(service.port)/health").status != 0)
    let health = try Program.run(
      "health", "--data", folder.file("data").path,
      environment: ["WINNOW_SERVER_TLS_CERTIFICATE": "x", "WINNOW_SERVER_TLS_KEY": "x"])
    #expect(health.status == 0, "\(health.complaint)")
    let token = try Program.run("token", "list", "--data", folder.file("data").path)
    #expect(token.status == 0, "commands reach it by its socket: \(token.complaint)")

    try makeCertificate(in: folder, name: "second")
    service.send(signal: SIGHUP)
    try service.awaitLog(of: "configuration read again")
    let after = try curl(trust[0], trust[1], "\(url)/health")
    #expect(after.status == 0, "\(after.text)")

    // What cannot be read leaves the certificates that are there in force.
    let good = folder.file("good.pem")
    try FileManager.default.copyItem(at: folder.file("chain.pem"), to: good)
    try "no certificate".write(to: folder.file("chain.pem"), atomically: true, encoding: .utf8)
    service.send(signal: SIGHUP)
    try service.awaitLog(of: "the configuration was not read again")
    let still = try curl("--cacert", good.path, "\(url)/health")
    #expect(still.status == 0, "\(still.text)")
  }

  @Test func `on a Unix-domain socket, over a dead server's`() throws {
    let folder = try TemporaryFolder()
    let socket = folder.file("s").path
    let environment = ["WINNOW_SERVER_SOCKET": socket]
    let first = try Service(over: folder, environment: environment)
    let answer = try curl("--unix-socket", socket, "http://localhost/health")
    #expect(answer.text.contains("\"pass\""))
    #expect(
      try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions] as? Int == 0o660)

    let other = try TemporaryFolder()
    let second = try Program.run(
      "serve", "--port", "0", "--data", other.file("data").path, environment: environment)
    #expect(second.status == 69, "a live server's socket is not taken: \(second.complaint)")

    first.killHard()
    let third = try Service(over: folder, environment: environment)
    #expect(try curl("--unix-socket", socket, "http://localhost/health").status == 0)
    third.send(signal: SIGTERM)
    #expect(third.awaitEnd() == 0)
    #expect(!FileManager.default.fileExists(atPath: socket))
  }

  @Test func `on a socket that systemd hands over`() throws {
    let folder = try TemporaryFolder()
    let log = folder.file("log")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // What systemd does: bind, put the descriptor at 3, name the process, run.
    process.arguments = [
      "python3", "-c",
      """
      import os, socket, sys
      s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen()
      print(s.getsockname()[1], flush=True)
      if s.fileno() != 3: os.dup2(s.fileno(), 3)
      os.set_inheritable(3, True)
      os.environ["LISTEN_FDS"] = "1"; os.environ["LISTEN_PID"] = str(os.getpid())
      os.execv(sys.argv[1], sys.argv[1:])
      """, Program.path, "serve", "--data", folder.file("data").path,
    ]
    process.environment = Program.cleanEnvironment
    try Data().write(to: log)
    process.standardError = try FileHandle(forWritingTo: log)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    let port = try #require(UInt16(line.trimmingCharacters(in: .whitespacesAndNewlines)))

    // The socket listens already: the client waits until the server takes it.
    let connection = try Connection(port: port)
    try connection.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let reply = try connection.response()

    #expect(reply.status == 200)
    // The line is written beside the first answers.
    let address = "127.0.0.1:\(port)"
    #expect(try eventually { try String(contentsOf: log, encoding: .utf8).contains(address) })
  }

  @Test func `SIGHUP changes what may change, and says what may not`() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("winnow.toml")
    try "".write(to: file, atomically: true, encoding: .utf8)
    let service = try Service(over: folder, arguments: ["--config", file.path])
    #expect(try service.get("/v1/articles").headers["ratelimit-policy"] == nil)

    try "[rates]\nper_address = 50\n[limits]\nworkers = 3\n".write(
      to: file, atomically: true, encoding: .utf8)
    service.send(signal: SIGHUP)
    try service.awaitLog(of: "configuration read again")

    #expect(try service.get("/v1/articles").headers["ratelimit-policy"] == "\"address\";q=50;w=60")
    #expect(service.logText.contains("\"changed\":[\"rates.per_address\"]"))
    #expect(service.logText.contains("\"after_restart\":[\"limits.workers\"]"))

    try "[rates]\nper_adress = 1\n".write(to: file, atomically: true, encoding: .utf8)
    service.send(signal: SIGHUP)
    try service.awaitLog(of: "all stays as it was")
    #expect(try service.get("/v1/articles").status == 200)
  }

  @Test(arguments: [
    (["WINNOW_SERVER_TLS_CERTIFICATE": "/nowhere.pem"], "belong together"),
    (
      ["WINNOW_SERVER_TLS_CERTIFICATE": "/nowhere.pem", "WINNOW_SERVER_TLS_KEY": "/no.pem"],
      "/nowhere.pem"
    ),
  ])
  func `a certificate that is not there stops the start`(
    environment: [String: String], says: String
  ) throws {
    let folder = try TemporaryFolder()
    for command in [["config", "check"], ["serve", "--port", "0"]] {
      let data = folder.file("data").path
      let outcome =
        command[0] == "serve"
        ? try Program.run("serve", "--port", "0", "--data", data, environment: environment)
        : try Program.run("config", "check", "--data", data, environment: environment)
      #expect(outcome.status == 78)
      #expect(outcome.complaint.contains(says), "\(outcome.complaint)")
    }
  }
}
