import Foundation
import Testing

/// Whichever way a page comes in, it gives the same article.
@Suite struct WaysTests {
  /// A page of `Tests/Fixtures/gate`.
  private struct Page {
    var name: String
    var bytes: [UInt8]
    var type: String

    /// A host of its own, so that a store learns nothing of it.
    var url: String { "https://\(name).example/a" }

    var line: [UInt8] {
      get throws {
        let row = [
          "ref": name, "url": url, "content_type": type,
          "body_base64": Data(bytes).base64EncodedString(),
        ]
        return [UInt8](try JSONSerialization.data(withJSONObject: row)) + [10]
      }
    }

    static func all() throws -> [Page] {
      let folder = Fixture.folder.appendingPathComponent("gate")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      return try files.filter { !$0.hasSuffix(".json") }.map { file in
        Page(
          name: String(file.prefix { $0 != "." }), bytes: try Fixture.bytes("gate/" + file),
          type: file.hasSuffix(".txt") ? "text/plain" : "text/html")
      }
    }
  }

  /// What a store adds to an article.
  private static let stored: Set<String> = [
    "boilerplate_version", "fingerprint", "hrefs", "id", "ingested_at", "near_duplicate_of",
    "outcome",
    "revision", "updated_at",
  ]

  /// An article as text; empty for what is none.
  private func form(_ article: Any?) throws -> String {
    guard let article = article as? [String: Any] else { return "" }
    let own = article.filter { !Self.stored.contains($0.key) }
    return String(
      decoding: try JSONSerialization.data(
        withJSONObject: own, options: [.prettyPrinted, .sortedKeys]), as: UTF8.self)
  }

  private func batch(_ input: [UInt8], _ options: String...) throws -> [String: String] {
    let arguments = ["batch"] + options
    var forms: [String: String] = [:]
    for line in try Program.run(arguments, input: input).lines {
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      forms[row["ref"] as? String ?? ""] = try form(row["article"])
    }
    return forms
  }

  @Test func `each way of cleaning gives a page of the gate the same article`() throws {
    let pages = try Page.all()
    let input = try pages.flatMap { try $0.line }
    let (single, bulk) = (try Service(), try Service())

    let expected = try batch(input)
    let timed = try batch(input, "--timings", "--workers", "1")
    let kept = try bulk.post("/v1/articles/batch", input, contentType: "application/x-ndjson")
    let ids = kept.text.split(separator: "\n").compactMap {
      let row = try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      return row?["id"] as? String
    }

    #expect(pages.count >= 30 && expected.count == pages.count && ids.count == pages.count)
    #expect(timed == expected)
    for (page, id) in zip(pages, ids) {
      let wanted = try #require(expected[page.name])
      let target = "?url=\(page.url)"
      let printed = try Program.run(
        "clean", "-", "--url", page.url, "--content-type", page.type, input: page.bytes)
      let answered = try single.post("/v1/clean" + target, page.bytes, contentType: page.type)
      let posted = try single.post("/v1/articles" + target, page.bytes, contentType: page.type)
      let location = try #require(posted.headers["location"])
      let recleaned = try single.post(location + "/reclean", [])

      let forms = [
        "clean": try form(JSONSerialization.jsonObject(with: Data(printed.output))),
        "/v1/clean": try form(answered.json), "/v1/articles": try form(posted.json),
        "stored": try form(try single.get(location).json), "reclean": try form(recleaned.json),
        "/v1/articles/batch": try form(try bulk.get("/v1/articles/" + id).json),
      ]
      for (way, own) in forms { #expect(own == wanted, "\(page.name) by \(way)") }
    }
  }
}
