import Metrics
import Synchronization

/// A measure that Prometheus's text format has a form for.
protocol PrometheusMetric: Sendable {
  /// What it is where nobody described its family.
  static var kind: MetricFamily.Kind { get }

  init(_ family: MetricFamily)

  /// - Parameter labels: as `PrometheusText.labels` writes them
  func write(to text: inout PrometheusText, _ name: String, _ labels: String)
}

/// A sum that only grows.
final class PrometheusCounter: CounterHandler, PrometheusMetric {
  static let kind = MetricFamily.Kind.counter

  private let sum = Atomic<Int64>(0)

  init(_ family: MetricFamily) {}

  func write(to text: inout PrometheusText, _ name: String, _ labels: String) {
    text.add(name, labels, "\(sum.load(ordering: .relaxed))")
  }

  func increment(by amount: Int64) { sum.add(amount, ordering: .relaxed) }
  func reset() { sum.store(0, ordering: .relaxed) }
}

/// A value that goes up and down.
final class PrometheusGauge: MeterHandler, RecorderHandler, PrometheusMetric {
  static let kind = MetricFamily.Kind.gauge

  private let state = Mutex(0.0)

  init(_ family: MetricFamily) {}

  func write(to text: inout PrometheusText, _ name: String, _ labels: String) {
    text.add(name, labels, PrometheusText.number(state.withLock { $0 }))
  }

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { state.withLock { $0 = value } }
  func increment(by amount: Double) { state.withLock { $0 += amount } }
  func decrement(by amount: Double) { state.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(value) }
  func record(_ value: Double) { set(value) }
}

/// Values counted by size, with their sum.
final class PrometheusHistogram: TimerHandler, RecorderHandler, PrometheusMetric {
  static let kind = MetricFamily.Kind.histogram

  private struct Counts {
    /// Values up to each bound and over the one before; the last is over all of them.
    var buckets: [Int]
    var sum = 0.0
  }

  private let bounds: [Double]
  private let state: Mutex<Counts>

  init(_ family: MetricFamily) {
    bounds = family.bounds
    state = Mutex(Counts(buckets: [Int](repeating: 0, count: bounds.count + 1)))
  }

  func write(to text: inout PrometheusText, _ name: String, _ labels: String) {
    let counts = state.withLock { $0 }
    let before = labels.isEmpty ? "" : labels + ","
    var sum = 0
    for (bound, count) in zip(bounds + [.infinity], counts.buckets) {
      sum += count
      text.add("\(name)_bucket", "\(before)le=\"\(PrometheusText.number(bound))\"", "\(sum)")
    }
    text.add("\(name)_sum", labels, PrometheusText.number(counts.sum))
    text.add("\(name)_count", labels, "\(sum)")
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
    state.withLock { counts in
      counts.buckets[bucket] += 1
      counts.sum += value
    }
  }
}
