/// Every bound of the server, by name.
///
/// Sizes are bytes.
public struct Limits: Sendable, Equatable {
  /// The method, target and version, with their line end; over it 414.
  public var requestLineBytes = 8 * 1024
  /// All header fields of a request, or all its trailers; over it 431.
  public var headerBytes = 32 * 1024
  /// Header fields of a request; over it 431.
  public var headerCount = 100
  /// A collected body, after decoding, where the route does not say otherwise; over it 413.
  public var bodyBytes = 16 * 1024 * 1024
  /// The size line of a chunk with its extensions; over it 400.
  public var chunkLineBytes = 256

  /// For the whole head, from its first byte; over it 408.
  ///
  /// A new connection that sends nothing for as long is closed.
  public var headerTime: Duration = .seconds(10)
  /// What a body may take beyond what its rate allows; over it 408.
  public var bodyTime: Duration = .seconds(20)
  /// Body bytes a second, on average over the body, that a client must reach after `bodyTime`.
  public var bodyRate = 4 * 1024
  /// Between the end of an answer and the first byte of the next request; then closed.
  public var idleTime: Duration = .seconds(60)
  /// The stretch over which a client must take its answer at `writeRate`; then closed.
  public var writeTime: Duration = .seconds(30)
  /// Bytes a second of an answer that a client must take, on average over each `writeTime`.
  public var writeRate = 256

  /// Open connections; over it new ones are answered 503 and closed.
  public var connections = 16_384
  /// Open connections of one address; over it as above.
  ///
  /// 0: no bound.
  public var connectionsPerAddress = 0
  /// Requests on one connection before it is closed with its last answer.
  public var requestsPerConnection = 10_000

  /// Threads that run handlers; those that keep pages wait for the disk most of the time, and pages that
  /// wait together share a commit.
  public var workers = 16
  /// Requests waiting for a worker; over it 503 with `Retry-After` at once.
  public var queueLength = 256
  /// Threads for exchanges that may wait for their client: streaming routes and `written` bodies;
  /// over it 503.
  public var streams = 32

  /// Unsent bytes of a streamed answer at which its source is held back.
  public var outputBytes = 256 * 1024
  /// Unread bytes of a streamed body at which its client is held back.
  public var inputBytes = 256 * 1024
  /// Collected request bodies in memory over all connections; over it 503.
  public var totalBodyBytes = 512 * 1024 * 1024

  public init() {}
}
