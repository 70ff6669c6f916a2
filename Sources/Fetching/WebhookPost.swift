import Domain
import Foundation
import WebURL

/// Sends deliveries with libcurl: see `WebhookSender`.
public struct WebhookPost: WebhookSender {
  private let rules: TransferRules
  private let time: Duration

  /// - Parameters:
  ///   - addresses: as for fetching: public ones, and those that are allowed.
  ///   - time: for a whole delivery.
  public init(userAgent: String, addresses: AddressGuard, time: Duration) {
    rules = TransferRules(userAgent: userAgent, connectTime: time, addresses: addresses)
    self.time = time
  }

  public func send(
    _ body: [UInt8], to url: String, headers: [RawPage.Header]
  ) throws(FetchProblem) -> Int {
    guard let address = WebURL(url), ["http", "https"].contains(address.scheme) else {
      throw FetchProblem(.badAddress, "webhooks.url is no http or https address.")
    }
    // Of an answer its status alone is of interest.
    var request = TransferRequest(address.withoutFragment, limit: 64 << 10)
    request.method = "POST"
    request.isTruncating = true
    request.takesCompressed = false
    request.body = body
    request.headers =
      ["Content-Type: application/json", "Expect:"] + headers.map { "\($0.name): \($0.value)" }
    return try CurlSession(rules).send(request, within: time, isCancelled: { false }).head.status
  }
}
