import Cleaning
import HTTPServer
import Ingest

extension Settings {
  /// A key for every bound of the server; the defaults are the server's own.
  static let bounds: [any AnySetting] = [
    maxPage, maxBlocks, maxMetadata, maxBody, maxBodies, maxRequestLine, maxHeader, maxHeaderCount,
    maxChunkLine,
    headerTimeout, bodyTimeout, minBodyRate, idleTimeout, writeTimeout, minWriteRate,
    maxConnections, maxConnectionsPerAddress, maxRequestsPerConnection,
    workers, maxQueue, maxStreams, outputBuffer, inputBuffer, answerCache,
  ]

  private static let own = Limits()

  static let maxPage = Setting(
    "limits.max_page", ByteSize(16 << 20), in: 1024...(1 << 30),
    "The largest page; larger ones are answered 413. A page inside JSON takes more than its own "
      + "size of limits.max_body.")
  static let maxBlocks = Setting(
    "limits.max_blocks", Cleaner.defaultBlocks, in: 1024...10_000_000,
    "Blocks (lines, paragraphs, cells) of a page, and one more for each 64 bytes of their text. What "
      + "follows is left out and the article flagged \"over-limit\"; a block takes about 1 KB of memory."
  )
  static let maxMetadata = Setting(
    "limits.max_metadata", ByteSize(PageReader.usualMetadata), in: 2...(16 << 20),
    "The longest metadata of a page, as JSON without blanks; longer is answered 413.")
  static let maxBody = Setting(
    "limits.max_body", ByteSize(own.bodyBytes), in: 1024...(1 << 30),
    "The longest request body, after decoding; longer ones are answered 413.")
  static let maxBodies = Setting(
    "limits.max_bodies", ByteSize(own.totalBodyBytes), in: 1024...(1 << 40),
    "All request bodies in memory together; a request over it is answered 503.")
  static let maxRequestLine = Setting(
    "limits.max_request_line", ByteSize(own.requestLineBytes), in: 256...(1 << 20),
    "Method, target and version together; longer ones are answered 414.")
  static let maxHeader = Setting(
    "limits.max_header", ByteSize(own.headerBytes), in: 1024...(1 << 20),
    "All header fields of a request together; more is answered 431.")
  static let maxHeaderCount = Setting(
    "limits.max_header_count", own.headerCount, in: 8...10_000,
    "Header fields of a request; more are answered 431.")
  static let maxChunkLine = Setting(
    "limits.max_chunk_line", ByteSize(own.chunkLineBytes), in: 16...(1 << 16),
    "The size line of a chunk with its extensions; longer ones are answered 400.")

  static let headerTimeout = Setting(
    "limits.header_timeout", TimeSpan(own.headerTime), in: 100...600_000,
    "How long a client may take to send a request's head; then 408.")
  static let bodyTimeout = Setting(
    "limits.body_timeout", TimeSpan(own.bodyTime), in: 100...3_600_000,
    "How long a client may take for a body beyond what min_body_rate allows it; then 408.")
  static let minBodyRate = Setting(
    "limits.min_body_rate", ByteSize(own.bodyRate), in: 1...(1 << 30),
    "What a client must send of a body each second, on average.")
  static let idleTimeout = Setting(
    "limits.idle_timeout", TimeSpan(own.idleTime), in: 100...3_600_000,
    "How long a connection is kept open between requests.")
  static let writeTimeout = Setting(
    "limits.write_timeout", TimeSpan(own.writeTime), in: 100...3_600_000,
    "The stretch over which a client must take its answer at min_write_rate; then it is closed.")
  static let minWriteRate = Setting(
    "limits.min_write_rate", ByteSize(own.writeRate), in: 0...(1 << 30),
    "What a client must take of an answer each second, on average.")

  static let maxConnections = Setting(
    "limits.max_connections", own.connections, in: 1...1_000_000,
    "Connections open at once; more are answered 503 and closed.")
  static let maxConnectionsPerAddress = Setting(
    "limits.max_connections_per_address", own.connectionsPerAddress, in: 0...1_000_000,
    "Connections open at once from one address; 0 sets no bound.")
  static let maxRequestsPerConnection = Setting(
    "limits.max_requests_per_connection", own.requestsPerConnection, in: 1...1_000_000_000,
    "Requests on one connection before it is closed after its answer.")

  static let workers = Setting(
    "limits.workers", own.workers, in: 1...1024,
    "Threads that clean pages and ask the store.")
  static let maxQueue = Setting(
    "limits.max_queue", own.queueLength, in: 1...1_000_000,
    "Requests that wait for such a thread; more are answered 503 at once.")
  static let maxStreams = Setting(
    "limits.max_streams", own.streams, in: 1...10_000,
    "Batches and exports at once; more are answered 503.")
  static let outputBuffer = Setting(
    "limits.output_buffer", ByteSize(own.outputBytes), in: 4096...(1 << 30),
    "Unsent bytes of a streamed answer at which its source waits.")
  static let inputBuffer = Setting(
    "limits.input_buffer", ByteSize(own.inputBytes), in: 4096...(1 << 30),
    "Unread bytes of a streamed body at which its client waits.")
  static let answerCache = Setting(
    "limits.answer_cache", ByteSize(32 << 20), in: 0...(1 << 40),
    "Memory for articles kept ready to be sent, their compressed forms included; 0 keeps none.")
}

extension Limits {
  /// The bounds in force.
  init(_ configuration: Configuration) {
    self.init()
    requestLineBytes = configuration[Settings.maxRequestLine].bytes
    headerBytes = configuration[Settings.maxHeader].bytes
    headerCount = configuration[Settings.maxHeaderCount]
    bodyBytes = configuration[Settings.maxBody].bytes
    chunkLineBytes = configuration[Settings.maxChunkLine].bytes
    headerTime = configuration[Settings.headerTimeout].duration
    bodyTime = configuration[Settings.bodyTimeout].duration
    bodyRate = configuration[Settings.minBodyRate].bytes
    idleTime = configuration[Settings.idleTimeout].duration
    writeTime = configuration[Settings.writeTimeout].duration
    writeRate = configuration[Settings.minWriteRate].bytes
    connections = configuration[Settings.maxConnections]
    connectionsPerAddress = configuration[Settings.maxConnectionsPerAddress]
    requestsPerConnection = configuration[Settings.maxRequestsPerConnection]
    workers = configuration[Settings.workers]
    queueLength = configuration[Settings.maxQueue]
    streams = configuration[Settings.maxStreams]
    outputBytes = configuration[Settings.outputBuffer].bytes
    inputBytes = configuration[Settings.inputBuffer].bytes
    totalBodyBytes = configuration[Settings.maxBodies].bytes
  }
}
