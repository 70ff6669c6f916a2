import Metrics
import Synchronization

/// A sum that only grows.
final class PrometheusCounter: CounterHandler {
  private let sum = Atomic<Int64>(0)

  var value: Int64 { sum.load(ordering: .relaxed) }

  func increment(by amount: Int64) { sum.add(amount, ordering: .relaxed) }
  func reset() { sum.store(0, ordering: .relaxed) }
}

/// A value that goes up and down.
final class PrometheusGauge: MeterHandler, RecorderHandler {
  private let state = Mutex(0.0)

  var value: Double { state.withLock { $0 } }

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { state.withLock { $0 = value } }
  func increment(by amount: Double) { state.withLock { $0 += amount } }
  func decrement(by amount: Double) { state.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(value) }
  func record(_ value: Double) { set(value) }
}

/// Values counted by size, with their sum.
final class PrometheusHistogram: TimerHandler, RecorderHandler {
  struct Counts {
    /// Values up to each bound and over the one before; the last is over all of them.
    var buckets: [Int]
    var sum = 0.0
  }

  let bounds: [Double]
  private let state: Mutex<Counts>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(Counts(buckets: [Int](repeating: 0, count: bounds.count + 1)))
  }

  var counts: Counts { state.withLock { $0 } }

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
