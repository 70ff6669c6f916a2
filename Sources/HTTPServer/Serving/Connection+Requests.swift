import Compression

// A request as it comes in: routed and judged by its head, then its body taken.

extension Connection {
  func began(_ head: RequestHead) {
    requests += 1
    let id = service.requestID(for: head.headers)
    let exchange = Exchange(
      id: id, began: loop.now,
      context: ErrorContext(requestID: id, method: head.method, path: head.target.withoutQuery))
    self.exchange = exchange
    do {
      try admit(head, to: exchange)
    } catch {
      return answer(exchange, with: error)
    }
    if head.expectsContinue, head.framing != .none, !exchange.isAnswered {
      send(ResponseHead.continue)
      flush()
    }
    if head.framing == .none { receivedEnd() }
  }

  /// Finds who answers and whether the body may come; throws the refusal.
  private func admit(_ head: RequestHead, to exchange: Exchange) throws {
    var request = try Request(
      method: head.method, target: head.target, headers: head.headers, id: exchange.id,
      remote: remote, scheme: tls == nil ? "http" : "https")
    if let forwarding = service.forwarding {
      (request.remote, request.scheme) = forwarding.origin(
        of: request.headers, from: remote, scheme: request.scheme)
    }
    request.removeCodingsFromTags()
    exchange.request = request
    switch service.router.resolve(head.method, request) {
    case .notFound: throw HTTPError.noSuchPath(request.path)
    case .methodNotAllowed(let allow):
      throw HTTPError.methodNotAllowed(head.method, allow: allow)
    case .options(let allow):
      let response = Response(.noContent, headers: ["Allow": allow])
      respond(exchange, service.router.finish(response, for: request))
    case .route(let route, let parameters):
      request.parameters = parameters
      request.pattern = route.pattern
      exchange.route = route
      // Also where it is refused, what was noted belongs to the answer.
      defer { exchange.request = request }
      try service.router.hooks.admit?(&request)
    }
    guard let route = exchange.route, head.framing != .none else { return }
    try prepareBody(head, route, exchange)
  }

  private func prepareBody(_ head: RequestHead, _ route: Route, _ exchange: Exchange) throws {
    let coding = try BodyDecoder.coding(of: head.headers)
    let limit =
      switch route.options.body {
      case .standard: service.limits.bodyBytes
      case .collected(let limit): limit
      case .stream(let limit): limit ?? .max
      }
    // Refused before a byte of it is taken.
    if case .sized(let count) = head.framing, count > limit { throw HTTPError.bodyOverLimit(limit) }
    exchange.coding = coding
    exchange.bodyLimit = limit
    machine.bodyLimit = limit
    if case .stream = route.options.body { stream(exchange, route) }
  }

  /// Hands the request to its handler now; the body follows through a pipe.
  private func stream(_ exchange: Exchange, _ route: Route) {
    guard var request = exchange.request else { return }
    let pipe = BodyPipe(
      capacity: service.limits.inputBytes,
      decoder: exchange.coding.map { BodyDecoder($0, limit: exchange.bodyLimit) },
      resume: { [self, loop] in loop.execute { self.resumeBody() } })
    request.stream = pipe
    exchange.request = request
    exchange.pipe = pipe
    dispatch(exchange, request, route, to: service.streams)
  }

  func received(_ bytes: [UInt8]) {
    guard let exchange else { return }
    if let pipe = exchange.pipe {
      if !pipe.receive(bytes) {
        isBodyHeld = true
        heldSince = loop.now
      }
      return
    }
    guard !exchange.isAnswered else { return }
    guard service.census.reserve(bytes.count) else {
      machine.abandon()
      return answer(exchange, with: Service.overloaded)
    }
    exchange.reserved += bytes.count
    let body = exchange.body ?? ByteBlocks()
    body.append(bytes)
    exchange.body = body
  }

  private func resumeBody() {
    guard isBodyHeld, !isClosed else { return }
    isBodyHeld = false
    if let since = heldSince { heldTime += loop.now - since }
    heldSince = nil
    pump()
    settle()
  }

  /// The request is whole: its handler's turn.
  func receivedEnd() {
    guard let exchange else { return }
    if let pipe = exchange.pipe { return pipe.finish() }
    guard !exchange.isAnswered else { return }
    guard var request = exchange.request, let route = exchange.route else { return }
    if case .stream = route.options.body {
      request.stream = EmptyBody()
      return dispatch(exchange, request, route, to: service.streams)
    }
    if route.options.isInline {
      request.body = exchange.body?.take() ?? []
      return respond(
        exchange,
        service.answer(request, by: route, decoding: exchange.coding, limit: exchange.bodyLimit))
    }
    if exchange.body == nil, answerAtOnce(exchange, request, route) { return }
    dispatch(exchange, request, route, to: service.workers)
  }

  /// Takes the handler's immediate answer where it has one.
  private func answerAtOnce(_ exchange: Exchange, _ request: Request, _ route: Route) -> Bool {
    do {
      guard let response = try route.handler.immediateResponse(to: request) else { return false }
      let finished = service.router.finish(response, for: request)
      // Compressing is work for a worker.
      if service.compression.isWork(finished, for: request) {
        submit(exchange, to: service.workers) { [service] in
          service.compression.apply(to: finished, for: request)
        }
      } else {
        respond(exchange, service.compression.apply(to: finished, for: request))
      }
    } catch {
      answer(exchange, with: error)
    }
    return true
  }

  private func dispatch(
    _ exchange: Exchange, _ request: Request, _ route: Route, to pool: WorkerPool
  ) {
    let (coding, limit, body) = (exchange.coding, exchange.bodyLimit, exchange.body)
    exchange.body = nil
    submit(exchange, to: pool) { [service] in
      var request = request
      if let body { request.body = body.take() }
      return service.answer(request, by: route, decoding: coding, limit: limit)
    }
  }

  private func submit(
    _ exchange: Exchange, to pool: WorkerPool, _ work: @escaping @Sendable () -> Response
  ) {
    let cancellation = exchange.request?.cancellation
    let isTaken = pool.submit { [loop] in
      // Nothing is begun for a client that reset its connection while it waited for a worker.
      if cancellation?.isGone == true { return }
      let response = work()
      loop.execute {
        self.respond(exchange, response)
        self.pump()
        self.settle()
      }
    }
    if !isTaken { answer(exchange, with: Service.overloaded) }
  }

  /// The bytes have no sound reading, or came too slowly: the machine reads no more of them.
  func refuse(_ error: HTTPError) {
    if let exchange {
      // A handler that reads a stream meets the error there, and answers by it.
      if let pipe = exchange.pipe { return pipe.finish(error) }
      if !exchange.isAnswered { answer(exchange, with: error) }
      return
    }
    requests += 1
    let id = service.freshRequestID()
    let exchange = Exchange(
      id: id, began: loop.now, context: ErrorContext(requestID: id, method: nil, path: nil))
    self.exchange = exchange
    answer(exchange, with: error)
  }
}

extension Request {
  /// Lets handlers meet their own tags, without what compression added to them.
  fileprivate mutating func removeCodingsFromTags() {
    if let tags = headers["If-None-Match"] {
      let own = EntityTag.removingCodings(from: tags)
      if own != tags { (headers["If-None-Match"], codedTags) = (own, tags) }
    }
    if let tags = headers["If-Match"] {
      let own = EntityTag.removingCodings(from: tags)
      if own != tags { headers["If-Match"] = own }
    }
  }
}

extension String {
  /// The target before its `?`.
  fileprivate var withoutQuery: String {
    utf8.firstIndex(of: UInt8(ascii: "?")).map { String(self[..<$0]) } ?? self
  }
}

/// The body of a streaming route's request that has none.
struct EmptyBody: BodyStream {
  func read() throws -> [UInt8]? { nil }
}
