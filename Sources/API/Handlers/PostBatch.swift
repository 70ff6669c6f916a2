import Domain
import HTTPServer
import Ingest
import Synchronization

/// `POST /v1/articles/batch`: takes in a stream of pages, one of JSON a line or the records of a crawl,
/// and answers with a stream of lines in the same order.
///
/// Each page is answered as soon as it and those before it are done, which for a kept one means on
/// disk; memory stays flat however long the body is. Where the client goes away, the work ends.
struct PostBatch: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ["store"])
    let format = try PostBatch.format(request.headers["Content-Type"])
    let answer = BatchAnswer(
      service: service.forBatches, isKept: try parameters.flag("store", standard: true))
    // Where the body was collected already, it is one piece of a stream.
    let source = request.stream ?? WholeBody(request.body)
    if request.prefersAsync, let jobs = service.jobs {
      guard answer.isKept else { throw Problem.asyncUnkept }
      return try service.acceptJob(
        format == .warc ? .warc : .ndjson, request, url: nil, in: jobs
      ) { try source.read() }
    }
    guard try request.idempotencyKey() == nil || service.idempotency == nil else {
      throw Problem(
        .badRequest, "bad-idempotency-key",
        "A streamed batch is answered while it comes, so its answer cannot be kept. Leave out"
          + " Idempotency-Key, since pages that are stored are answered unchanged, or send Prefer:"
          + " respond-async.")
    }
    return Response(
      headers: ["Content-Type": BatchAnswer.contentType],
      body: .written { [cancellation = request.cancellation] writer in
        var items = try BatchSource(format, limit: service.reader.limit) { try source.read() }
        try answer.run(
          { try items.next() }, to: { bytes, _, _ in try writer.write(bytes) },
          isCancelled: { cancellation.isCancelled })
      })
  }

  /// Types under which pages travel; curl's own for any data is let pass as NDJSON.
  private static let types: [String: BatchFormat] = [
    "application/gzip": .warc, "application/jsonl": .ndjson, "application/ndjson": .ndjson,
    "application/octet-stream": .ndjson, "application/warc": .warc,
    "application/warc+gzip": .warc, "application/x-gzip": .warc,
    "application/x-jsonlines": .ndjson, "application/x-ndjson": .ndjson,
    "application/x-www-form-urlencoded": .ndjson,
  ]

  static func format(_ header: String?) throws -> BatchFormat {
    guard let header, let type = MediaType(header) else { return .ndjson }
    guard let format = types[type.essence] else {
      throw Problem(
        .unsupportedMediaType, "unsupported-type",
        "A body of \(type.essence) is no batch. Send application/x-ndjson, one JSON page a line, or"
          + " application/warc.", headers: ["Accept": "application/x-ndjson, application/warc"])
    }
    return format
  }
}

/// A body at hand as a stream of one piece.
private final class WholeBody: BodyStream {
  private let rest: Mutex<[UInt8]?>

  init(_ body: [UInt8]) { rest = Mutex(body) }

  func read() throws -> [UInt8]? {
    rest.withLock { rest in
      defer { rest = nil }
      return rest
    }
  }
}
