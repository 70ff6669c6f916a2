import HTTPServer
import Synchronization

/// What was asked and how it went, counted for Prometheus.
///
/// Requests are counted by the pattern of their route, never by path: an address of a stranger's must
/// not make a series.
final class RequestMeters: Sendable {
  private struct Key: Hashable, Comparable {
    var method: String
    var route: String
    var status: Int

    static func < (a: Key, b: Key) -> Bool {
      (a.route, a.method, a.status) < (b.route, b.method, b.status)
    }
  }

  fileprivate struct Meter {
    var count = 0
    var aborted = 0
    var requestBytes = 0
    var responseBytes = 0
    var seconds = 0.0

    /// Requests up to each bound, not yet summed up.
    var buckets = [Int](repeating: 0, count: RequestMeters.bounds.count)
  }

  /// Upper bounds in seconds: from a cached answer to a slow upload.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

  /// Methods that get a series of their own; a client may send any token as a method.
  private static let methods: Set<String> = [
    "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
  ]

  private let meters = Mutex<[Key: Meter]>([:])

  func count(_ exchange: Observation) {
    let method = exchange.method?.rawValue ?? ""
    let key = Key(
      method: RequestMeters.methods.contains(method) ? method : "other",
      route: exchange.pattern ?? "none", status: exchange.status.code)
    let seconds = exchange.duration / .seconds(1)
    let bucket = RequestMeters.bounds.firstIndex { seconds <= $0 }
    meters.withLock { meters in
      meters[key, default: Meter()].add(exchange, seconds: seconds, bucket: bucket)
    }
  }

  /// The text exposition format of Prometheus, version 0.0.4.
  func exposition(version: String) -> String {
    let meters = meters.withLock { $0 }.sorted { $0.key < $1.key }
    var text = """
      # HELP winnow_build_info The program that runs.
      # TYPE winnow_build_info gauge
      winnow_build_info{version="\(version)"} 1

      """
    let counters: [(name: String, help: String, value: (Meter) -> Int)] = [
      ("requests_total", "Requests answered.", { $0.count }),
      ("requests_aborted_total", "Requests whose client went away.", { $0.aborted }),
      ("request_bytes_total", "Bytes of request bodies, as sent.", { $0.requestBytes }),
      ("response_bytes_total", "Bytes of answers, as sent.", { $0.responseBytes }),
    ]
    for counter in counters {
      let name = "winnow_http_\(counter.name)"
      text += "# HELP \(name) \(counter.help)\n# TYPE \(name) counter\n"
      for (key, meter) in meters {
        text += "\(name){\(RequestMeters.labels(key))} \(counter.value(meter))\n"
      }
    }
    let name = "winnow_http_request_seconds"
    text += "# HELP \(name) From a request's first byte to its answer's last.\n"
    text += "# TYPE \(name) histogram\n"
    for (key, meter) in meters { text += RequestMeters.histogram(name, key, meter) }
    return text
  }

  private static func histogram(_ name: String, _ key: Key, _ meter: Meter) -> String {
    var text = ""
    var sum = 0
    for (bound, count) in zip(bounds, meter.buckets) {
      sum += count
      text += "\(name)_bucket{\(labels(key)),le=\"\(bound)\"} \(sum)\n"
    }
    text += "\(name)_bucket{\(labels(key)),le=\"+Inf\"} \(meter.count)\n"
    text += "\(name)_sum{\(labels(key))} \(meter.seconds)\n"
    return text + "\(name)_count{\(labels(key))} \(meter.count)\n"
  }

  /// Patterns and methods hold nothing that a label would have to escape.
  private static func labels(_ key: Key) -> String {
    "method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\""
  }
}

extension RequestMeters.Meter {
  fileprivate mutating func add(_ exchange: Observation, seconds: Double, bucket: Int?) {
    count += 1
    aborted += exchange.isAborted ? 1 : 0
    requestBytes += exchange.requestBytes
    responseBytes += exchange.responseBytes
    self.seconds += seconds
    if let bucket { buckets[bucket] += 1 }
  }
}
