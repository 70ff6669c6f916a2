import Domain
import Ingest
import Metrics
import Testing

@testable import API
@testable import HTTPServer

struct PrometheusRegistryTests {
  private let registry = PrometheusRegistry()

  @Test func `counters, gauges and histograms are written as Prometheus reads them`() {
    let counter = Counter(label: "a_total", dimensions: [("kind", "x")], factory: registry)
    counter.increment(by: 2)
    counter.increment()
    Gauge(label: "b", factory: registry).record(1.5)
    let meter = Meter(label: "c", factory: registry)
    meter.set(5)
    meter.decrement(by: 2)
    let timer = Metrics.Timer(label: "winnow_cleaning_seconds", factory: registry)
    timer.recordMilliseconds(2)
    timer.recordSeconds(20)

    let lines = registry.exposition().split(separator: "\n").map(String.init)

    #expect(lines.contains("# TYPE a_total counter"))
    #expect(lines.contains(#"a_total{kind="x"} 3"#))
    #expect(lines.contains("# TYPE b gauge"))
    #expect(lines.contains("b 1.5"))
    #expect(lines.contains("c 3"))
    #expect(lines.contains("# TYPE winnow_cleaning_seconds histogram"))
    #expect(lines.contains(#"winnow_cleaning_seconds_bucket{le="0.001"} 0"#))
    #expect(lines.contains(#"winnow_cleaning_seconds_bucket{le="0.0025"} 1"#))
    #expect(lines.contains(#"winnow_cleaning_seconds_bucket{le="+Inf"} 2"#))
    #expect(lines.contains("winnow_cleaning_seconds_sum 20.002"))
    #expect(lines.contains("winnow_cleaning_seconds_count 2"))
  }

  @Test func `a measure asked for again is the same`() {
    for _ in 0..<2 { Counter(label: "a_total", factory: registry).increment() }

    #expect(registry.exposition().contains("a_total 2\n"))
  }

  /// With two kinds under one name Prometheus would refuse the whole page.
  @Test func `a name keeps its first kind`() {
    Counter(label: "a", dimensions: [("n", "1")], factory: registry).increment()
    Gauge(label: "a", dimensions: [("n", "2")], factory: registry).record(7)
    Gauge(label: "a", dimensions: [("n", "1")], factory: registry).record(7)

    #expect(registry.exposition() == "# TYPE a counter\na{n=\"1\"} 1\n")
  }

  @Test func `what a label holds cannot end it`() {
    Counter(label: "a", dimensions: [("n", "x\"} 9\\\n")], factory: registry).increment()

    #expect(registry.exposition().contains(#"a{n="x\"} 9\\\n"} 1"#))
  }

  @Test func `gauges are set anew each time they are given out`() {
    let calls = Counter(label: "calls", factory: registry)
    registry.beforeExposition { registry in
      calls.increment()
      registry.set("level", to: 4)
    }

    _ = registry.exposition()

    #expect(registry.exposition().contains("calls 2\n"))
    #expect(registry.exposition().contains("level 4\n"))
  }

  @Test func `families are described once, in the order of their names`() {
    let names = MetricFamily.all.map(\.name)

    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    #expect(MetricFamily.all.allSatisfy { !$0.help.isEmpty && $0.bounds == $0.bounds.sorted() })
    #expect(MetricFamily.all.allSatisfy { ($0.kind == .histogram) == !$0.bounds.isEmpty })
  }
}

struct RequestMetersTests {
  private func exchange(
    _ method: HTTPServer.Method, _ pattern: String?, _ status: Int, milliseconds: Int
  ) -> Observation {
    Observation(
      requestID: "r", method: method, path: "/secret", pattern: pattern,
      status: Response.Status(status), requestBytes: 10, responseBytes: 100,
      duration: .milliseconds(milliseconds), remote: .unknown, isAborted: false)
  }

  @Test func `requests are counted by route, never by path or a made-up method`() {
    let registry = PrometheusRegistry()
    let meters = RequestMeters(registry)
    meters.count(exchange(.get, "/v1/articles/{id}", 200, milliseconds: 3))
    meters.count(exchange(.get, "/v1/articles/{id}", 200, milliseconds: 30))
    meters.count(exchange("BREW", nil, 405, milliseconds: 1))

    let text = registry.exposition()

    let series = #"{method="GET",route="/v1/articles/{id}",status="200""#
    #expect(text.contains("winnow_http_requests_total\(series)} 2\n"))
    #expect(text.contains("winnow_http_request_bytes_total\(series)} 20\n"))
    #expect(text.contains("winnow_http_request_seconds_bucket\(series),le=\"0.0025\"} 0\n"))
    #expect(text.contains("winnow_http_request_seconds_bucket\(series),le=\"0.005\"} 1\n"))
    #expect(text.contains("winnow_http_request_seconds_bucket\(series),le=\"+Inf\"} 2\n"))
    #expect(text.contains(#"{method="other",route="none",status="405"} 1"#))
    #expect(!text.contains("secret"))
    #expect(!text.contains("BREW"))
  }
}

struct PageMetersTests {
  @Test func `pages are counted by what came of them`() throws {
    let registry = PrometheusRegistry()
    let desk = Desk()
    var ingest = desk.service.ingest
    ingest.observe = PageMeters(registry).count
    for text in ["Tea\nhot", "Tea\nhot", "Tea\ncold", "nothing"] {
      _ = try ingest.receive(
        RawPage(bytes: Array(text.utf8), url: "https://e.example/\(text.first!)"))
    }

    let text = registry.exposition()

    #expect(text.contains("winnow_pages_total{outcome=\"created\"} 1\n"))
    #expect(text.contains("winnow_pages_total{outcome=\"unchanged\"} 1\n"))
    #expect(text.contains("winnow_pages_total{outcome=\"revised\"} 1\n"))
    #expect(text.contains("winnow_pages_total{outcome=\"no-article\"} 1\n"))
    #expect(text.contains("winnow_pages_total{outcome=\"failed\"} 0\n"))
    #expect(text.contains("winnow_cleaning_seconds_count 3\n"))
    #expect(text.contains("winnow_cleaned_bytes_total 22\n"))
  }
}

struct GaugesTests {
  @Test func `the process says what it takes`() throws {
    let figures = try #require(ProcessFigures())

    #expect(figures.residentBytes > 1 << 20)
    #expect(figures.cpuSeconds > 0)
    #expect(figures.threads >= 1)
    #expect(figures.openDescriptors > 2 && figures.openDescriptors <= figures.mostDescriptors)
    // It began after 2020 and before the day after the test's.
    #expect(figures.startTime > 1_577_836_800)
  }

  @Test func `all that is given out is described`() throws {
    let desk = Desk()
    desk.service.metrics.watchProcess()
    desk.service.metrics.watch(StillLedger())
    try desk.post("Tea\nhot")

    let names = try desk.ask(.get, "/metrics").text.split(separator: "\n")
      .filter { $0.hasPrefix("# TYPE ") }.map { String($0.split(separator: " ")[2]) }

    #expect(names.contains("winnow_build_info"))
    #expect(names.contains("winnow_store_pages"))
    #expect(Set(names).isSubset(of: Set(MetricFamily.all.map(\.name))))
    #expect(names == names.sorted())
  }
}
