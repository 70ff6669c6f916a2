import HTTPServer
import Metrics
import Synchronization

/// What was asked and how it went, counted.
///
/// Requests are counted by the pattern of their route, never by path: an address of a stranger's must
/// not make a series.
final class RequestMeters: Sendable {
  private struct Key: Hashable {
    var method: String
    var route: String
    var status: Int

    var dimensions: [(String, String)] {
      [("method", method), ("route", route), ("status", String(status))]
    }
  }

  private struct Meter {
    let requests: Counter
    let aborted: Counter
    let requestBytes: Counter
    let responseBytes: Counter
    let time: Metrics.Timer

    init(_ dimensions: [(String, String)], _ factory: any MetricsFactory) {
      func counter(_ name: String) -> Counter {
        Counter(label: "winnow_http_\(name)_total", dimensions: dimensions, factory: factory)
      }
      requests = counter("requests")
      aborted = counter("requests_aborted")
      requestBytes = counter("request_bytes")
      responseBytes = counter("response_bytes")
      time = Metrics.Timer(
        label: "winnow_http_request_seconds", dimensions: dimensions, factory: factory)
    }

    func count(_ exchange: Observation) {
      requests.increment(by: 1)
      if exchange.isAborted { aborted.increment(by: 1) }
      requestBytes.increment(by: exchange.requestBytes)
      responseBytes.increment(by: exchange.responseBytes)
      time.recordNanoseconds(Int64(exchange.duration / .nanoseconds(1)))
    }
  }

  /// Methods that get a series of their own; a client may send any token as a method.
  private static let methods: Set<String> = [
    "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
  ]

  private let factory: any MetricsFactory
  private let meters = Mutex<[Key: Meter]>([:])

  init(_ factory: any MetricsFactory) {
    self.factory = factory
  }

  func count(_ exchange: Observation) {
    let method = exchange.method?.rawValue ?? ""
    let key = Key(
      method: RequestMeters.methods.contains(method) ? method : "other",
      route: exchange.pattern ?? "none", status: exchange.status.code)
    let meter = meters.withLock { meters in
      if let meter = meters[key] { return meter }
      let meter = Meter(key.dimensions, factory)
      meters[key] = meter
      return meter
    }
    meter.count(exchange)
  }
}
