import Domain
import Ingest

/// What a job does: what its request would have done, page by page.
public struct JobWork: Sendable {
  private let answer: BatchAnswer
  private let reader: PageReader

  public init(_ service: Service) {
    answer = BatchAnswer(service: service.forBatches, hasTitles: false)
    reader = service.reader
  }

  /// See `JobRunner.Work`.
  public func run(
    _ job: Job, _ body: @escaping () throws -> [UInt8]?, _ first: Int,
    _ isCancelled: @escaping @Sendable () -> Bool,
    _ tell: @escaping @Sendable (JobLine) throws -> Void
  ) throws {
    let next = try items(of: job, body)
    for _ in 0..<first { _ = try next() }
    try answer.run(
      next,
      to: { bytes, line, index in
        try tell(
          JobLine(
            bytes: bytes, outcome: line.outcome,
            failure: line.problem.map {
              Job.Failure(index: index, type: "/problems/\($0.type)", detail: $0.detail)
            }))
      }, from: first, isCancelled: isCancelled)
  }

  private func items(
    of job: Job, _ body: @escaping () throws -> [UInt8]?
  ) throws -> () throws -> BatchItem? {
    switch job.form {
    case .ndjson, .warc:
      var source = try BatchSource(
        job.form == .warc ? .warc : .ndjson, limit: reader.limit, reading: body)
      return { try source.next() }
    case .article:
      var bytes: [UInt8] = []
      while let piece = try body() { bytes += piece }
      let envelope = PageReader.Envelope(contentType: job.contentType, url: job.url)
      var rest: ArraySlice<BatchItem> =
        switch try reader.read(bytes, in: envelope) {
        case .page(let page): [.order(.page(page))]
        case .address(let address): [.order(.address(address))]
        case .pages(let pages):
          pages.map { page in
            switch page {
            case .success(let page): .order(.page(page))
            case .failure(let problem): .broken(problem)
            }
          }[...]
        }
      return { rest.popFirst() }
    }
  }
}
