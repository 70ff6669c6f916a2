// An answer as it goes out: head and body at hand in one call, or a body that comes in pieces.

extension Connection {
  func answer(_ exchange: Exchange, with error: any Error) {
    var response = service.router.render(error, in: exchange.context)
    service.router.hooks.finish?(&response, exchange.request)
    respond(exchange, response)
  }

  func respond(_ exchange: Exchange, _ response: Response) {
    guard self.exchange === exchange, !exchange.isAnswered, !isClosed else { return }
    if case .written = response.body, !mayWrite(response, exchange) {
      return answer(exchange, with: Service.overloaded)
    }
    exchange.isAnswered = true
    exchange.status = response.status
    let (head, framing) = machine.begin(
      response, length: response.body.length, date: loop.date.bytes(), requestID: exchange.id,
      isBodyStreaming: exchange.pipe != nil)
    exchange.framing = framing
    send(head)
    start(response.body, of: exchange)
    flush()
  }

  /// Whether the streams have a thread for a `written` body; it is taken by that.
  private func mayWrite(_ response: Response, _ exchange: Exchange) -> Bool {
    guard case .written(_, let write) = response.body else { return true }
    let isHead = exchange.request?.method == .head
    guard !isHead, !response.status.forbidsBody else { return true }
    let gate = OutputGate(capacity: service.limits.outputBytes) { [self, loop] bytes in
      loop.execute { self.made(bytes, for: exchange) }
    }
    exchange.gate = gate
    let isStreamRoute = exchange.pipe != nil
    return service.streams.submit(isContinuation: isStreamRoute) { [self, loop] in
      let result = Result { try write(gate) }
      loop.execute { self.ended(exchange, result) }
    }
  }

  private func start(_ body: Response.Body, of exchange: Exchange) {
    guard exchange.framing != .none else {
      exchange.isAnswerWhole = true
      return
    }
    switch body {
    case .empty: exchange.isAnswerWhole = true
    case .bytes(let bytes):
      send(bytes)
      exchange.isAnswerWhole = true
    case .ready(let body):
      send(body.bytes)
      exchange.isAnswerWhole = true
    case .pieces(_, let next): exchange.nextPiece = next
    case .written: break
    }
  }

  /// A piece of a streamed body, from a worker.
  private func made(_ bytes: [UInt8], for exchange: Exchange) {
    guard self.exchange === exchange, !isClosed else { return }
    exchange.bodySent += bytes.count
    exchange.ungated += bytes.count
    switch exchange.framing {
    case .none: break
    case .length(let length):
      // More than was announced would be read as the next answer.
      guard exchange.bodySent <= length else { return abort() }
      send(bytes)
    case .chunked:
      guard !bytes.isEmpty else { break }
      send(ResponseHead.chunkSize(bytes.count))
      send(bytes)
      send(ResponseHead.chunkEnd)
    case .untilClose: send(bytes)
    }
    flush()
    settle()
  }

  /// The end of a streamed body; a failure cuts the connection, so that the client can tell.
  private func ended(_ exchange: Exchange, _ result: Result<Void, any Error>) {
    guard self.exchange === exchange, !isClosed else { return }
    guard case .success = result else { return abort() }
    if case .length(let length) = exchange.framing, exchange.bodySent != length { return abort() }
    if exchange.framing == .chunked { send(ResponseHead.lastChunk) }
    exchange.nextPiece = nil
    exchange.isAnswerWhole = true
    flush()
    pump()
    settle()
  }

  /// After anything was sent: makes room known, asks for more, ends the exchange.
  func outputTaken() {
    guard let exchange, exchange.isAnswered else { return }
    if let gate = exchange.gate, exchange.ungated > output.count {
      gate.taken(exchange.ungated - output.count)
      exchange.ungated = output.count
    }
    if exchange.isAnswerWhole {
      guard isAllSent else { return }
      end(exchange, isAborted: false)
      // What was pipelined behind it waits in the machine, and the socket may have nothing more to tell.
      pump()
    } else if output.count < service.limits.outputBytes / 2 {
      makePiece(exchange)
    }
  }

  private func makePiece(_ exchange: Exchange) {
    guard let next = exchange.nextPiece, !exchange.isMakingPiece else { return }
    exchange.isMakingPiece = true
    _ = service.workers.submit(isContinuation: true) { [self, loop] in
      let result = Result { try next() }
      loop.execute {
        exchange.isMakingPiece = false
        switch result {
        case .success(let piece?): self.made(piece, for: exchange)
        case .success(nil): self.ended(exchange, .success(()))
        case .failure(let error): self.ended(exchange, .failure(error))
        }
      }
    }
  }

  /// The last byte is sent, or nobody takes it.
  func end(_ exchange: Exchange, isAborted: Bool) {
    if isAborted { exchange.request?.cancellation.abandon() }
    exchange.gate?.close()
    exchange.pipe?.finish(ClientGone())
    exchange.pipe?.abandon()
    exchange.nextPiece = nil
    letGo(of: exchange)
    let requestBytes = machine.bodyBytes
    self.exchange = nil
    isBodyHeld = false
    machine.responseEnded()
    service.router.hooks.observe?(
      Observation(
        requestID: exchange.id, method: exchange.context.method, path: exchange.context.path,
        pattern: exchange.route?.pattern, status: exchange.status, requestBytes: requestBytes,
        responseBytes: exchange.bytesSent, duration: ContinuousClock.now - exchange.began,
        remote: exchange.request?.remote ?? remote, trace: exchange.request?.trace,
        pass: exchange.request?.pass,
        isAborted: isAborted))
  }
}

extension Connection {
  /// Gives back what a request's body takes; to free megabytes that nobody took is work for a worker.
  private func letGo(of exchange: Exchange) {
    guard let body = exchange.body else { return service.census.release(exchange.reserved) }
    exchange.body = nil
    let (census, reserved) = (service.census, exchange.reserved)
    _ = service.workers.submit(isContinuation: true) {
      body.discard()
      census.release(reserved)
    }
  }
}

extension Response.Body {
  /// The length of the content, where it is known beforehand.
  fileprivate var length: Int? {
    switch self {
    case .empty: 0
    case .bytes(let bytes): bytes.count
    case .ready(let body): body.bytes.count
    case .pieces(let length, _), .written(let length, _): length
    }
  }
}
