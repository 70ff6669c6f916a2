import Domain
import Ingest

/// What a webhook is sent: `{"id", "type", "timestamp", "data"}` (Standard Webhooks 1.0).
public struct WebhookBody: Sendable {
  private let articles: any ArticleStore
  private let jobs: (any JobStore)?
  private let jobLife: Duration

  public init(_ service: Service) {
    articles = service.store
    jobs = service.jobs?.store
    jobLife = service.jobLife
  }

  /// The JSON of an event; nil where its article or job is gone.
  public func json(_ event: WebhookEvent) throws -> [UInt8]? {
    var writer = JSONWriter()
    switch event.kind {
    case .articleCreated, .articleRevised:
      guard let stored = try articles.article(event.subject) else { return nil }
      let view = ArticleView(stored).article
      write(event, to: &writer) { writer in
        writer.object { writer in
          writer.member("id", stored.id.rawValue)
          writer.member("revision", event.revision)
          writer.member("url", view.url)
          writer.member("title", view.title)
          writer.member("language", view.language)
          writer.name("hrefs")
          writer.object { $0.member("self", Paths.article(stored.id)) }
        }
      }
    case .jobFinished:
      guard let job = try jobs?.job(event.subject) else { return nil }
      write(event, to: &writer) { JobView(job, life: jobLife).write(to: &$0) }
    }
    return writer.bytes
  }

  private func write(
    _ event: WebhookEvent, to writer: inout JSONWriter, data: (inout JSONWriter) -> Void
  ) {
    writer.object { writer in
      writer.member("id", event.id)
      writer.member("type", event.kind.rawValue)
      writer.member("timestamp", event.createdAt.rfc3339)
      writer.name("data")
      data(&writer)
    }
  }
}
