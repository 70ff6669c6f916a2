import Foundation
import Testing

/// The subcommands that need no server, and `health`, which asks one.
@Suite struct CommandTests {
  @Test(arguments: ["json", "text", "html", "markdown"])
  func `clean prints the article of a page on standard input`(format: String) throws {
    let done = try Program.run(
      "clean", "-", "--format", format, input: Fixture.page(number: 7))

    #expect(done.status == 0)
    #expect(done.text.contains("Paragraph 3 of report 7"))
    #expect(!done.text.contains("News"))
  }

  @Test func `clean reads a file and resolves links by --url`() throws {
    let folder = try TemporaryFolder()
    let page = String(decoding: Fixture.page(number: 1), as: UTF8.self)
      .replacing("the harbour", with: "<a href=\"/harbour\">the harbour</a>")
    try page.write(to: folder.file("page.html"), atomically: true, encoding: .utf8)

    let done = try Program.run(
      "clean", folder.file("page.html").path, "--url", "https://example.org/a/b",
      "--format", "markdown")

    #expect(done.text.contains("https://example.org/harbour"))
  }

  @Test func `clean says what stands in the way`() throws {
    let missing = try Program.run("clean", "/nowhere/page.html")
    let empty = try Program.run("clean", "-", input: Array("<p>Log in</p>".utf8))
    let format = try Program.run("clean", "-", "--format", "pdf")

    #expect(missing.status == 66)
    #expect(missing.complaint.contains("/nowhere/page.html"))
    #expect(empty.status == 1)
    #expect(empty.complaint.contains("article"))
    #expect(format.status == 64)
  }

  @Test func `clean --explain prints every block with its role and reason`() throws {
    let done = try Program.run(
      "clean", "-", "--explain", input: try Fixture.bytes("hijacked.txt"))

    #expect(done.status == 0)
    #expect(done.text.contains("title"))
    #expect(done.text.contains("body"))
    #expect(done.lines.count > 8)
  }

  @Test func `batch answers each line in order, and one bad page never stops the rest`() throws {
    var input: [UInt8] = []
    for number in 0..<50 {
      let row: [String: Any] =
        switch number % 10 {
        case 3: ["ref": number, "text": ""]
        case 7: ["ref": number, "body_base64": "!!!"]
        default:
          ["ref": number, "body_base64": Data(Fixture.page(number: number)).base64EncodedString()]
        }
      input += try JSONSerialization.data(withJSONObject: row)
      input.append(10)
    }
    input += Array("{\"ref\": 50, \"html\"\n".utf8)

    let done = try Program.run("batch", input: input)
    let rows = done.lines.map {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? [:]
    }

    #expect(done.status == 0)
    #expect(rows.prefix(50).map { $0["ref"] as? Int } == (0..<50).map { $0 })
    #expect(rows.count == 51)
    for (number, row) in rows.enumerated() {
      let article = row["article"] as? [String: Any]
      let error = row["error"] as? [String: Any]
      if number == 50 || [3, 7].contains(number % 10) {
        #expect(article == nil && error?["detail"] as? String != nil, "\(row)")
      } else {
        #expect(article?["title"] as? String == "Harbour report \(number)")
        #expect(error == nil)
      }
    }
  }

  @Test func `batch of nothing answers nothing`() throws {
    let done = try Program.run("batch", input: [])

    #expect(done.status == 0)
    #expect(done.output.isEmpty)
  }

  @Test func `health asks the server, and fails without one`() throws {
    let service = try Service()

    let up = try Program.run("health", "--port", "\(service.port)")
    service.killHard()
    let down = try Program.run("health", "--port", "\(service.port)")

    #expect(up.status == 0)
    #expect(up.text.contains("pass"))
    #expect(down.status == 1)
    #expect(down.complaint.contains("winnow serve"))
  }

  @Test func `version names the program and a number`() throws {
    #expect(try Program.run("--version").text.wholeMatch(of: /winnow \d+\.\d+\.\d+\n/) != nil)
  }
}
