import Domain
import HTTPServer
import Ingest
import Synchronization

/// `POST /v1/articles/batch`: takes in a stream of pages, one of JSON a line, and answers with a stream
/// of lines in the same order.
///
/// Each line is answered as soon as it and those before it are done; memory stays flat however long
/// the body is.
struct PostBatch: Handler {
  let service: Service

  func respond(to request: Request) throws -> Response {
    let parameters = try Parameters(request, ["store"])
    let answer = BatchAnswer(
      service: service, isKept: try parameters.flag("store", standard: true))
    try PostBatch.check(request.headers["Content-Type"])
    // Where the body was collected already, it is one piece of a stream.
    let source = request.stream ?? WholeBody(request.body)
    return Response(
      headers: ["Content-Type": BatchAnswer.contentType],
      body: .written { writer in
        try run(answer, from: source, to: writer, until: request.cancellation)
      })
  }

  private func run(
    _ answer: BatchAnswer, from source: any BodyStream, to writer: any BodyWriter,
    until cancellation: Cancellation
  ) throws {
    // Base64 makes four bytes of three; the other members have room beside it.
    var lines = NDJSONLines(limit: service.reader.limit / 3 * 4 + PostBatch.roomForMembers) {
      try source.read()
    }
    let index = Atomic<Int>(0)
    try service.batch.run(
      next: {
        try cancellation.check()
        return try lines.next()
      },
      weigh: { line in
        if case .text(let bytes) = line { bytes.count } else { 0 }
      },
      work: { line in answer.line(for: page(line)) },
      emit: { line in
        var json = JSONWriter(capacity: 256)
        answer.write(
          line, index: index.wrappingAdd(1, ordering: .relaxed).oldValue, to: &json)
        try writer.write(json.bytes)
      })
  }

  private func page(_ line: NDJSONLines.Line) -> Result<RawPage, PageProblem> {
    switch line {
    case .tooLong(let size):
      return .failure(
        PageProblem(
          .tooLarge,
          "The line has \(size) bytes; a page may have \(service.reader.limit). Send the HTML alone."
        ))
    case .text(let bytes):
      do throws(PageProblem) {
        return .success(try service.reader.page(json: bytes))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Types under which NDJSON travels; curl's own for any data is let pass.
  private static let types: Set<String> = [
    "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
    "application/octet-stream", "application/x-www-form-urlencoded",
  ]

  private static let roomForMembers = 1 << 20

  private static func check(_ header: String?) throws {
    guard let header, let type = MediaType(header), !types.contains(type.essence) else { return }
    throw Problem(
      .unsupportedMediaType, "unsupported-type",
      "A body of \(type.essence) is no batch. Send application/x-ndjson: one JSON page a line.",
      headers: ["Accept": "application/x-ndjson"])
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
