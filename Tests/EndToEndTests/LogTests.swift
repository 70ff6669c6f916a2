import Foundation
import Testing

/// The log: one line a request, with its id.
@Suite struct LogTests {
  @Test func `each request is one JSON line with the id that its client got`() throws {
    let service = try Service()

    let reply = try service.get("/health", headers: ["X-Request-Id": "tea-and-cake"])
    _ = try service.get("/v1/nothing?token=secret")
    try service.awaitLog(of: "\"/v1/nothing\"")
    let lines = service.logText.split(separator: "\n").map {
      (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? [:]
    }

    #expect(!lines.contains { $0.isEmpty })
    let line = try #require(lines.first { $0["request_id"] as? String == "tea-and-cake" })
    #expect(reply.headers["x-request-id"] == "tea-and-cake")
    #expect(line["method"] as? String == "GET")
    #expect(line["path"] as? String == "/health")
    #expect(line["status"] as? Int == 200)
    #expect(line["bytes"] as? Int ?? 0 > 0)
    #expect(line["ms"] as? Double != nil)
    #expect(!service.logText.contains("secret"))
  }

  @Test func `a folder that cannot be had stops the start with a sentence`() throws {
    let started = try Program.run(
      "serve", "--port", "0", "--data", "/dev/null/no")

    #expect(started.status == 73)
    #expect(started.complaint.contains("/dev/null"))
  }
}
