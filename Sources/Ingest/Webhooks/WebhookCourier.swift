import Domain
import Foundation

/// Delivers events to a webhook, one after another, on a thread of its own.
///
/// An event is tried until its receiver answers 2xx, with growing pauses, over about a day and a half;
/// nothing that takes pages in ever waits for it.
public final class WebhookCourier: Sendable {
  private let store: any WebhookStore
  private let sender: any WebhookSender
  private let url: String
  private let signature: WebhookSignature
  private let clock: @Sendable () -> Timestamp
  private let body: @Sendable (WebhookEvent) throws -> [UInt8]?
  private let report: @Sendable (String) -> Void
  private let attempts: Int

  private let loop = BackgroundLoop("webhooks")

  /// Seconds between the attempts; the last is followed by giving up.
  static let pauses = [5, 30, 120, 600, 3600, 6 * 3600, 24 * 3600]

  /// The most attempts there are pauses for.
  public static let mostAttempts = pauses.count + 1

  /// - Parameters:
  ///   - attempts: how often a delivery is tried before it is given up, up to `mostAttempts`
  ///   - body: what is sent of an event; nil where its subject is gone.
  ///   - report: told of deliveries that fail, in words.
  public init(
    store: any WebhookStore, sender: any WebhookSender, url: String, secret: String,
    attempts: Int = WebhookCourier.mostAttempts, clock: @escaping @Sendable () -> Timestamp,
    body: @escaping @Sendable (WebhookEvent) throws -> [UInt8]?,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.store = store
    self.sender = sender
    self.url = url
    signature = WebhookSignature(secret: secret)
    self.clock = clock
    self.body = body
    self.report = report
    self.attempts = min(max(attempts, 1), Self.mostAttempts)
  }

  public func start() {
    loop.start { [self] in
      do {
        // Events are found in the store, where the transactions of pages put them.
        return try deliverDue() == 0 ? 1 : 0
      } catch {
        report("the events for the webhook cannot be read: \(error)")
        return 1
      }
    }
  }

  /// Ends behind the delivery at hand.
  public func stop() { loop.stop() }

  /// Tries all events whose turn has come, and says how many that were.
  func deliverDue() throws -> Int {
    let events = try store.due(at: clock(), limit: 100)
    for event in events {
      guard !loop.isStopped else { break }
      try deliver(event)
    }
    return events.count
  }

  private func deliver(_ event: WebhookEvent) throws {
    guard let body = try body(event) else { return try store.settle(event.id) }
    let timestamp = clock().milliseconds / 1000
    let headers = [
      RawPage.Header(name: "webhook-id", value: event.id),
      RawPage.Header(name: "webhook-timestamp", value: String(timestamp)),
      RawPage.Header(
        name: "webhook-signature",
        value: signature.sign(id: event.id, timestamp: timestamp, body: body)),
    ]
    let reason: String
    do throws(FetchProblem) {
      let status = try sender.send(body, to: url, headers: headers)
      if (200..<300).contains(status) { return try settle(event) }
      reason = "its receiver answered \(status)"
    } catch {
      reason = error.detail
    }
    guard event.attempts + 1 < attempts else {
      report(
        "\(event.kind.rawValue) \(event.id) is given up after \(event.attempts + 1) attempts: \(reason)"
      )
      return try store.settle(event.id)
    }
    let pause = WebhookCourier.pauses[event.attempts]
    report("\(event.kind.rawValue) \(event.id) is tried again in \(pause) s: \(reason)")
    try store.postpone(event.id, until: clock() + .seconds(pause))
  }

  private func settle(_ event: WebhookEvent) throws(FetchProblem) {
    do {
      try store.settle(event.id)
    } catch {
      throw FetchProblem(.broken, "the store does not take note of it: \(error)")
    }
  }
}
