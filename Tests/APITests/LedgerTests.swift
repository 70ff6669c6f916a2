import Domain
import Foundation
import HTTPServer
import Ingest
import Storage
import Synchronization
import Testing

@testable import API

/// The endpoints of what remembers and changes, over a store on disk.
struct LedgerTests {
  /// A service whose cleaner writes what `style` says before each text, and drops learnt lines.
  private final class Desk: Sendable {
    let store: SQLiteArticleStore
    let router: Router
    let ledger: Ledger
    let style = Mutex("")
    private let folder: String

    init() throws {
      folder = NSTemporaryDirectory() + "winnow-api-" + UUID().uuidString
      store = try SQLiteArticleStore(folder: folder)
      let holder = Holder()
      let ingest = Ingest(
        store: store,
        learner: FurnitureLearner(
          store: store, rule: FurnitureRule(leastClusters: 3, leastShare: 50)),
        clean: { page, _, furniture, _ in holder.desk?.clean(page, furniture) ?? Cleaned() },
        clock: { systemTime() })
      let recleaner = Recleaner(store: store, ingest: ingest, cleaner: "winnow/2", workers: 2)
      ledger = Ledger(store: store, recleaning: RecleanDesk(recleaner: recleaner) { _ in })
      ledger.recleaning.resume()
      router = makeRouter(
        Service(
          ingest: ingest, reader: PageReader(limit: 100_000) { $0.hasPrefix("http") ? $0 : nil },
          doorkeeper: Doorkeeper(
            access: try AccessControl(store: TokenShelf(), clock: { systemTime() })),
          nearDuplicates: store, version: "1.2.3", ledger: ledger))
      holder.set(self)
    }

    deinit {
      ledger.recleaning.stop()
      store.close()
      try? FileManager.default.removeItem(atPath: folder)
    }

    private func clean(_ page: RawPage, _ furniture: Furniture?) -> Cleaned {
      var cleaned = Cleaned()
      cleaned.mediaType = "text/plain"
      let lines = String(decoding: page.bytes, as: UTF8.self).split(separator: "\n").map(
        String.init)
      let hash = { (line: String) in line.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) } }
      cleaned.lines = Set(lines.map(hash)).sorted()
      cleaned.blocks = lines.map {
        let isShared = furniture?.lines.contains(hash($0)) == true
        return Block(
          text: $0, isKept: !isShared, role: isShared ? .boilerplate : .body,
          reason: isShared ? "a line of many pages of this host" : "a line")
      }
      guard lines.first != "nothing" else {
        cleaned.refusal = "The page says nothing."
        return cleaned
      }
      var article = Article()
      article.title = lines.first
      article.url = page.url
      article.text =
        style.withLock { $0 }
        + cleaned.blocks.filter(\.isKept).dropFirst().map(\.text).joined(separator: "\n")
      article.boilerplateVersion = furniture?.version
      article.cleaner = "winnow/1"
      cleaned.article = article
      return cleaned
    }

    @discardableResult
    func ask(
      _ method: HTTPServer.Method, _ target: String, _ body: String = "", headers: Headers = [:]
    ) throws -> Answer {
      let response = router.respond(
        to: try Request(method: method, target: target, headers: headers, body: Array(body.utf8)))
      return Answer(
        status: response.status.code, headers: response.headers,
        text: String(decoding: try response.collectedBody(), as: UTF8.self))
    }

    @discardableResult
    func post(_ page: String, url: String) throws -> String {
      let answer = try ask(
        .post, "/v1/articles?url=\(PercentCoding.encode(url))", page,
        headers: ["Content-Type": "text/plain"])
      guard case .string(let id)? = answer["id"] else { return "" }
      return id
    }

    func awaitEnd(of run: String) throws -> Answer {
      for _ in 0..<6000 {
        let answer = try ask(.get, run)
        if case .string(let state)? = answer["state"], state != "running", state != "undoing" {
          return answer
        }
        usleep(5000)
      }
      return try ask(.get, run)
    }
  }

  /// Breaks the circle of a cleaner that asks the desk that it is part of.
  private final class Holder: @unchecked Sendable {
    private(set) weak var desk: Desk?

    func set(_ desk: Desk) { self.desk = desk }
  }

  private let desk: Desk

  init() throws { desk = try Desk() }

  @Test func `revisions are listed, and each gives its article and its bytes`() throws {
    let id = try desk.post("A\nfirst", url: "https://e.example/1")
    try desk.post("B\nsecond", url: "https://e.example/1")
    try desk.post("A\nfirst", url: "https://e.example/1")
    try desk.ask(.patch, "/v1/articles/\(id)", "{\"title\": \"mine\"}")

    let list = try desk.ask(.get, "/v1/articles/\(id)/revisions")
    #expect(list["revisions", "0", "revision"] == .integer(3))
    #expect(list["revisions", "1", "title"] == .string("B"))

    let second = try desk.ask(.get, "/v1/articles/\(id)/revisions/2")
    #expect(second["title"] == .string("B"))
    #expect(second["text"] == .string("second"))
    #expect(second["revision"] == .integer(2))
    // As the list has them; what explains the latest is not named here.
    #expect(second["hrefs"] == list["revisions", "1", "hrefs"])
    #expect(second["hrefs", "self"] == .string("/v1/articles/\(id)/revisions/2"))
    #expect(second["hrefs", "raw"] == .string("/v1/articles/\(id)/revisions/2/raw"))
    #expect(try desk.ask(.get, "/v1/articles/\(id)/revisions/2/raw").text == "B\nsecond")
    #expect(try desk.ask(.get, "/v1/articles/\(id)/revisions/1?format=text").text == "first\n")

    let tag = try #require(second.headers["ETag"])
    let again = try desk.ask(
      .get, "/v1/articles/\(id)/revisions/2", headers: ["If-None-Match": tag])
    #expect(again.status == 304)
  }

  @Test func `a revision that is not there says where they are listed`() throws {
    let id = try desk.post("A\nfirst", url: "https://e.example/1")
    for path in ["/revisions/2", "/revisions/0", "/revisions/x", "/revisions/2/raw"] {
      let answer = try desk.ask(.get, "/v1/articles/\(id)\(path)")
      #expect(answer.status == 404, "\(path)")
      #expect(answer.problem == "no-such-revision", "\(path)")
    }
    #expect(try desk.ask(.get, "/v1/articles/nobody/revisions").problem == "no-such-article")
  }

  @Test func `changes are told once each, in order, in pages`() throws {
    let id = try desk.post("A\nfirst", url: "https://e.example/1")
    try desk.post("B\nsecond", url: "https://e.example/2")
    try desk.ask(.delete, "/v1/articles/\(id)")

    let first = try desk.ask(.get, "/v1/changes?limit=1")
    #expect(first["changes", "0", "kind"] == .string("added"))
    #expect(first["complete"] == .bool(false))
    guard case .string(let next)? = first["next"] else { return #expect(Bool(false)) }
    let rest = try desk.ask(.get, "/v1/changes?since=\(next)")
    #expect(rest["changes", "0", "kind"] == .string("deleted"))
    #expect(rest["changes", "0", "id"] == .string(id))
    #expect(rest["complete"] == .bool(true))
    #expect(try desk.ask(.get, "/v1/changes?since=x").problem == "bad-parameter")
    let beyond = try desk.ask(.get, "/v1/changes?since=1000")
    #expect(beyond.status == 400 && beyond.text.contains("since=0"))
    #expect(try desk.ask(.get, "/v1/changes?limit=1001").problem == "bad-parameter")
  }

  @Test func `what a dry run says is what the run then does, and it can be taken back`() throws {
    let ids = try (1...20).map { try desk.post("T\($0)\ntext", url: "https://e.example/\($0)") }
    try desk.post("nothing", url: "https://e.example/none")
    try desk.ask(.patch, "/v1/articles/\(ids[0])", "{\"title\": \"mine\"}")
    let before = try ids.map { try desk.ask(.get, "/v1/articles/\($0)?format=text").text }
    #expect(
      try desk.ask(.post, "/v1/reclean?dry_run=true").text.split(separator: "\n").count == 1)

    desk.style.withLock { $0 = "new " }
    let tried = try desk.ask(.post, "/v1/reclean?dry_run=true")
    #expect(try ids.map { try desk.ask(.get, "/v1/articles/\($0)?format=text").text } == before)
    let begun = try desk.ask(.post, "/v1/reclean")
    #expect(begun.status == 202)
    let path = try #require(begun.headers["Location"])
    let done = try desk.awaitEnd(of: path)

    #expect(done["state"] == .string("done"))
    #expect(done["summary", "changed"] == .integer(20))
    #expect(done["summary", "unchanged"] == .integer(1))
    #expect(done["summary", "characters", "added"] == .integer(20 * 8))
    let lines = tried.text.split(separator: "\n")
    let changes = try desk.ask(.get, path + "/changes").text
    #expect(tried.text == changes)
    #expect(JSONValue(json: Array(lines[20].utf8))?.members?["summary"] == done["summary"])
    let corrected = try desk.ask(.get, "/v1/articles/\(ids[0])")
    #expect(corrected["title"] == .string("mine"))
    #expect(corrected["text"] == .string("new text"))

    #expect(try desk.ask(.post, path + "/undo").status == 202)
    #expect(try desk.awaitEnd(of: path)["state"] == .string("undone"))
    #expect(try ids.map { try desk.ask(.get, "/v1/articles/\($0)?format=text").text } == before)
    #expect(try desk.ask(.post, path + "/undo").problem == "wrong-state")
  }

  @Test func `a run takes filters, except one that changes under it`() throws {
    try desk.post("A\nfirst", url: "https://e.example/1")
    try desk.post("B\nsecond", url: "https://o.example/1")
    desk.style.withLock { $0 = "new " }

    let tried = try desk.ask(.post, "/v1/reclean?dry_run=true&host=o.example")

    #expect(tried.text.split(separator: "\n").count == 2)
    #expect(try desk.ask(.post, "/v1/reclean?duplicates=exclude").problem == "unknown-parameter")
    // A filter that would not be heeded, so that all were cleaned.
    let lost = try desk.ask(
      .post, "/v1/reclean", #"{"host":"o.example"}"#, headers: ["Content-Type": "application/json"])
    #expect(lost.status == 400 && lost.problem == "body-not-read")
    #expect(try desk.ask(.post, "/v1/articles/a1/reclean", "{}").problem == "body-not-read")
    #expect(try desk.ask(.post, "/v1/reclean/7/undo", "{}").problem == "body-not-read")
    #expect(try desk.ask(.get, "/v1/reclean/7").problem == "no-such-run")
  }

  @Test func `a confirmed run has forgotten what it replaced`() throws {
    try desk.post("A\nfirst", url: "https://e.example/1")
    desk.style.withLock { $0 = "new " }
    let path = try #require(try desk.ask(.post, "/v1/reclean").headers["Location"])
    _ = try desk.awaitEnd(of: path)

    #expect(try desk.ask(.post, path + "/confirm")["state"] == .string("confirmed"))
    #expect(try desk.ask(.post, path + "/undo").status == 409)
    #expect(try desk.ask(.get, path + "/changes").text.hasPrefix("{\"summary\":"))
  }

  @Test func `a line of many pages goes, the article names the version and explain the rule`()
    throws
  {
    for number in 1...3 {
      try desk.post("T\(number)\nown \(number)\nSubscribe now", url: "https://e.example/\(number)")
    }

    let id = try desk.post("T4\nown 4\nSubscribe now", url: "https://e.example/4")

    let article = try desk.ask(.get, "/v1/articles/\(id)")
    #expect(article["text"] == .string("own 4"))
    #expect(article["boilerplate_version"] == .integer(1))
    let explained = try desk.ask(.get, "/v1/articles/\(id)/explain")
    #expect(explained["blocks", "2", "role"] == .string("boilerplate"))
    #expect(explained["blocks", "2", "reason"] == .string("a line of many pages of this host"))
    let first = try desk.ask(
      .get, "/v1/articles?sort=ingested_at&limit=1&fields=text,boilerplate_version")
    #expect(first["articles", "0", "text"] == .string("own 1\nSubscribe now"))
    #expect(first["articles", "0", "boilerplate_version"] == .null)

    let path = try #require(try desk.ask(.post, "/v1/reclean").headers["Location"])
    #expect(try desk.awaitEnd(of: path)["summary", "changed"] == .integer(3))
    let again = try desk.ask(.get, "/v1/articles?sort=ingested_at&limit=1&fields=text")
    #expect(again["articles", "0", "text"] == .string("own 1"))
  }

  @Test func `raw bytes that were given up are 410, the article stays`() throws {
    let id = try desk.post("A\nfirst", url: "https://e.example/1")
    var rules = RetentionRules()
    rules.rawBytes = 1
    _ = try desk.store.enforce(rules, at: systemTime())

    for target in ["/raw", "/explain", "/revisions/1/raw", "?restore=none"] {
      let answer = try desk.ask(.get, "/v1/articles/\(id)\(target)")
      #expect(answer.status == 410, "\(target)")
      #expect(answer.problem == "raw-forgotten", "\(target)")
    }
    #expect(try desk.ask(.post, "/v1/articles/\(id)/reclean").status == 410)
    #expect(try desk.ask(.get, "/v1/articles/\(id)")["text"] == .string("first"))
    #expect(
      try desk.ask(.post, "/v1/reclean?dry_run=true").text.contains("\"skipped\":1"))
  }

  @Test func `statistics say what is kept`() throws {
    try desk.post("A\nfirst", url: "https://e.example/1")
    try desk.post("nothing", url: "https://e.example/2")

    let answer = try desk.ask(.get, "/v1/stats")

    #expect(answer["pages"] == .integer(2))
    #expect(answer["articles"] == .integer(1))
    #expect(answer["without_article"] == .integer(1))
    #expect(answer["raw", "bytes"] == .integer(14))
    #expect(answer["hosts", "0", "name"] == .string("e.example"))
  }
}
