import Domain
import Foundation
import HTTPServer
import Synchronization
import Testing

@testable import API
@testable import Ingest

/// Requests answered before their work is done, and requests sent twice.
struct JobTests {
  let ndjson: Headers = [
    "Content-Type": "application/x-ndjson", "Prefer": "respond-async, wait=1",
  ]

  private func withDesk(_ body: (Desk, JobRunner) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("winnow-jobs-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let desk = Desk(jobFolder: folder.path)
    guard let jobs = desk.service.jobs else { throw StoreError.closed }
    defer { jobs.stop() }
    try body(desk, jobs)
  }

  private func settled(_ desk: Desk, _ path: String, _ state: String) throws -> Answer {
    for _ in 0..<12_000 {
      let answer = try desk.ask(.get, path)
      if answer["state"] == .string(state) { return answer }
      usleep(5000)
    }
    return try desk.ask(.get, path)
  }

  @Test func `a batch is taken at once and answered later`() throws {
    try withDesk { desk, jobs in
      let accepted = try desk.ask(
        .post, "/v1/articles/batch", "{\"html\":\"Tea\\nhot\"}\n{oops\n{\"html\":\"Tea\\nhot\"}\n",
        headers: ndjson)
      let path = try #require(accepted.headers["Location"])

      #expect(accepted.status == 202)
      #expect(accepted["state"] == .string("queued"))
      #expect(accepted.headers["Preference-Applied"] == "respond-async")
      #expect(desk.shelf.count == 0)
      jobs.start()
      let done = try settled(desk, path, "done")
      #expect(done["counts", "pages"] == .integer(3))
      #expect(done["counts", "created"] == .integer(1))
      #expect(done["counts", "unchanged"] == .integer(1))
      #expect(done["errors", "0", "index"] == .integer(1))
      #expect(done["errors", "0", "type"] == .string("/problems/bad-page"))
      #expect(try desk.ask(.get, path + "/results").text.split(separator: "\n").count == 3)
      #expect(try desk.ask(.get, "/v1/jobs?state=done")["jobs", "0", "id"] == done["id"])
      #expect(try desk.ask(.delete, path).status == 204)
      #expect(try desk.ask(.get, path).problem == "no-such-job")
    }
  }

  @Test func `one page is a job too, and a bad one fails it clearly`() throws {
    try withDesk { desk, jobs in
      jobs.start()
      let good = try desk.ask(
        .post, "/v1/articles?url=https://a.org/x", "Tea\nhot",
        headers: ["Content-Type": "text/plain", "Prefer": "respond-async"])
      let bad = try desk.ask(
        .post, "/v1/articles", "{",
        headers: [
          "Content-Type": "application/json", "Prefer": "respond-async",
        ])

      let done = try settled(desk, try #require(good.headers["Location"]), "done")
      let failed = try settled(desk, try #require(bad.headers["Location"]), "failed")

      #expect(done["counts", "created"] == .integer(1))
      #expect(failed["failure"].map { "\($0)".contains("JSON") } == true)
      #expect(try desk.ask(.get, "/v1/articles?url=https://a.org/x").text.contains("Tea"))
    }
  }

  @Test func `what is no page whatever its bytes is refused before there is a job`() throws {
    try withDesk { desk, jobs in
      let answer = try desk.ask(
        .post, "/v1/articles", "x",
        headers: ["Content-Type": "image/png", "Prefer": "respond-async"])

      #expect(answer.status == 415)
      #expect(try jobs.store.jobs(state: nil, before: nil, limit: 1).isEmpty)
    }
  }

  @Test func `a job that was cut off goes on where it was`() throws {
    try withDesk { desk, jobs in
      let body = (1...5).map { "{\"html\":\"Page \($0)\"}\n" }.joined()
      let accepted = try desk.ask(.post, "/v1/articles/batch", body, headers: ndjson)
      guard case .string(let name) = accepted["id"], let id = Job.ID(name) else {
        throw StoreError.closed
      }
      // Two lines were written, and a piece of the third, when the process was killed.
      var job = try #require(try jobs.store.job(id))
      job.state = .running
      try jobs.store.update(job)
      let file = try jobs.folder.writer(of: id)
      try file.write(
        contentsOf: Data(
          """
          {"index":0,"ref":null,"status":201,"outcome":"created","id":"a","title":"x"}
          {"index":1,"ref":null,"status":400,"error":{"type":"/problems/bad-page","detail":"No."}}
          {"index":2,"re
          """.utf8))
      try file.close()

      jobs.start()
      let done = try settled(desk, "/v1/jobs/\(name)", "done")

      #expect(done["counts", "pages"] == .integer(5))
      #expect(done["counts", "created"] == .integer(4))
      #expect(done["counts", "failed"] == .integer(1))
      #expect(desk.shelf.count == 3)
      let lines = try desk.ask(.get, "/v1/jobs/\(name)/results").text.split(separator: "\n")
      #expect(lines.count == 5)
      #expect(lines[2].hasPrefix("{\"index\":2,"))
      // A title that was kept once is not told: there is no such article.
      #expect(lines[0].hasSuffix(#""outcome":"created","id":"a","title":null}"#))
    }
  }

  @Test func `a job that waits is cancelled, and what is finished long ago is forgotten`() throws {
    try withDesk { desk, jobs in
      let one = try desk.ask(.post, "/v1/articles/batch", "{\"html\":\"Tea\"}", headers: ndjson)
      let path = try #require(one.headers["Location"])

      let cancelled = try desk.ask(.delete, path)
      jobs.start()
      let two = try desk.ask(.post, "/v1/articles/batch", "{\"html\":\"Ale\"}", headers: ndjson)
      _ = try settled(desk, try #require(two.headers["Location"]), "done")

      #expect(cancelled.status == 200)
      #expect(cancelled["state"] == .string("cancelled"))
      #expect(desk.shelf.count == 1)
      desk.log.time.withLock { $0 = 2 * 24 * 3600 }
      _ = try desk.ask(.post, "/v1/articles/batch", "{\"html\":\"Rum\"}", headers: ndjson)
      for _ in 0..<12_000 where try desk.ask(.get, path).status == 200 { usleep(5000) }
      #expect(try desk.ask(.get, path).status == 404)
    }
  }

  @Test func `the results of a job tell nothing of an article that is deleted`() throws {
    try withDesk { desk, jobs in
      jobs.start()
      let body = #"""
        {"ref":{"title":"mine"},"html":"Oolong\nhot"}
        {"html":"nothing"}
        {"html":"Assam\nhot"}

        """#
      let accepted = try desk.ask(.post, "/v1/articles/batch", body, headers: ndjson)
      let path = try #require(accepted.headers["Location"])
      let done = try settled(desk, path, "done")
      guard case .string(let name)? = done["id"], let id = Job.ID(name),
        let kept = jobs.folder.lines(answering: id)
      else { throw StoreError.closed }

      let told = try desk.ask(.get, path + "/results").text
      #expect(try desk.ask(.patch, "/v1/articles/a1", #"{"title":"Keemun"}"#).status == 200)
      let corrected = try desk.ask(.get, path + "/results").text
      #expect(try desk.ask(.delete, "/v1/articles/a1").status == 204)
      let left = try desk.ask(.get, path + "/results").text

      let lines = told.split(separator: "\n").map {
        JSONValue(json: Array($0.utf8))?.members ?? [:]
      }
      #expect(lines.map { $0["title"] } == [.string("Oolong"), nil, .string("Assam")])
      #expect(lines[0]["ref"] == .object(["title": .string("mine")]))
      #expect(corrected == told.replacing("Oolong", with: "Keemun"))
      #expect(left == told.replacing("\"Oolong\"", with: "null"))
      let bytes = String(decoding: Array((try kept() ?? []).joined()), as: UTF8.self)
      #expect(!bytes.isEmpty && !bytes.contains("Oolong") && !bytes.contains("Assam"))
    }
  }

  @Test func `a finished job has forgotten the address of its page`() throws {
    try withDesk { desk, jobs in
      jobs.start()
      let accepted = try desk.ask(
        .post, "/v1/articles?url=https://a.org/secret", "Tea\nhot",
        headers: ["Content-Type": "text/plain", "Prefer": "respond-async"])
      let done = try settled(desk, try #require(accepted.headers["Location"]), "done")
      guard case .string(let name)? = done["id"], let id = Job.ID(name) else {
        throw StoreError.closed
      }

      #expect(try jobs.store.job(id)?.url == nil)
      #expect(try desk.ask(.get, "/v1/articles/a1")["url"] == .string("https://a.org/secret"))
    }
  }

  /// The path of a job of 20,000 pages that has kept the first of them.
  private func begunJob(_ desk: Desk, _ jobs: JobRunner) throws -> String {
    jobs.start()
    let body = (1...20_000).map { "{\"html\":\"Page \($0)\"}\n" }.joined()
    let accepted = try desk.ask(.post, "/v1/articles/batch", body, headers: ndjson)
    while desk.shelf.count == 0 { usleep(500) }
    return try #require(accepted.headers["Location"])
  }

  @Test func `a job that runs has stopped when its cancelling is answered`() throws {
    try withDesk { desk, jobs in
      let path = try begunJob(desk, jobs)

      let cancelled = try desk.ask(.delete, path)
      let kept = desk.shelf.count
      let then = try desk.ask(.get, path)
      let lines = try desk.ask(.get, path + "/results").text.split(separator: "\n")

      #expect(cancelled.status == 200)
      #expect(cancelled["state"] == .string("cancelled"))
      #expect(cancelled["finished_at"] != .null)
      #expect(then["state"] == .string("cancelled"))
      #expect(then["counts"] == cancelled["counts"])
      #expect(then["counts", "pages"] == .integer(Int64(lines.count)))
      #expect(kept == lines.count && kept < 20_000)
      usleep(50_000)
      #expect(desk.shelf.count == kept)
    }
  }

  @Test func `what a running job has come to is said as its lines are written`() throws {
    try withDesk { desk, jobs in
      let path = try begunJob(desk, jobs)
      let lines = try desk.ask(.get, path + "/results").text.split(separator: "\n").count
      let job = try desk.ask(.get, path)
      let listed = try desk.ask(.get, "/v1/jobs")
      _ = try desk.ask(.delete, path)

      guard case .integer(let pages)? = job["counts", "pages"],
        case .integer(let later)? = listed["jobs", "0", "counts", "pages"]
      else {
        Issue.record("\(job.text)")
        return
      }
      // A line is counted once it is written.
      #expect(Int(pages) >= lines - 1)
      #expect(later >= pages)
    }
  }

  @Test func `a cursor that no list gave is refused`() throws {
    try withDesk { desk, _ in
      for _ in 1...2 {
        _ = try desk.ask(.post, "/v1/articles/batch", "{\"html\":\"Tea\"}", headers: ndjson)
      }
      let first = try desk.ask(.get, "/v1/jobs?limit=1")
      guard case .string(let next)? = first["next"] else {
        Issue.record("\(first.text)")
        return
      }

      #expect(try desk.ask(.get, "/v1/jobs?cursor=\(next)").status == 200)
      for cursor in ["x", "", "01arz3ndektsv4rrffq69g5fau"] {
        let answer = try desk.ask(.get, "/v1/jobs?cursor=\(cursor)")
        #expect(answer.status == 400, "\(cursor)")
        #expect(answer.problem == "bad-cursor", "\(cursor)")
      }
    }
  }

  @Test func `a key does a request once`() throws {
    try withDesk { desk, _ in
      func post(_ text: String, _ key: String, _ target: String = "/v1/articles") throws -> Answer {
        try desk.ask(
          .post, target, text, headers: ["Content-Type": "text/plain", "Idempotency-Key": key])
      }

      let first = try post("Tea\nhot", "\"k1\"")
      let again = try post("Tea\nhot", "k1")
      let other = try post("Ale\ncold", "\"k1\"")
      let elsewhere = try post("Tea\nhot", "k1", "/v1/articles?format=text")
      let wrong = try post("Tea", String(repeating: "k", count: 300))

      let ways = try #require(desk.service.idempotency?.store as? WaysShelf)
      let named = ways.state.withLock { $0.answers.values.compactMap { $0.answer?.articles } }
      #expect(named.map { $0.map(\.rawValue) } == [["a1"]])
      #expect(first.status == 201)
      #expect(first.headers["Idempotency-Replayed"] == nil)
      #expect(again.status == 201)
      #expect(again.text == first.text)
      #expect(again.headers["Location"] == first.headers["Location"])
      #expect(again.headers["Idempotency-Replayed"] == "true")
      #expect(other.status == 422)
      #expect(other.problem == "idempotency-key-reused")
      #expect(elsewhere.status == 422)
      #expect(wrong.status == 400)
    }
  }

  @Test func `a request at work is a conflict, one that failed gives its key back`() throws {
    try withDesk { desk, _ in
      let headers: Headers = ["Content-Type": "text/plain", "Idempotency-Key": "k2"]
      desk.shelf.fail(with: .unavailable("locked"))
      let failed = try desk.ask(.post, "/v1/articles", "Tea", headers: headers)
      desk.shelf.fail(with: nil)
      let good = try desk.ask(.post, "/v1/articles", "Tea", headers: headers)
      desk.ways.state.withLock { $0.isEverythingClaimed = true }
      let running = try desk.ask(
        .post, "/v1/articles", "Ale",
        headers: ["Content-Type": "text/plain", "Idempotency-Key": "k3"]
      )

      #expect(failed.status == 503)
      #expect(good.status == 201)
      #expect(running.status == 409)
      #expect(running.headers["Retry-After"] == "1")
    }
  }

  @Test func `the same batch with the same key is one job`() throws {
    try withDesk { desk, jobs in
      var headers = ndjson
      headers["Idempotency-Key"] = "k4"
      let first = try desk.ask(.post, "/v1/articles/batch", "{\"html\":\"Tea\"}", headers: headers)
      let again = try desk.ask(.post, "/v1/articles/batch", "{\"html\":\"Tea\"}", headers: headers)
      headers["Prefer"] = nil
      let streamed = try desk.ask(
        .post, "/v1/articles/batch", "{\"html\":\"Tea\"}", headers: headers)

      #expect(first.headers["Location"] == again.headers["Location"])
      #expect(try jobs.store.jobs(state: nil, before: nil, limit: 9).count == 1)
      #expect(streamed.status == 400)
    }
  }
}
