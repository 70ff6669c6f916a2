import Foundation
import TestSupport
import Testing

/// Commands over a store, beside a running server and without one.
@Suite struct LedgerCommandTests {
  /// A folder with pages of one host in it, and the server that took them.
  private func serving(_ count: Int, extra: String = "") throws -> Service {
    let service = try Service()
    for number in 1...count {
      let page = Self.page(number, extra: extra)
      let reply = try service.post(
        "/v1/articles?url=https%3A%2F%2Fe.example%2F\(number)", Array(page.utf8),
        contentType: "text/html")
      #expect(reply.status == 201)
    }
    return service
  }

  /// A page whose sentences no other number's has: near-duplicates would count as one.
  private static func page(_ number: Int, extra: String) -> String {
    var seed = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
    let words = (0..<240).map { _ in
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return vocabulary[Int(seed >> 33) % vocabulary.count]
    }
    let paragraphs = stride(from: 0, to: words.count, by: 48).map { start in
      "<p>The " + words[start..<start + 48].joined(separator: " ") + ".</p>"
    }
    return """
      <!doctype html><html lang="en"><head><title>Report \(number)</title></head><body>
      <nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Report \(number)</h1>
      \(paragraphs.joined())\(extra)</article></body></html>
      """
  }

  private static let vocabulary = """
    harbour ferry storm channel pier council market bridge school river night morning people train
    winter summer report price winner garden museum library doctor village festival police season
    minister company worker teacher student island mountain forest weather history music football
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  private func data(_ service: Service) -> String { service.folder.file("data").path }

  private static let notice =
    "<p>This report first appeared in our printed edition; readers who want a copy may write to the editors.</p>"

  @Test(arguments: [true, false])
  func `reclean says what it would do, does it and takes it back`(isServing: Bool) throws {
    let service = try serving(8, extra: Self.notice)
    if !isServing {
      service.send(signal: SIGTERM)
      #expect(service.awaitEnd() == 0)
    }

    let tried = try Program.run("reclean", "--dry-run", "--data", data(service))
    let done = try Program.run("reclean", "--data", data(service))
    let again = try Program.run("reclean", "--dry-run", "--data", data(service))
    let undone = try Program.run("reclean", "--undo", "1", "--data", data(service))
    let after = try Program.run("reclean", "--dry-run", "--data", data(service))

    #expect(tried.status == 0, "\(tried.complaint)")
    #expect(done.status == 0, "\(done.complaint)")
    // The first five pages came before their host's furniture was known.
    #expect(tried.lines.count == 5 + 1)
    #expect(tried.lines[0].contains("\"text\""))
    #expect(tried.output == done.output)
    #expect(again.lines.count == 1)
    #expect(undone.text.contains("\"state\":\"undone\""), "\(undone.complaint)")
    #expect(after.output == tried.output)
  }

  @Test func `reclean refuses conditions that choose nothing`() throws {
    let service = try serving(1)

    let wrong = try Program.run(
      "reclean", "--dry-run", "--where", "colour=red", "--data", data(service))
    let none = try Program.run("reclean", "--undo", "7", "--data", data(service))

    #expect(wrong.status == 1)
    #expect(wrong.complaint.contains("colour"))
    #expect(none.status == 1)
    #expect(none.complaint.contains("no run 7"))
  }

  @Test func `export and backup read beside a running server`() throws {
    let service = try serving(3)
    let folder = try TemporaryFolder()

    let lines = try Program.run("export", "--data", data(service))
    let files = try Program.run(
      "export", "--format", "markdown", "-o", folder.file("articles").path, "--data",
      data(service))
    let book = try Program.run(
      "export", "--format", "epub", "-o", folder.file("book.epub").path, "--data", data(service))
    let one = try Program.run(
      "export", "--where", "url=https://e.example/2", "--data", data(service))
    let backup = try Program.run("backup", folder.file("copy").path, "--data", data(service))
    let twice = try Program.run("backup", folder.file("copy").path, "--data", data(service))

    #expect(lines.lines.count == 3, "\(lines.complaint)")
    #expect(lines.output == (try service.get("/v1/export").body))
    #expect(files.status == 0, "\(files.complaint)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("articles").path)
    #expect(names.count == 3 && names.allSatisfy { $0.hasSuffix(".md") })
    #expect(book.status == 0, "\(book.complaint)")
    #expect(one.lines.count == 1)
    #expect(backup.status == 0, "\(backup.complaint)")
    #expect(twice.status == 74)

    let restored = try TemporaryFolder()
    let data = restored.file("data")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: folder.file("copy"), to: data.appendingPathComponent("winnow.sqlite"))
    let other = try Service(over: restored)
    #expect(try other.get("/v1/export").body == lines.output)
    #expect(try Program.run("doctor", "--data", data.path).status == 0)
  }

  @Test func `clean and batch know a host's furniture where a store is named`() throws {
    let service = try serving(6, extra: Self.notice)
    let page = Self.page(77, extra: Self.notice)

    let plain = try Program.run(
      "clean", "-", "--format", "text", "--url", "https://e.example/77", input: Array(page.utf8))
    let knowing = try Program.run(
      "clean", "-", "--format", "text", "--url", "https://e.example/77", "--data", data(service),
      input: Array(page.utf8))
    let line = "{\"url\":\"https://e.example/77\",\"html\":\(Self.json(page))}\n"
    let batch = try Program.run("batch", "--data", data(service), input: Array(line.utf8))

    #expect(plain.text.contains("printed edition"))
    #expect(knowing.status == 0, "\(knowing.complaint)")
    #expect(!knowing.text.contains("printed edition"))
    #expect(!batch.text.contains("printed edition"))
    #expect(batch.text.contains("Report 77"))
  }

  private static func json(_ text: String) -> String {
    let data = (try? JSONEncoder().encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `rules of retention are kept by the service`() throws {
    let service = try Service(environment: [
      "WINNOW_RETENTION_ARTICLE_COUNT": "2", "WINNOW_RETENTION_INTERVAL": "1 s",
    ])
    for number in 1...4 {
      _ = try service.post(
        "/v1/articles?url=https%3A%2F%2Fe.example%2F\(number)", Fixture.page(number: number),
        contentType: "text/html")
    }

    #expect(try eventually { try service.get("/v1/stats").json["pages"] as? Int == 2 })
    let list = try service.get("/v1/articles?fields=title").text
    #expect(list.contains("Harbour report 4") && !list.contains("Harbour report 1"))
    try service.awaitLog(of: "retention")
  }

  @Test func `a run that a kill cut short goes on at the next start`() throws {
    let service = try serving(8, extra: Self.notice)
    let begun = try service.request("POST", "/v1/reclean", body: [])
    #expect(begun.status == 202)
    let folder = service.folder
    service.killHard()

    let next = try Service(over: folder)

    #expect(try eventually { try next.get("/v1/reclean/1").json["state"] as? String == "done" })
    let run = try next.get("/v1/reclean/1").json
    let summary = run["summary"] as? [String: Any]
    #expect(summary?["changed"] as? Int == 5)
    #expect(summary?["pages"] as? Int == 8)
  }
}
