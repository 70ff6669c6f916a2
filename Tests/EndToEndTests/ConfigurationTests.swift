import Foundation
import Testing

/// The configuration: file, environment, flags, and what a wrong one says.
@Suite struct ConfigurationTests {
  @Test func `flags win over the environment, the environment over the file`() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("my.toml")
    try "[server]\nport = 1\nshards = 3\n[log]\nlevel = \"debug\"\n".write(
      to: file, atomically: true, encoding: .utf8)

    let check = try Program.run(
      "config", "check", "--config", file.path, "--port", "3",
      environment: ["WINNOW_SERVER_PORT": "2", "WINNOW_SERVER_SHARDS": "4"])

    #expect(check.status == 0)
    #expect(line("server.port", of: check) == "server.port = 3 # --port")
    #expect(line("server.shards", of: check) == "server.shards = 4 # WINNOW_SERVER_SHARDS")
    #expect(line("log.level", of: check) == "log.level = \"debug\" # \(file.path)")
    #expect(line("server.host", of: check) == "server.host = \"127.0.0.1\" # default")
  }

  @Test func `the template is a configuration that changes nothing`() throws {
    let folder = try TemporaryFolder()
    let template = try Program.run("config", "template")
    try Data(template.output).write(to: folder.file("winnow.toml"))

    let bare = try Program.run("config", "check")
    let full = try Program.run("config", "check", "--config", folder.file("winnow.toml").path)

    #expect(bare.status == 0 && full.status == 0)
    #expect(values(of: bare) == values(of: full))
    #expect(!full.text.contains("# default"))
  }

  @Test(arguments: [
    ("[server]\nprot = 1\n", ["there is no key server.prot", "server.port?"]),
    ("port = 1\n", ["there is no key port", "server.port?"]),
    ("[server]\nport = \"high\"\n", ["server.port = \"high\"", "from 0 to 65535"]),
    ("[server]\nport = 70000\n", ["server.port = 70000", "from 0 to 65535"]),
    ("[limits]\nmax_body = \"32 MB\"\n", ["limits.max_body", "MiB"]),
    ("[limits]\nidle_timeout = 30\n", ["limits.idle_timeout = 30", "30 s"]),
    (
      "[cors]\norigins = \"example.org\"\n",
      ["cors.origins = \"example.org\"", "https://example.org"]
    ),
    ("[cors]\norigins = \"https://example.org/\"\n", ["cors.origins", "nothing behind them"]),
    ("[store]\ndata = \"\"\n", ["store.data = \"\"", "of 1 to 4096 bytes"]),
    ("[fetch]\nuser_agent = \" \"\n", ["fetch.user_agent", "of 1 to 1024 bytes"]),
    ("[log]\nformat = \"xml\"\n", ["log.format", "\"human\""]),
    ("[server]\nport = = 1\n", [":2:", "not TOML"]),
    ("[server]\nhost = \"0.0.0.0\"\n", ["server.host = 0.0.0.0", "allow_open = true"]),
  ])
  func `a wrong file stops the start and names the mend`(text: String, says: [String]) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("winnow.toml")
    try text.write(to: file, atomically: true, encoding: .utf8)

    let check = try Program.run("config", "check", "--config", file.path)
    let serve = try Program.run("serve", "--port", "0", "--config", file.path)

    #expect(check.status == 78)
    #expect(check.output.isEmpty)
    for part in [file.path] + says { #expect(check.complaint.contains(part)) }
    // The port is told by a flag there, which cures what is wrong with it in the file alone.
    #expect(serve.status == 78)
  }

  @Test(arguments: [
    ("WINNOW_LIMITS_WORKERS", "many", "WINNOW_LIMITS_WORKERS"),
    ("WINNOW_SERVER_PRT", "9", "did you mean WINNOW_SERVER_PORT?"),
    ("WINNOW_SEVER_PORT", "9", "did you mean WINNOW_SERVER_PORT?"),
    ("WINNOW_PORT", "9", "did you mean WINNOW_SERVER_PORT?"),
    ("WINNOW_LIMITS_NOTHING_LIKE_IT", "9", "`winnow config check` lists the keys"),
    ("WINNOW_STORE_DATA", "", "of 1 to 4096 bytes"),
  ])
  func `a wrong variable of the environment stops the start`(
    name: String, value: String, says: String
  ) throws {
    let check = try Program.run("config", "check", environment: [name: value])

    #expect(check.status == 78)
    #expect(check.complaint.contains(name) && check.complaint.contains(says))
  }

  @Test func `what others set for a service of our name is let pass`() throws {
    let linked = try Program.run(
      "config", "check",
      environment: [
        "WINNOW_SERVICE_HOST": "10.0.0.1", "WINNOW_SERVICE_PORT": "80",
        "WINNOW_SERVICE_PORT_HTTP": "80", "WINNOW_PORT": "tcp://10.0.0.1:80",
        "WINNOW_PORT_8080_TCP_ADDR": "10.0.0.1", "WINNOW_SERVER_SERVICE_HOST": "10.0.0.1",
        "WINNOW_SERVER_PORT_8080_TCP": "tcp://10.0.0.1:80",
      ])
    let foreign = try Program.run(
      "config", "check", environment: ["WINNOW_BARN_OWNER": "Li", "WINNOW_CONFORMANCE": "1"])

    #expect(linked.status == 0)
    #expect(linked.complaint.isEmpty)
    #expect(foreign.status == 0)
    #expect(foreign.complaint.contains("WINNOW_BARN_OWNER"))
  }

  @Test func `origins as browsers write them are taken`() throws {
    let origins = "https://example.org, http://localhost:3000,moz-extension://a-b"
    for value in ["", "*", origins] {
      let check = try Program.run("config", "check", environment: ["WINNOW_CORS_ORIGINS": value])
      #expect(check.status == 0, "\(value)")
    }
    for value in ["example.org", "https://example.org:443", "https://Example.org", "null"] {
      let check = try Program.run("config", "check", environment: ["WINNOW_CORS_ORIGINS": value])
      #expect(check.status == 78, "\(value)")
    }
  }

  @Test func `beyond loopback only with allow_open`() throws {
    let closed = try Program.run("config", "check", "--host", "0.0.0.0")
    let open = try Program.run(
      "config", "check", "--host", "0.0.0.0", environment: ["WINNOW_SERVER_ALLOW_OPEN": "true"])

    #expect(closed.status == 78)
    #expect(open.status == 0)
  }

  private func line(_ key: String, of check: Program.Outcome) -> String? {
    check.lines.first { $0.hasPrefix(key + " ") }?
      .split(separator: " ").joined(separator: " ")
  }

  private func values(of check: Program.Outcome) -> [Substring] {
    check.lines.map { $0.prefix { $0 != "#" } }
  }
}
