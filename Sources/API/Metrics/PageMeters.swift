import Domain
import Ingest
import Metrics

/// What came of pages on their way in, counted.
public final class PageMeters: Sendable {
  private let created, revised, unchanged, withoutArticle, failed: Counter
  private let fetched, notModified, notFetched: Counter
  private let bytes: Counter
  private let cleaning: Metrics.Timer

  public init(_ factory: any MetricsFactory) {
    func pages(_ outcome: String) -> Counter {
      Counter(
        label: "winnow_pages_total", dimensions: [("outcome", outcome)], factory: factory)
    }
    func fetches(_ outcome: String) -> Counter {
      Counter(
        label: "winnow_fetches_total", dimensions: [("outcome", outcome)], factory: factory)
    }
    (created, revised, unchanged) = (pages("created"), pages("revised"), pages("unchanged"))
    (withoutArticle, failed) = (pages("no-article"), pages("failed"))
    (fetched, notModified, notFetched) = (
      fetches("page"), fetches("not-modified"), fetches("failed")
    )
    bytes = Counter(label: "winnow_cleaned_bytes_total", factory: factory)
    cleaning = Metrics.Timer(label: "winnow_cleaning_seconds", factory: factory)
  }

  public func count(_ event: IngestEvent) {
    switch event {
    case .cleaned(let size, let time):
      bytes.increment(by: size)
      cleaning.recordNanoseconds(Int64(time / .nanoseconds(1)))
    case .kept(let receipt): counter(of: receipt).increment(by: 1)
    case .notKept: failed.increment(by: 1)
    case .fetched(let isModified): (isModified ? fetched : notModified).increment(by: 1)
    case .notFetched: notFetched.increment(by: 1)
    }
  }

  private func counter(of receipt: Receipt) -> Counter {
    switch receipt.outcome {
    case .unchanged: unchanged
    case _ where receipt.article == nil: withoutArticle
    case .created: created
    case .revised: revised
    }
  }
}
