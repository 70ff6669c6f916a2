/// One HTTP/1.1 connection without its socket: bytes in, events out.
///
/// It reads one request at a time: the next head is looked at once the answer to the last is ended,
/// so pipelined requests are answered in order and wait as bytes. It has no clock: `phase` says what
/// the client is waited for, and the caller knows since when.
///
///     machine.receive(bytes)
///     while let event = machine.next() { … }
///     let head = machine.begin(response, length: 20_480)
///     …
///     machine.responseEnded()        then `phase` is .idle, .head or .closing
struct ConnectionMachine {
  enum Event {
    case request(RequestHead)
    case body([UInt8])
    case bodyEnd
    /// The bytes have no sound reading: answer this and close.
    case refuse(HTTPError)
  }

  /// What the connection waits for.
  enum Phase: Equatable {
    /// The first byte of a request.
    case idle
    /// The rest of a head.
    case head
    /// The rest of a body.
    case body
    /// The answer, from us.
    case response
    /// Nothing more: what is unsent is sent, then it is closed.
    case closing
  }

  private enum State {
    case head(HeadParser)
    case sized(left: Int)
    case chunked(ChunkParser)
    /// The request is whole.
    case complete
    case failed
  }

  let limits: Limits
  /// The most bytes of the body at hand; over it `next` gives a 413.
  ///
  /// Set after each `.request`.
  var bodyLimit = Int.max
  /// Bytes of the body so far.
  private(set) var bodyBytes = 0

  private var input = InputBuffer()
  private var state: State
  private var request: RequestHead?
  private var requests = 0
  private var isEndReceived = false
  private var isDraining = false
  private(set) var isResponding = false

  init(limits: Limits) {
    self.limits = limits
    state = .head(HeadParser(limits: limits))
  }

  /// Bytes received and not yet taken.
  var buffered: Int { input.count }

  mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    if case .failed = state { return }
    input.append(bytes)
  }

  /// The client will send no more.
  mutating func receiveEnd() { isEndReceived = true }

  /// The next event, or nil where more bytes or the end of the answer must come first.
  mutating func next() -> Event? {
    do throws(HTTPError) {
      return try step()
    } catch {
      abandon()
      return .refuse(error)
    }
  }

  private mutating func step() throws(HTTPError) -> Event? {
    switch state {
    case .head(var parser):
      guard !input.isEmpty else { return nil }
      let head = try parser.parse(&input)
      guard let head else {
        state = .head(parser)
        return nil
      }
      begin(head)
      return .request(head)
    case .sized(let left):
      guard !input.isEmpty else { return try needsMore() }
      let bytes = input.take(left)
      state = bytes.count == left ? .complete : .sized(left: left - bytes.count)
      return try body(bytes)
    case .chunked(var parser):
      let step = try parser.parse(&input)
      state = .chunked(parser)
      switch step {
      case .data(let bytes): return try body(bytes)
      case .needsMore: return try needsMore()
      case .end:
        state = .complete
        return .bodyEnd
      }
    case .complete:
      guard let request, case .sized = request.framing, !isBodyEndTold else { return nil }
      isBodyEndTold = true
      return .bodyEnd
    case .failed:
      return nil
    }
  }

  private var isBodyEndTold = false

  private mutating func begin(_ head: RequestHead) {
    request = head
    requests += 1
    bodyBytes = 0
    bodyLimit = .max
    isBodyEndTold = false
    state =
      switch head.framing {
      case .none: .complete
      case .sized(let count): .sized(left: count)
      case .chunked: .chunked(ChunkParser(limits: limits))
      }
  }

  private mutating func body(_ bytes: [UInt8]) throws(HTTPError) -> Event {
    bodyBytes += bytes.count
    guard bodyBytes <= bodyLimit else { throw .bodyOverLimit(bodyLimit) }
    return .body(bytes)
  }

  private func needsMore() throws(HTTPError) -> Event? {
    // RFC 9112 §8: a body that ends before its length is incomplete.
    guard !isEndReceived else {
      throw .malformed("body", "The body ended before its announced end.")
    }
    return nil
  }

  var phase: Phase {
    switch state {
    case .head(let parser):
      if isResponding { return .response }
      // Of a head that came in whole lines so far none of its bytes waits any more.
      if input.isEmpty, !parser.isBegun { return isDraining || isEndReceived ? .closing : .idle }
      return isEndReceived ? .closing : .head
    case .sized, .chunked: return .body
    case .complete: return request == nil ? .closing : .response
    case .failed: return isResponding ? .response : .closing
    }
  }

  /// Whether the body of the request at hand is taken whole.
  var isRequestComplete: Bool {
    if case .complete = state { true } else { false }
  }

  /// Whether the connection ends with the answer at hand (RFC 9112 §9.6).
  var closesAfterResponse: Bool { closes(isBodyAwaited: false) }

  private func closes(isBodyAwaited: Bool) -> Bool {
    if case .failed = state { return true }
    guard let request, isRequestComplete || isBodyAwaited else { return true }
    return request.closes || isDraining || requests >= limits.requestsPerConnection
  }

  /// Reads no more: the client is too slow, or its body no longer wanted.
  mutating func abandon() {
    state = .failed
    input.discard()
  }

  /// From now on the answer at hand is the last.
  mutating func drain() { isDraining = true }

  /// The bytes of the answer's head, and how its body must be framed.
  ///
  /// - Parameters:
  ///   - length: of the content, where it is known
  ///   - isBodyStreaming: the rest of the request's body is still wanted, so the connection may yet
  ///     persist
  mutating func begin(
    _ response: borrowing Response, length: Int?, date: [UInt8], requestID: String? = nil,
    isBodyStreaming: Bool = false
  ) -> (head: [UInt8], framing: ResponseFraming) {
    isResponding = true
    let framing = ResponseFraming(status: response.status, length: length, request: request)
    if framing == .untilClose { request?.closes = true }
    let head = ResponseHead.bytes(
      response, length: length, framing: framing, closes: closes(isBodyAwaited: isBodyStreaming),
      isHTTP10: request?.isHTTP10 ?? false, date: date, requestID: requestID)
    return (head, framing)
  }

  /// The answer is made, though maybe not yet sent.
  mutating func responseEnded() {
    let closes = closesAfterResponse
    isResponding = false
    request = nil
    if closes {
      abandon()
    } else {
      state = .head(HeadParser(limits: limits))
    }
  }
}

extension HTTPError {
  static func bodyOverLimit(_ limit: Int) -> HTTPError {
    HTTPError(.contentTooLarge, "The body is over \(limit) bytes; send a smaller one.")
  }
}
