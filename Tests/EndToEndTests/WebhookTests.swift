import Foundation
import Synchronization
import TestSupport
import Testing

/// Events on their way to a receiver over a socket.
@Suite struct WebhookTests {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  private func service(to site: Site, _ more: [String: String] = [:]) throws -> Service {
    try Service(
      environment: [
        "WINNOW_WEBHOOKS_URL": site.base + "/hook", "WINNOW_WEBHOOKS_SECRET": Self.secret,
        "WINNOW_WEBHOOKS_ALLOW": "127.0.0.1",
      ].merging(more) { $1 })
  }

  /// HMAC-SHA256 by OpenSSL's own program, so that a receiver's side is not our own code.
  private func signature(of visit: Site.Visit) throws -> String {
    let id = try #require(visit.headers["webhook-id"])
    let time = try #require(visit.headers["webhook-timestamp"])
    let key = try #require(Data(base64Encoded: String(Self.secret.dropFirst("whsec_".count))))
    let folder = try TemporaryFolder()
    try Data(Array("\(id).\(time).".utf8) + visit.body).write(to: folder.file("content"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt",
      "hexkey:" + key.map { String(format: "%02x", $0) }.joined(), "-binary", "-out",
      folder.file("sum").path, folder.file("content").path,
    ]
    try process.run()
    process.waitUntilExit()
    return "v1," + (try Data(contentsOf: folder.file("sum"))).base64EncodedString()
  }

  @Test func `pages and jobs are told, each once and signed`() throws {
    let site = try Site { _ in Site.Answer(status: 204) }
    let service = try service(to: site)
    let target = "/v1/articles?url=https://example.org/a"

    let created = try service.post(target, Fixture.page(number: 1), contentType: "text/html")
    #expect(
      try service.post(target, Fixture.page(number: 1), contentType: "text/html").status == 200)
    #expect(
      try service.post(target, Fixture.page(number: 2), contentType: "text/html").status == 201)
    let job = try service.request(
      "POST", "/v1/articles", headers: ["Content-Type": "text/html", "Prefer": "respond-async"],
      body: Fixture.page(number: 3))
    #expect(job.status == 202)
    #expect(eventually { site.visits.count >= 4 })

    let visits = site.visits
    let events = try visits.map { visit -> [String: Any] in
      try #require(try JSONSerialization.jsonObject(with: Data(visit.body)) as? [String: Any])
    }
    #expect(
      events.compactMap { $0["type"] as? String }.sorted()
        == ["article.created", "article.created", "article.revised", "job.finished"])
    let first = try #require(events.first { $0["type"] as? String == "article.created" })
    #expect((first["data"] as? [String: Any])?["id"] as? String == created.json["id"] as? String)
    for (visit, event) in zip(visits, events) {
      #expect(visit.method == "POST" && visit.path == "/hook")
      #expect(visit.headers["content-type"] == "application/json")
      #expect(visit.headers["webhook-id"] == event["id"] as? String)
      #expect(visit.headers["webhook-signature"] == (try signature(of: visit)))
    }
    #expect(Set(visits.map { $0.headers["webhook-id"] }).count == 4)
  }

  @Test func `what fails is sent again under the same name, also after kill -9`() throws {
    let isUp = Mutex(false)
    let site = try Site { _ in Site.Answer(status: isUp.withLock { $0 } ? 200 : 500) }
    let folder: TemporaryFolder
    do {
      let service = try service(to: site)
      folder = service.folder
      #expect(try service.post("/v1/articles", Fixture.page(number: 1)).status == 201)
      try service.awaitLog(of: "is tried again in 5 s")
      service.killHard()
    }
    isUp.withLock { $0 = true }

    let again = try Service(
      over: folder,
      environment: [
        "WINNOW_WEBHOOKS_URL": site.base + "/hook", "WINNOW_WEBHOOKS_SECRET": Self.secret,
        "WINNOW_WEBHOOKS_ALLOW": "127.0.0.1",
      ])

    #expect(eventually { site.visits.count >= 2 })
    #expect(Set(site.visits.map { $0.headers["webhook-id"] }).count == 1)
    withExtendedLifetime(again) {}
  }

  @Test func `what fails as often as it may is given up`() throws {
    let site = try Site { _ in Site.Answer(status: 410) }
    let service = try service(to: site, ["WINNOW_WEBHOOKS_ATTEMPTS": "1"])

    #expect(try service.post("/v1/articles", Fixture.page(number: 1)).status == 201)

    try service.awaitLog(of: "is given up after 1 attempts: its receiver answered 410")
    #expect(site.visits.count == 1)
  }

  @Test func `a receiver that says nothing is given up, and asked again`() throws {
    let site = try Site { _ in nil }
    let service = try service(to: site, ["WINNOW_WEBHOOKS_TIMEOUT": "300 ms"])

    let reply = try service.post("/v1/articles", Fixture.page(number: 1))

    #expect(reply.status == 201, "nobody who posts waits for it")
    try service.awaitLog(of: "is tried again in 5 s")
  }
}
