import Foundation
import Testing

/// `winnow import`: files into the store, with a server and without, stopped and started again.
@Suite struct ImportTests {
  /// A WARC file of so many pages; the second is a redirect, which is no page.
  private func warc(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { number -> [UInt8] in
      let status = number == 1 ? "301 Moved" : "200 OK"
      let block =
        Array("HTTP/1.1 \(status)\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".utf8)
        + Fixture.page(number: number)
      let head =
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:\(number)>\r\n"
        + "WARC-Target-URI: https://example.org/\(number)\r\n"
        + "WARC-Date: 2021-10-12T03:03:50Z\r\nContent-Type: application/http\r\n"
        + "Content-Length: \(block.count)\r\n\r\n"
      return Array(head.utf8) + block + Array("\r\n\r\n".utf8)
    }
  }

  @Test func `a folder is taken in whole, and a second run skips what is stored`() throws {
    let folder = try TemporaryFolder()
    let pages = folder.file("pages")
    try FileManager.default.createDirectory(
      at: pages.appendingPathComponent("deep"), withIntermediateDirectories: true)
    try Data(warc(20)).write(to: pages.appendingPathComponent("crawl.warc"))
    try Data(Fixture.page(number: 100)).write(to: pages.appendingPathComponent("deep/a.html"))
    try Data("{\"html\": \"\(String(repeating: "tea ", count: 3))\"}\n{oops\n".utf8)
      .write(to: pages.appendingPathComponent("b.ndjson"))
    try Data("x".utf8).write(to: pages.appendingPathComponent("notes.pdf"))
    let data = folder.file("data").path
    let errors = folder.file("errors").path

    let first = try Program.run("import", pages.path, "--data", data, "--errors", errors)
    let second = try Program.run("import", pages.path, "--data", data)

    // One line cannot be read, which is a failure; what holds no article is none.
    #expect(first.status == 1)
    #expect(first.text.contains("20 created"), "\(first.text)")
    #expect(first.text.contains("1 bad-page"))
    #expect(first.text.contains("1 no-page"))
    #expect(first.complaint.contains("1 files were passed over"))
    let lines = try String(contentsOfFile: errors, encoding: .utf8).split(separator: "\n")
    let named = try lines.map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return "\(object?["file"] as? String ?? "none") \(object?["index"] as? Int ?? -1)"
    }
    // The second of both lines, the redirect of the records, and the page that holds none.
    #expect(
      Set(named).isSuperset(of: ["\(pages.path)/b.ndjson 1", "\(pages.path)/crawl.warc 1"]))
    #expect(!named.contains { $0.hasPrefix("none") })
    #expect(lines.contains { $0.contains("/problems/bad-page") })
    #expect(second.text.contains("0 created"))
    #expect(second.text.contains("20 unchanged"))
  }

  @Test func `where a server owns the folder, the pages go through it`() throws {
    let service = try Service()
    let file = service.folder.file("crawl.warc")
    try Data(warc(10)).write(to: file)

    let done = try Program.run(
      "import", file.path, "--data", service.folder.file("data").path)

    #expect(done.status == 0, "\(done.complaint)")
    #expect(done.text.contains("9 created"))
    #expect(try service.get("/v1/articles?url=https://example.org/7").text.contains("report 7"))
  }

  @Test func `killed in the middle and run again, nothing is lost and nothing is there twice`()
    throws
  {
    let folder = try TemporaryFolder()
    let file = folder.file("crawl.warc")
    try Data(warc(300)).write(to: file)
    let data = folder.file("data").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["import", file.path, "--data", data]
    process.environment = Program.cleanEnvironment
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Once the store has grown beyond its empty tables, some pages are in it.
    let log = data + "/winnow.sqlite-wal"
    for _ in 0..<6000 {
      let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
      if size ?? 0 > 1 << 20 { break }
      usleep(5000)
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()

    let again = try Program.run("import", file.path, "--data", data)
    let service = try Service(over: folder)
    var count = 0
    var next: String? = "/v1/articles?limit=200&fields=url"
    while let target = next {
      let page = try service.get(target).json
      count += (page["articles"] as? [Any])?.count ?? 0
      next = (page["next"] as? String).map { "/v1/articles?limit=200&fields=url&cursor=\($0)" }
    }

    #expect(again.status == 0)
    #expect(count == 299)
  }

  @Test func `what is not there is said`() throws {
    let missing = try Program.run("import", "/nowhere/x.warc")
    let folder = try TemporaryFolder()
    let empty = try Program.run("import", folder.path)

    #expect(missing.status == 66)
    #expect(missing.complaint.contains("/nowhere/x.warc"))
    #expect(empty.status == 66)
  }

  @Test func `batch reads WARC, and answers by the records' names`() throws {
    let done = try Program.run("batch", "--format", "warc", input: warc(5))

    #expect(done.status == 0)
    #expect(done.lines.count == 5)
    #expect(done.lines[0].contains("urn:x:0"))
    #expect(done.lines[1].contains("/problems/no-page"))
    #expect(done.lines[4].contains("Harbour report 4"))
  }

  @Test func `a batch of records is answered by the server, also gzip`() throws {
    let service = try Service()
    let small = try gzipped(warc(6))

    let plain = try service.post("/v1/articles/batch", warc(6), contentType: "application/warc")
    let sniffed = try service.post("/v1/articles/batch", small, contentType: "application/warc")
    let coded = try service.request(
      "POST", "/v1/articles/batch",
      headers: ["Content-Type": "application/warc", "Content-Encoding": "gzip"], body: small)

    for reply in [plain, sniffed, coded] {
      #expect(reply.status == 200)
      #expect(reply.text.split(separator: "\n").count == 6)
    }
    #expect(plain.text.contains("\"created\""))
    #expect(sniffed.text.contains("\"unchanged\""))
  }

  @Test func `a batch that cannot be decoded says so, before its first page or behind its last`()
    throws
  {
    let service = try Service()
    let headers = ["Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"]
    // Digits of a counter mixed up, so that the coding cannot make a few bytes of many lines.
    let lines = (0..<2000).map { "{\"text\":\"\($0 &* 2_654_435_761 % 1_000_003)\"}\n" }.joined()
    let whole = try gzipped(Array(lines.utf8))

    let garbage = try service.request(
      "POST", "/v1/articles/batch?store=false", headers: headers, body: Array("xx".utf8))
    let cut = try service.request(
      "POST", "/v1/articles/batch?store=false", headers: headers,
      body: Array(whole.prefix(whole.count / 2)))

    #expect(garbage.status == 400)
    #expect(garbage.problem?.contains("gzip") == true)
    // That it came at all says that its end was a proper one.
    let answers = cut.text.split(separator: "\n")
    #expect(cut.status == 200)
    #expect(answers.count > 1 && answers.count < 2000)
    #expect(answers.last?.contains("/problems/bad-content-coding") == true)
    #expect(answers.dropLast().allSatisfy { !$0.contains("bad-content-coding") })
  }

  @Test func `a batch that ends before its announced end is answered so far as it came`() throws {
    let service = try Service()
    let connection = try Connection(port: service.port)
    try connection.send(
      "POST /v1/articles/batch?store=false HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
        + "{\"html\":1}\n{\"html\":2}\n{\"ht")
    connection.endSending()
    let reply = try connection.response()

    let answers = reply.text.split(separator: "\n")
    #expect(reply.status == 200)
    #expect(answers.count == 3)
    #expect(answers.last?.contains("/problems/bad-body") == true)
  }

  @Test func `an address is fetched by the server only where it may be`() throws {
    let service = try Service(environment: ["WINNOW_FETCH_OBEY_ROBOTS": "false"])
    let off = try Service(environment: ["WINNOW_FETCH_ENABLED": "false"])
    let inward = Array("{\"url\": \"http://127.0.0.1:\(service.port)/health\"}".utf8)

    let refused = try service.post("/v1/articles", inward, contentType: "application/json")
    let turnedOff = try off.post("/v1/articles", inward, contentType: "application/json")
    let command = try Program.run("fetch", "http://127.0.0.1:\(service.port)/health")

    #expect(refused.status == 422)
    #expect(refused.problem?.contains("fetch.allow") == true)
    #expect(turnedOff.status == 403)
    #expect(turnedOff.problem?.contains("fetch.enabled") == true)
    #expect(command.status == 69)
    #expect(command.complaint.contains("loopback"))
  }
}
