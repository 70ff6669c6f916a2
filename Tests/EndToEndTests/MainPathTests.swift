import Foundation
import Testing

/// The main job over a real socket: a hijacked page goes in, what its author wrote comes out.
@Suite struct MainPathTests {
  /// Pages, and how many characters of each the damage left open: 她 or 所, a comma or a full-width one.
  static let pages = [
    ("hijacked", "txt", 0), ("hijacked-dense", "txt", 1), ("hijacked-spaced", "txt", 2),
    ("hijacked-glosses", "txt", 1), ("hijacked-gbk", "html", 1),
  ]

  @Test(arguments: pages)
  func `a hijacked page comes back as its author wrote it`(
    name: String, kind: String, open: Int
  ) throws {
    let service = try Service()
    let page = try Fixture.bytes("\(name).\(kind)")
    let gold = try Gold(name)

    let posted = try service.post("/v1/articles?url=https://example.org/\(name)", page)
    let location = try #require(posted.headers["location"])
    let article = try service.get(location).json

    #expect(posted.status == 201)
    #expect(article["title"] as? String == gold.title)
    #expect(article["source"] as? String == gold.source)
    #expect(article["authors"] as? [String] == gold.authors)
    #expect(article["keywords"] as? [String] == gold.keywords)
    #expect((article["published_at"] as? String)?.prefix(16) == gold.publishedAt?.prefix(16))
    let lines = (article["text"] as? String ?? "").split(separator: "\n").map(String.init)
    #expect(lines.map(\.count) == gold.paragraphs.map(\.count))
    #expect(zip(lines.joined(), gold.paragraphs.joined()).count { $0 != $1 } <= open)
  }

  @Test func `script=keep leaves the traditional text, without its annotations`() throws {
    let service = try Service()
    let page = try Fixture.bytes("hijacked.txt")

    let posted = try service.post("/v1/articles?url=https://example.org/a", page)
    let location = try #require(posted.headers["location"])
    let text = try service.get(location + "?script=keep&format=text").text

    #expect(text.contains("永濟橋"))
    #expect(!text.contains("永济桥"))
    #expect(!text.contains("(qiáo)"))
  }

  @Test func `raw gives the bytes as posted, and the article their digest`() throws {
    let service = try Service()
    let page = try Fixture.bytes("hijacked-gbk.html")

    let posted = try service.post(
      "/v1/articles?url=https://example.org/a", page, contentType: "text/html; charset=gbk")
    let location = try #require(posted.headers["location"])
    let raw = try service.get(location + "/raw")
    let digest = (posted.json["raw"] as? [String: Any])?["sha256"] as? String

    #expect(raw.body == page)
    #expect(digest == (try sha256(of: page)))
  }

  @Test func `explain gives every dropped block its role and its reason`() throws {
    let service = try Service()
    let page = try Fixture.bytes("hijacked.txt")

    let posted = try service.post("/v1/articles?url=https://example.org/a", page)
    let location = try #require(posted.headers["location"])
    let blocks = try service.get(location + "/explain").json["blocks"] as? [[String: Any]] ?? []

    #expect(blocks.count > 5)
    let dropped = blocks.filter { $0["kept"] as? Bool == false }
    #expect(!dropped.isEmpty)
    for block in dropped {
      #expect((block["role"] as? String)?.isEmpty == false, "\(block)")
      #expect((block["reason"] as? String)?.isEmpty == false, "\(block)")
    }
  }

  @Test func `the four formats are of one article`() throws {
    let service = try Service()
    let posted = try service.post(
      "/v1/articles?url=https://example.org/7", Fixture.page(number: 7), contentType: "text/html")
    let location = try #require(posted.headers["location"])

    let types = try ["json", "text", "html", "markdown"].map { format in
      let reply = try service.get("\(location)?format=\(format)")
      #expect(reply.text.contains("Paragraph 3 of report 7"), "\(format)")
      return String((reply.headers["content-type"] ?? "").prefix { $0 != ";" })
    }

    #expect(types == ["application/json", "text/plain", "text/html", "text/markdown"])
  }

  @Test func `the same page again is unchanged, other bytes are a revision, deleted is gone`()
    throws
  {
    let service = try Service()
    let target = "/v1/articles?url=https://example.org/a"

    let first = try service.post(target, Fixture.page(number: 1), contentType: "text/html")
    let again = try service.post(target, Fixture.page(number: 1), contentType: "text/html")
    let other = try service.post(target, Fixture.page(number: 2), contentType: "text/html")
    let location = try #require(first.headers["location"])
    let deleted = try service.request("DELETE", location)

    #expect([first, again, other].map(\.status) == [201, 200, 201])
    #expect(again.json["outcome"] as? String == "unchanged")
    #expect(other.json["outcome"] as? String == "revised")
    #expect(other.json["revision"] as? Int == 2)
    #expect(deleted.status == 204)
    #expect(try service.get(location).status == 404)
  }

  @Test func `clean answers and keeps nothing`() throws {
    let service = try Service()

    let cleaned = try service.post("/v1/clean", Fixture.page(number: 1), contentType: "text/html")
    let kept = try service.get("/v1/articles").json["articles"] as? [Any]

    #expect(cleaned.status == 200)
    #expect(cleaned.json["title"] as? String == "Harbour report 1")
    #expect(kept?.isEmpty == true)
  }
}

/// By coreutils' sha256sum, which owes nothing to what it checks.
func sha256(of bytes: [UInt8]) throws -> String {
  let folder = try TemporaryFolder()
  let file = folder.file("page")
  try Data(bytes).write(to: file)
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
  process.arguments = [file.path]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: output.prefix(64), as: UTF8.self)
}
