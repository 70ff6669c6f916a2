import Foundation
import TestSupport
import Testing

/// Jobs over real sockets and over the end of the process.
@Suite struct JobTests {
  private func batch(_ numbers: Range<Int>) -> [UInt8] {
    numbers.flatMap { number -> [UInt8] in
      let page = Data(Fixture.page(number: number)).base64EncodedString()
      return Array(
        "{\"ref\":\(number),\"url\":\"https://example.org/\(number)\",\"body_base64\":\"\(page)\"}\n"
          .utf8)
    }
  }

  private func post(_ service: Service, _ body: [UInt8]) throws -> Reply {
    try service.request(
      "POST", "/v1/articles/batch",
      headers: ["Content-Type": "application/x-ndjson", "Prefer": "respond-async"], body: body)
  }

  private func awaitEnd(_ service: Service, _ path: String) throws -> [String: Any] {
    var job: [String: Any] = [:]
    _ = try eventually {
      job = try service.get(path).json
      return (job["state"] as? String).map { !["queued", "running"].contains($0) } == true
    }
    return job
  }

  @Test func `a job survives kill -9 and ends with every page answered once`() throws {
    let folder = try TemporaryFolder()
    let service = try Service(over: folder)
    let accepted = try post(service, batch(0..<200))
    let path = try #require(accepted.headers["location"])
    service.killHard()

    let again = try Service(over: folder)
    let job = try awaitEnd(again, path)
    let lines = try again.get(path + "/results").text.split(separator: "\n")

    #expect(accepted.status == 202)
    #expect(job["state"] as? String == "done")
    #expect((job["counts"] as? [String: Int])?["pages"] == 200)
    #expect(lines.count == 200)
    for (number, line) in lines.enumerated() { #expect(line.hasPrefix("{\"index\":\(number),")) }
  }

  @Test func `a job that runs survives one kill -9 after another`() throws {
    let folder = try TemporaryFolder()
    var service = try Service(over: folder)
    let path = try #require(try post(service, batch(0..<300)).headers["location"])
    for round in 1...3 {
      // In the middle of it, unless it is over before that is seen.
      let isFar = try eventually {
        let job = try service.get(path).json
        let pages = (job["counts"] as? [String: Int])?["pages"] ?? 0
        return pages >= round * 30 || job["state"] as? String == "done"
      }
      #expect(isFar)
      service.killHard()
      service = try Service(over: folder)
    }

    let job = try awaitEnd(service, path)
    let lines = try service.get(path + "/results").text.split(separator: "\n")

    #expect(job["state"] as? String == "done")
    #expect(lines.count == 300)
    for (number, line) in lines.enumerated() {
      #expect(line.hasPrefix("{\"index\":\(number),"))
      #expect(line.contains("\"created\"") || line.contains("\"unchanged\""))
    }
    #expect(try service.get("/v1/stats").json["pages"] as? Int == 300)
  }

  @Test func `a stop puts the job off to the next start`() throws {
    let folder = try TemporaryFolder()
    let service = try Service(over: folder)
    let path = try #require(try post(service, batch(0..<200)).headers["location"])
    service.send(signal: SIGTERM)
    #expect(service.awaitEnd() == 0)

    let again = try Service(over: folder)
    let job = try awaitEnd(again, path)

    #expect(job["state"] as? String == "done")
    #expect((job["counts"] as? [String: Int])?["pages"] == 200)
  }

  @Test func `an idempotency key outlives the process`() throws {
    let folder = try TemporaryFolder()
    let page = Fixture.page(number: 1)
    let headers = ["Content-Type": "text/html", "Idempotency-Key": "\"k1\""]
    let service = try Service(over: folder)
    let first = try service.request("POST", "/v1/articles", headers: headers, body: page)
    service.killHard()

    let again = try Service(over: folder)
    let second = try again.request("POST", "/v1/articles", headers: headers, body: page)
    let other = try again.request(
      "POST", "/v1/articles", headers: headers, body: Fixture.page(number: 2))

    #expect(first.status == 201)
    #expect(second.status == 201)
    #expect(second.body == first.body)
    #expect(second.headers["idempotency-replayed"] == "true")
    #expect(other.status == 422)
  }

  @Test func `what is kept for a time goes after it`() throws {
    let service = try Service(environment: [
      "WINNOW_JOBS_KEEP": "1 s", "WINNOW_JOBS_IDEMPOTENCY_KEEP": "1 s",
    ])
    let headers = ["Content-Type": "text/html", "Idempotency-Key": "\"k\""]
    let page = Fixture.page(number: 1)
    let path = try #require(try post(service, batch(0..<1)).headers["location"])
    _ = try awaitEnd(service, path)
    #expect(try service.request("POST", "/v1/articles", headers: headers, body: page).status == 201)

    let isKeyGone = try eventually {
      usleep(200_000)
      let reply = try service.request("POST", "/v1/articles", headers: headers, body: page)
      return reply.status == 200 && reply.headers["idempotency-replayed"] == nil
    }
    // Jobs that are over are looked for when another comes, and once a minute.
    let isJobGone = try eventually {
      usleep(200_000)
      _ = try post(service, batch(0..<1))
      return try service.get(path).status == 404
    }

    #expect(isKeyGone)
    #expect(isJobGone)
  }

  @Test
  func `a receiver that may not be reached is told in the log, and pages come in all the same`()
    throws
  {
    let service = try Service(environment: [
      "WINNOW_WEBHOOKS_URL": "http://127.0.0.1:9/hook", "WINNOW_WEBHOOKS_SECRET": "kettle-9",
    ])

    let reply = try service.post("/v1/articles", Fixture.page(number: 1))
    try service.awaitLog(of: "a webhook was not delivered")

    #expect(reply.status == 201)
    #expect(service.logText.contains("loopback"))
    #expect(!service.logText.contains("kettle-9"))
  }
}
