import Metrics
import Synchronization

/// Measures made through swift-metrics, given out in Prometheus's text format.
///
/// Timers and recorders that aggregate are histograms, in seconds and in the unit recorded. What is
/// asked for again under the same name and dimensions is the same measure.
public final class PrometheusRegistry: MetricsFactory, Sendable {
  private enum Handler {
    case counter(PrometheusCounter)
    case gauge(PrometheusGauge)
    case histogram(PrometheusHistogram)
  }

  private struct Family {
    var described: MetricFamily
    /// By their labels, written out.
    var series: [String: Handler] = [:]
  }

  private let families = Mutex<[String: Family]>([:])
  private let samplers = Mutex<[@Sendable (PrometheusRegistry) -> Void]>([])

  public init() {}

  /// Has gauges set just before the measures are given out.
  public func beforeExposition(_ sample: @escaping @Sendable (PrometheusRegistry) -> Void) {
    samplers.withLock { $0.append(sample) }
  }

  /// Sets a gauge.
  public func set(_ name: String, to value: Double) {
    Gauge(label: name, factory: self).record(value)
  }

  public func makeCounter(
    label: String, dimensions: [(String, String)]
  ) -> any CounterHandler {
    handler(label, dimensions, else: .counter) { _ in
      let new = PrometheusCounter()
      return (new, .counter(new))
    } known: {
      if case .counter(let counter) = $0 { counter } else { nil }
    }
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    gauge(label, dimensions)
  }

  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    aggregate ? histogram(label, dimensions) : gauge(label, dimensions)
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(label, dimensions)
  }

  // Series stay: Prometheus takes one that is gone for one that began anew.
  public func destroyCounter(_ handler: any CounterHandler) {}
  public func destroyMeter(_ handler: any MeterHandler) {}
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  public func destroyTimer(_ handler: any TimerHandler) {}

  private func gauge(_ label: String, _ dimensions: [(String, String)]) -> PrometheusGauge {
    handler(label, dimensions, else: .gauge) { _ in
      let new = PrometheusGauge()
      return (new, .gauge(new))
    } known: {
      if case .gauge(let gauge) = $0 { gauge } else { nil }
    }
  }

  private func histogram(
    _ label: String, _ dimensions: [(String, String)]
  ) -> PrometheusHistogram {
    handler(label, dimensions, else: .histogram) { family in
      let new = PrometheusHistogram(bounds: family.bounds)
      return (new, .histogram(new))
    } known: {
      if case .histogram(let histogram) = $0 { histogram } else { nil }
    }
  }

  /// A name that another kind of measure has already gets one that is given out nowhere: a page of
  /// measures with two kinds under one name would be refused as a whole.
  private func handler<Made>(
    _ label: String, _ dimensions: [(String, String)], else kind: MetricFamily.Kind,
    make: (MetricFamily) -> (Made, Handler), known: (Handler) -> Made?
  ) -> Made {
    let labels = PrometheusText.labels(dimensions)
    return families.withLock { families in
      var family =
        families[label] ?? Family(described: MetricFamily.named(label, else: kind))
      if let there = family.series[labels] {
        return known(there) ?? make(family.described).0
      }
      let (made, handler) = make(family.described)
      if let other = family.series.values.first, known(other) == nil { return made }
      family.series[labels] = handler
      families[label] = family
      return made
    }
  }

  /// All measures in the text exposition format of Prometheus, version 0.0.4.
  public func exposition() -> String {
    for sample in samplers.withLock({ $0 }) { sample(self) }
    var text = PrometheusText()
    for (_, family) in families.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      text.begin(family.described)
      for (labels, handler) in family.series.sorted(by: { $0.key < $1.key }) {
        switch handler {
        case .counter(let counter): text.add(family.described.name, labels, "\(counter.value)")
        case .gauge(let gauge):
          text.add(family.described.name, labels, PrometheusText.number(gauge.value))
        case .histogram(let histogram):
          text.add(family.described.name, labels, histogram)
        }
      }
    }
    return text.written
  }
}
