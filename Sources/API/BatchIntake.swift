import Ingest

/// Takes in streams of pages without a server: `POST /v1/articles/batch` for a command.
public struct BatchIntake: Sendable {
  private let answer: BatchAnswer
  private let limit: Int

  public init(_ service: Service) {
    answer = BatchAnswer(service: service.forBatches)
    limit = service.reader.limit
  }

  /// Takes in all pages of a stream.
  ///
  /// - Parameters:
  ///   - read: The next chunk, nil at the end of the stream; called on the calling thread.
  ///   - write: Gets the line of each page in their order, once the page is on disk.
  /// - Throws: What `read` and `write` throw.
  public func run(
    _ format: BatchFormat, reading read: @escaping () throws -> [UInt8]?,
    to write: @escaping @Sendable ([UInt8]) throws -> Void
  ) throws {
    var items = try BatchSource(format, limit: limit, reading: read)
    try answer.run(
      { try items.next() }, to: { bytes, _, _ in try write(bytes) }, isCancelled: { false })
  }
}
