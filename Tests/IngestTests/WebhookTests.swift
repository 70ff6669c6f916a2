import Domain
import Foundation
import Synchronization
import Testing

@testable import Ingest

/// Events on their way to a webhook.
struct WebhookTests {
  /// A store of events and a receiver in one, with a clock that is set.
  final class Post: WebhookStore, WebhookSender {
    struct State {
      var events: [(event: WebhookEvent, due: Int64)] = []
      var status: Int? = 200
      var sent: [(body: String, headers: [String: String])] = []
      var now: Int64 = 0
    }

    let state = Mutex(State())

    func want(_ kinds: Set<WebhookEvent.Kind>) {}
    func add(_ event: WebhookEvent) {
      state.withLock { $0.events.append((event, event.createdAt.milliseconds)) }
    }

    func due(at now: Timestamp, limit: Int) -> [WebhookEvent] {
      state.withLock { state in
        state.events.filter { $0.due <= now.milliseconds }.prefix(limit).map(\.event)
      }
    }

    func settle(_ id: String) { state.withLock { $0.events.removeAll { $0.event.id == id } } }

    func postpone(_ id: String, until: Timestamp) {
      state.withLock { state in
        guard let place = state.events.firstIndex(where: { $0.event.id == id }) else { return }
        state.events[place].event.attempts += 1
        state.events[place].due = until.milliseconds
      }
    }

    func send(
      _ body: [UInt8], to url: String, headers: [RawPage.Header]
    ) throws(FetchProblem) -> Int {
      let status = state.withLock { state -> Int? in
        state.sent.append(
          (
            String(decoding: body, as: UTF8.self),
            Dictionary(headers.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a })
          ))
        return state.status
      }
      guard let status else { throw FetchProblem(.unreachable, "Nobody is there.") }
      return status
    }
  }

  private func event(_ id: String) throws -> WebhookEvent {
    WebhookEvent(
      id: id, kind: .articleCreated, subject: try #require(StoredArticle.ID("a")), revision: 1,
      createdAt: Timestamp(milliseconds: 0), attempts: 0)
  }

  private func courier(_ post: Post) -> WebhookCourier {
    WebhookCourier(
      store: post, sender: post, url: "https://hooks.example/", secret: "tea",
      clock: { Timestamp(milliseconds: post.state.withLock { $0.now }) },
      body: { $0.id == "gone" ? nil : Array("{\"id\":\"\($0.id)\"}".utf8) })
  }

  @Test func `signatures are those of Standard Webhooks`() {
    // Made with Python's hmac.
    #expect(
      WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign(
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
        body: Array("{\"test\": 2432232314}".utf8))
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    #expect(
      WebhookSignature(secret: "tea").sign(id: "a", timestamp: 7, body: Array("{}".utf8))
        == "v1,EoZmG8kajV1ohAJ0LFDHteWBtnB1/u2CQuip/kne1Sc=")
  }

  @Test func `an event is delivered once, with its name, its time and its signature`() throws {
    let post = Post()
    post.add(try event("e1"))
    post.add(try event("gone"))
    post.state.withLock { $0.now = 7_500 }

    let tried = try courier(post).deliverDue()

    #expect(tried == 2)
    #expect(try courier(post).deliverDue() == 0)
    let sent = try #require(post.state.withLock { $0.sent.count == 1 ? $0.sent.first : nil })
    #expect(sent.headers["webhook-id"] == "e1")
    #expect(sent.headers["webhook-timestamp"] == "7")
    #expect(
      sent.headers["webhook-signature"]
        == WebhookSignature(secret: "tea").sign(id: "e1", timestamp: 7, body: Array(sent.body.utf8))
    )
  }

  @Test(arguments: [500, 302, nil] as [Int?])
  func `what fails is tried again later and later, and at last given up`(status: Int?) throws {
    let post = Post()
    post.state.withLock { $0.status = status }
    post.add(try event("e1"))
    let courier = courier(post)

    var pauses: [Int64] = []
    while let due = post.state.withLock({ $0.events.first?.due }) {
      pauses.append((due - post.state.withLock { $0.now }) / 1000)
      post.state.withLock { $0.now = due }
      #expect(try courier.deliverDue() == 1)
    }

    #expect(pauses.dropFirst() == WebhookCourier.pauses.map(Int64.init)[...])
    #expect(post.state.withLock { Set($0.sent.map { $0.headers["webhook-id"] }) } == ["e1"])
  }

  @Test func `a receiver that comes back gets what waited`() throws {
    let post = Post()
    post.state.withLock { $0.status = 503 }
    post.add(try event("e1"))
    let courier = courier(post)
    _ = try courier.deliverDue()
    post.state.withLock {
      $0.status = 200
      $0.now = 5000
    }

    _ = try courier.deliverDue()

    #expect(post.state.withLock { $0.events.isEmpty })
    #expect(post.state.withLock { $0.sent.count } == 2)
  }
}
