import CLinux
import Foundation

/// Accepts connections on one loop and deals them out to all of them in turn.
///
/// It belongs to its loop.
final class Acceptor: EventHandler, @unchecked Sendable {
  private let listener: Listener
  private let loops: [EventLoop]
  private let service: Service
  private var token: UInt64 = 0
  private var next = 0
  private var isPaused = false
  private var isStopped = false

  /// Accepted in one go; the loop's connections wait meanwhile, about 10 us for each.
  private static let batch = 16

  init(_ listener: Listener, loops: [EventLoop], service: Service) {
    self.listener = listener
    self.loops = loops
    self.service = service
  }

  var descriptor: Int32 { listener.descriptor }
  private var loop: EventLoop { loops[0] }

  func start() {
    token = loop.watch(self, for: .read) ?? 0
  }

  /// Serves those who already wait, then listens no more.
  func stop() {
    guard !isStopped else { return }
    // As many as can wait: who goes on coming must not keep it from stopping.
    for _ in 0..<Listener.backlog where !accept() { break }
    isStopped = true
    loop.unwatch(token, descriptor)
    close(descriptor)
    listener.removePath()
  }

  func ready(_ ready: Readiness) {
    for _ in 0..<Self.batch where !accept() { return }
  }

  func tick(_ now: ContinuousClock.Instant) {
    guard isPaused, !isStopped else { return }
    isPaused = false
    loop.change(token, descriptor, to: .read)
  }

  /// Accepts one; false where nobody waits any more.
  private func accept() -> Bool {
    var address = [CChar](repeating: 0, count: 64)
    var port: Int32 = 0
    let client = clinux_accept(descriptor, &address, &port)
    guard client >= 0 else {
      if errno == ECONNABORTED || errno == EINTR { return true }
      // Out of descriptors or memory: without a pause the loop would spin on it.
      if errno != EAGAIN {
        isPaused = true
        loop.change(token, descriptor, to: [])
      }
      return false
    }
    let text = address.string
    let remote: Endpoint = text.isEmpty ? .unix("") : Endpoint(numeric: text, port: Int(port))
    let tls = listener.isSealable ? service.tls.withLock { $0 } : nil
    guard service.census.enter(remote) else {
      // A client that expects TLS could not read the refusal.
      if tls == nil { turnAway(client) } else { Foundation.close(client) }
      return true
    }
    let loop = loops[next % loops.count]
    next += 1
    let connection = Connection(
      descriptor: client, remote: remote, loop: loop, service: service, tls: tls?.session())
    loop.execute { connection.start(isDraining: loop.isDraining) }
    return true
  }

  /// Answers 503 unasked; there is no room even to read the request.
  private func turnAway(_ client: Int32) {
    var machine = ConnectionMachine(limits: service.limits)
    let error = HTTPError(
      .serviceUnavailable, "There are too many connections; try again in a second.",
      type: "too-many-connections", headers: ["Retry-After": "1"])
    let id = service.freshRequestID()
    var response = service.router.render(
      error, in: ErrorContext(requestID: id, method: nil, path: nil))
    service.router.hooks.finish?(&response, nil)
    let body = (try? response.collectedBody()) ?? []
    let (head, _) = machine.begin(
      response, length: body.count, date: loop.date.bytes(), requestID: id)
    var output = OutputQueue()
    output.append(head)
    output.append(body)
    _ = output.write(to: client)
    shutdown(client, Int32(SHUT_WR))
    // What has arrived is read away, since closing over it would reset the connection.
    _ = recv(client, loop.readBuffer.baseAddress, loop.readBuffer.count, 0)
    close(client)
  }
}
