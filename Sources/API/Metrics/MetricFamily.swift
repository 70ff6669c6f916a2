/// A family of measures that the service gives, as Prometheus's text format names it.
struct MetricFamily: Sendable {
  enum Kind: String, Sendable {
    case counter, gauge, histogram
  }

  var name: String
  var kind: Kind
  var help: String

  /// Upper bounds of a histogram's buckets; in seconds for a timer.
  var bounds: [Double] = []

  /// Seconds, from a cached answer to a slow upload.
  private static let exchanges = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
  ]

  /// Seconds, from a short page to the largest that is let in.
  private static let cleanings = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5]

  /// Every family there is, by name; what a process says of itself has the names of Prometheus's own
  /// client libraries.
  static let all: [MetricFamily] = [
    MetricFamily(
      name: "process_cpu_seconds_total", kind: .counter,
      help: "CPU time of the process, of user and system."),
    MetricFamily(
      name: "process_max_fds", kind: .gauge, help: "Descriptors that the process may have open."),
    MetricFamily(
      name: "process_open_fds", kind: .gauge, help: "Descriptors that the process has open."),
    MetricFamily(
      name: "process_resident_memory_bytes", kind: .gauge, help: "Memory of the process, resident."),
    MetricFamily(
      name: "process_start_time_seconds", kind: .gauge,
      help: "When the process began, since 1970."),
    MetricFamily(
      name: "process_threads", kind: .gauge, help: "Threads of the process."),
    MetricFamily(name: "winnow_build_info", kind: .gauge, help: "The program that runs."),
    MetricFamily(
      name: "winnow_cleaned_bytes_total", kind: .counter, help: "Bytes of pages cleaned."),
    MetricFamily(
      name: "winnow_cleaning_seconds", kind: .histogram, help: "Time that cleaning a page took.",
      bounds: cleanings),
    MetricFamily(
      name: "winnow_fetches_total", kind: .counter, help: "Pages fetched, by what came of it."),
    MetricFamily(name: "winnow_http_connections", kind: .gauge, help: "Open connections."),
    MetricFamily(
      name: "winnow_http_request_bytes_total", kind: .counter,
      help: "Bytes of request bodies, as sent."),
    MetricFamily(
      name: "winnow_http_request_seconds", kind: .histogram,
      help: "From a request's first byte to its answer's last.", bounds: exchanges),
    MetricFamily(
      name: "winnow_http_requests_aborted_total", kind: .counter,
      help: "Requests whose client went away."),
    MetricFamily(
      name: "winnow_http_requests_total", kind: .counter, help: "Requests answered."),
    MetricFamily(
      name: "winnow_http_requests_waiting", kind: .gauge,
      help: "Requests that wait for a worker."),
    MetricFamily(
      name: "winnow_http_response_bytes_total", kind: .counter,
      help: "Bytes of answers, as sent."),
    MetricFamily(
      name: "winnow_pages_total", kind: .counter,
      help: "Pages taken in, by what came of them."),
    MetricFamily(name: "winnow_store_articles", kind: .gauge, help: "Articles kept."),
    MetricFamily(
      name: "winnow_store_database_bytes", kind: .gauge,
      help: "Size of the database with its write-ahead log."),
    MetricFamily(
      name: "winnow_store_free_disk_bytes", kind: .gauge,
      help: "Room left where the store is."),
    MetricFamily(
      name: "winnow_store_memory_bytes", kind: .gauge,
      help: "Memory that the database library holds."),
    MetricFamily(name: "winnow_store_pages", kind: .gauge, help: "Pages kept."),
    MetricFamily(
      name: "winnow_store_raw_bytes", kind: .gauge,
      help: "Bytes of distinct raw pages kept, as posted."),
    MetricFamily(
      name: "winnow_store_revisions", kind: .gauge, help: "Revisions kept, of all pages."),
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The family of a name; one that nobody described is what its maker says.
  static func named(_ name: String, else kind: Kind) -> MetricFamily {
    byName[name] ?? MetricFamily(name: name, kind: kind, help: "", bounds: exchanges)
  }
}
