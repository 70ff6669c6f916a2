import Compression
import Synchronization

/// What all connections of a server share.
final class Service: Sendable {
  let router: Router
  let limits: Limits
  let workers: WorkerPool
  let streams: WorkerPool
  let census: Census
  let compression: ResponseCompression
  let forwarding: Forwarding?
  /// What new connections on TCP begin with; replaced when certificates are read again.
  let tls: Mutex<TLSContext?>
  private let requestIDs = RequestIDs()

  init(_ configuration: Server.Configuration, router: Router) {
    let limits = configuration.limits
    self.router = router
    self.limits = limits
    workers = WorkerPool(
      name: "http-worker", threads: limits.workers, queueLength: limits.queueLength)
    // A thread at once or a refusal: who streams must not wait behind who streams.
    streams = WorkerPool(name: "http-stream", threads: limits.streams, queueLength: 0)
    census = Census(limits: limits)
    forwarding = configuration.forwarding
    tls = Mutex(configuration.tls)
    compression = ResponseCompression(threshold: configuration.compressionThreshold)
  }

  /// The client's own request id where it is sane, else a fresh one.
  func requestID(for headers: Headers) -> String {
    guard let sent = headers["X-Request-Id"], (1...128).contains(sent.utf8.count),
      sent.utf8.allSatisfy({ $0.isTokenByte || $0 == UInt8(ascii: ":") })
    else { return requestIDs.next() }
    return sent
  }

  func freshRequestID() -> String { requestIDs.next() }

  /// Runs a route's handler, whatever happens in it; on a worker.
  func answer(_ request: Request, by route: Route, decoding coding: ContentCoding?, limit: Int)
    -> Response
  {
    var request = request
    let response: Response
    do {
      if let coding, request.stream == nil {
        request.body = try BodyDecoder.decode(request.body, coding, limit: limit)
        // What follows sees the content, not its coding.
        request.headers.remove("Content-Encoding")
        request.headers.remove("Content-Length")
      }
      response = try route.handler.respond(to: request)
    } catch {
      response = router.render(error, for: request)
    }
    return compression.apply(to: router.finish(response, for: request), for: request)
  }

  /// Load is shed at once, never queued without bound.
  static let overloaded = HTTPError(
    .serviceUnavailable, "The server is busy; try again in a second.", type: "overloaded",
    headers: ["Retry-After": "1"])
}

/// Names for requests: eight random digits of this process, and a number.
final class RequestIDs: Sendable {
  private let prefix: String
  private let last = Atomic<Int>(0)

  init() {
    let random = String(UInt32.random(in: .min ... .max), radix: 16)
    prefix = String(repeating: "0", count: 8 - random.utf8.count) + random
  }

  func next() -> String {
    let (_, number) = last.add(1, ordering: .relaxed)
    return prefix + "-" + String(number)
  }
}
