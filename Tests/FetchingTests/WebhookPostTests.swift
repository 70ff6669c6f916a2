import Domain
import Testing

@testable import Fetching

/// Deliveries go through the same guard as fetches.
@Suite struct WebhookPostTests {
  private func post(allowing list: String) -> WebhookPost {
    WebhookPost(
      userAgent: "winnow/1.0",
      addresses: AddressGuard(
        ports: Set(1...UInt16.max), allowed: AllowedNetworks(list) ?? AllowedNetworks()),
      time: .seconds(30))
  }

  @Test func `a delivery is a signed post, and its answer's status is what counts`() throws {
    let stub = try WebStub { request, client in
      client.answer(request.path == "/gone" ? 410 : 204)
    }
    let body = Array("{\"a\":\"茶\"}".utf8)

    let good = try post(allowing: "127.0.0.1").send(
      body, to: stub.base + "/hook", headers: [.init(name: "webhook-id", value: "e1")])
    let gone = try post(allowing: "127.0.0.1").send(body, to: stub.base + "/gone", headers: [])

    #expect(good == 204)
    #expect(gone == 410)
    let request = try #require(stub.requests.first)
    #expect(request.body == body)
    #expect(request.field("webhook-id") == "e1")
    #expect(request.field("content-type") == "application/json")
  }

  @Test func `a redirect is not followed, an inner receiver not reached`() throws {
    let canary = try WebStub { _, client in client.answer(200) }
    let stub = try WebStub { _, client in
      client.answer(302, fields: ["Location: \(canary.base)/"])
    }

    let status = try post(allowing: "127.0.0.1:\(stub.port)").send(
      [], to: stub.base, headers: [])
    let problem = #expect(throws: FetchProblem.self) {
      try post(allowing: "").send([], to: canary.base, headers: [])
    }

    #expect(status == 302)
    #expect(problem?.kind == .refusedAddress)
    #expect(canary.requests.isEmpty)
  }
}
