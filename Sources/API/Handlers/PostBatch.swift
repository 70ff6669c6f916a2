import Domain
import HTTPServer
import Ingest
import Synchronization

/// `POST /v1/articles/batch`: takes in a stream of pages, one of JSON a line or the records of a crawl,
/// and answers with a stream of lines in the same order.
///
/// Each page is answered as soon as it and those before it are done, which for a kept one means on
/// disk; memory stays flat however long the body is. Where the client goes away, the work ends.
///
/// A body that has no sound reading before its first page is over is refused; one that loses it later is
/// answered so far as it went, and by a last line that says why it goes no further.
struct PostBatch: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ["store"])
    let format = try PostBatch.format(request.headers["Content-Type"])
    let answer = BatchAnswer(
      service: service.forBatches, isKept: try parameters.flag("store", standard: true))
    // Where the body was collected already, it is one piece of a stream.
    let source = request.stream ?? WholeBody(request.body)
    let isAsync = request.prefersAsync && service.jobs != nil
    try Representation.check(
      isAsync ? "application/json" : BatchAnswer.contentType, accept: request.headers)
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
    let pages = try BegunBatch(format, limit: service.reader.limit, from: source)
    return Response(
      headers: ["Content-Type": BatchAnswer.contentType],
      body: .written { [cancellation = request.cancellation] writer in
        let told = Atomic<Int>(0)
        do {
          // Who has ended their own side may still wait for the answer.
          try answer.run(
            { try pages.next() },
            to: { bytes, _, index in
              try writer.write(bytes)
              told.store(index + 1, ordering: .relaxed)
            },
            isCancelled: { cancellation.isGone })
        } catch let error as HTTPError {
          let line = answer.line(Problem(error), index: told.load(ordering: .relaxed))
          try writer.write(line)
        }
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

/// The pages of a stream of which the first is read already.
private final class BegunBatch: Sendable {
  private struct State {
    var source: BatchSource
    var first: BatchItem?
  }

  private let state: Mutex<State>

  /// - Throws: What reading up to the end of the first page throws.
  init(_ format: BatchFormat, limit: Int, from body: any BodyStream) throws {
    var source = try BatchSource(format, limit: limit) { try body.read() }
    let first = try source.next()
    state = Mutex(State(source: source, first: first))
  }

  func next() throws -> BatchItem? {
    try state.withLock { state in
      if let first = state.first.take() { return first }
      return try state.source.next()
    }
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
