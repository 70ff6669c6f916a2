import Metrics
import Synchronization

/// Measures made through swift-metrics, given out in Prometheus's text format.
///
/// Timers and recorders that aggregate are histograms, in seconds and in the unit recorded. What is
/// asked for again under the same name and dimensions is the same measure.
public final class PrometheusRegistry: MetricsFactory, Sendable {
  private struct Family {
    var described: MetricFamily
    /// By their labels, written out.
    var series: [String: any PrometheusMetric] = [:]
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

  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    metric(PrometheusCounter.self, label, dimensions)
  }

  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    metric(PrometheusGauge.self, label, dimensions)
  }

  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    aggregate
      ? metric(PrometheusHistogram.self, label, dimensions)
      : metric(PrometheusGauge.self, label, dimensions)
  }

  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    metric(PrometheusHistogram.self, label, dimensions)
  }

  // Series stay: Prometheus takes one that is gone for one that began anew.
  public func destroyCounter(_ handler: any CounterHandler) {}
  public func destroyMeter(_ handler: any MeterHandler) {}
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  public func destroyTimer(_ handler: any TimerHandler) {}

  /// A name that another kind of measure has already gets one that is given out nowhere: a page of
  /// measures with two kinds under one name would be refused as a whole.
  private func metric<Metric: PrometheusMetric>(
    _: Metric.Type, _ label: String, _ dimensions: [(String, String)]
  ) -> Metric {
    let labels = PrometheusText.labels(dimensions)
    return families.withLock { families in
      var family =
        families[label] ?? Family(described: MetricFamily.named(label, else: Metric.kind))
      if let known = family.series[labels] as? Metric { return known }
      let new = Metric(family.described)
      guard family.series.values.allSatisfy({ $0 is Metric }) else { return new }
      family.series[labels] = new
      families[label] = family
      return new
    }
  }

  /// All measures in the text exposition format of Prometheus, version 0.0.4.
  public func exposition() -> String {
    for sample in samplers.withLock({ $0 }) { sample(self) }
    var text = PrometheusText()
    for (_, family) in families.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      text.begin(family.described)
      for (labels, metric) in family.series.sorted(by: { $0.key < $1.key }) {
        metric.write(to: &text, family.described.name, labels)
      }
    }
    return text.written
  }
}
