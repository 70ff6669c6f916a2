import Foundation

/// One client's socket: it does what the machine says and keeps the deadlines.
///
/// It belongs to its loop, on whose thread every method runs; closures that come back from workers
/// go through `EventLoop.execute`. That is why it is Sendable unchecked.
final class Connection: EventHandler, @unchecked Sendable {
  let descriptor: Int32
  let remote: Endpoint
  let loop: EventLoop
  let service: Service
  /// nil where the socket carries HTTP as it is.
  let tls: TLSSession?
  var machine: ConnectionMachine
  var output = OutputQueue()
  var exchange: Exchange?

  /// A streaming route's reader is behind: no more is taken from the socket until it caught up.
  var isBodyHeld = false
  var heldSince: ContinuousClock.Instant?
  var heldTime = Duration.zero

  private var token: UInt64 = 0
  private var interest: Readiness = .read
  private(set) var isClosed = false
  private var isPumping = false
  /// It has had its share of this turn; the rest of what it sent waits for the next.
  private var isWaitingForTurn = false
  private var isPeerEnded = false
  private(set) var lingersSince: ContinuousClock.Instant?
  private var lingeredBytes = 0

  var phaseBegan: ContinuousClock.Instant
  private(set) var phase = ConnectionMachine.Phase.idle
  /// The present stretch of `Limits.writeTime`, and what the client took in it.
  var writeWindow: (began: ContinuousClock.Instant, bytes: Int)
  var requests = 0

  /// Pipelined bytes that are taken from the socket before their turn.
  private static let readAhead = 16 * 1024
  /// Requests of one connection that are answered before others have their turn.
  ///
  /// Without it 200 clients that send 100 requests each at once kept an honest one waiting for all of
  /// them (make storm, slow_reader).
  private static let share = 2
  /// Bytes that one connection is sent before others have their turn.
  ///
  /// Without it a client that reads fast has the loop copy megabytes of a large answer at once.
  private static let sendShare = 256 * 1024
  /// What a client may still send after its answer, before it is cut off.
  private static let lingerBytes = 4 * 1024 * 1024

  init(
    descriptor: Int32, remote: Endpoint, loop: EventLoop, service: Service, tls: TLSSession? = nil
  ) {
    self.tls = tls
    self.descriptor = descriptor
    self.remote = remote
    self.loop = loop
    self.service = service
    machine = ConnectionMachine(limits: service.limits)
    phaseBegan = loop.now
    writeWindow = (loop.now, 0)
  }

  func start(isDraining: Bool) {
    guard let token = loop.watch(self, for: interest) else {
      close()
      return
    }
    self.token = token
    // The loop's time was that of its last turn when the connection was made.
    phaseBegan = loop.now
    if isDraining { drain() }
  }

  func ready(_ ready: Readiness) {
    if ready.contains(.error) { return abort() }
    if !ready.isDisjoint(with: [.read, .hangup]) { receive() }
    if !isClosed, ready.contains(.write) { flush() }
    settle()
  }

  /// From now on: the answer at hand is the last; an idle connection ends.
  func drain() {
    machine.drain()
    settle()
  }

  private func receive() {
    let buffer = loop.readBuffer
    let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
    if count > 0 {
      if lingersSince != nil {
        lingeredBytes += count
        if lingeredBytes > Self.lingerBytes { close() }
        return
      }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      if let tls { return unseal(bytes, tls) }
      machine.receive(bytes)
      pump()
    } else if count == 0 {
      if lingersSince != nil { return close() }
      receivedEndOfInput()
    } else if errno != EAGAIN, errno != EINTR {
      abort()
    }
  }

  private func receivedEndOfInput() {
    isPeerEnded = true
    machine.receiveEnd()
    // It may have closed only its own side and still wait for the answer, so the answer is made
    // all the same; work that asks is told that most likely nobody waits.
    exchange?.request?.cancellation.cancel()
    pump()
  }

  private func unseal(_ bytes: UnsafeRawBufferPointer, _ tls: TLSSession) {
    guard tls.feed(bytes) else { return abort() }
    var input = tls.read(loop.readBuffer)
    while case .plain(let count) = input {
      machine.receive(UnsafeRawBufferPointer(rebasing: loop.readBuffer[..<count]))
      input = tls.read(loop.readBuffer)
    }
    if case .failed = input {
      // What OpenSSL says to such a client goes out if the socket takes it at once.
      _ = tls.sealed.write(to: descriptor)
      return abort()
    }
    pump()
    if case .end = input, !isClosed { receivedEndOfInput() }
    if !isClosed { flush() }
  }

  /// Takes events from the machine for as long as it has any and they can be dealt with.
  func pump() {
    guard !isPumping else { return }
    isPumping = true
    defer { isPumping = false }
    var taken = 0
    while !isClosed, lingersSince == nil, !isBodyHeld, !isWaitingForTurn {
      if taken == Self.share, machine.buffered > 0, exchange == nil {
        yieldTurn()
        break
      }
      guard let event = machine.next() else { break }
      switch event {
      case .request(let head):
        taken += 1
        began(head)
      case .body(let bytes): received(bytes)
      case .bodyEnd: receivedEnd()
      case .refuse(let error): refuse(error)
      }
    }
  }

  private func yieldTurn() {
    isWaitingForTurn = true
    loop.putOff { [self] in
      isWaitingForTurn = false
      pump()
      settle()
    }
  }

  /// Sends what the socket takes, as far as others need not wait for it.
  func flush() {
    var isNoMoreTaken = false
    var left = Self.sendShare
    while !isAllSent, !isNoMoreTaken, left > 0 {
      switch sendSome() {
      case .sent(let count):
        writeWindow.bytes += count
        exchange?.bytesSent += count
        left -= count
      case .full: isNoMoreTaken = true
      case .failed: return abort()
      }
    }
    outputTaken()
  }

  /// Nothing waits for the socket, sealed or not.
  var isAllSent: Bool { output.isEmpty && tls?.sealed.isEmpty != false }

  private func sendSome() -> OutputQueue.Outcome {
    guard let tls else { return output.write(to: descriptor) }
    if tls.sealed.isEmpty, !tls.seal(&output) { return .failed }
    return tls.sealed.write(to: descriptor)
  }

  func send(_ bytes: [UInt8]) {
    if isAllSent { writeWindow = (loop.now, 0) }
    output.append(bytes)
  }

  /// Brings phase, interest and life of the connection up to date after anything happened.
  func settle() {
    guard !isClosed else { return }
    let now = machine.phase
    if now != phase {
      phase = now
      phaseBegan = loop.now
      heldTime = .zero
    }
    if phase == .closing, exchange == nil, isAllSent, lingersSince == nil, !isWaitingForTurn {
      linger()
      if isClosed { return }
    }
    watch()
  }

  private func watch() {
    var wanted: Readiness = []
    if !isPeerEnded, isReadWanted { wanted.insert(.read) }
    if !isAllSent { wanted.insert(.write) }
    guard wanted != interest else { return }
    interest = wanted
    loop.change(token, descriptor, to: wanted)
  }

  private var isReadWanted: Bool {
    if lingersSince != nil { return true }
    if isWaitingForTurn { return false }
    switch phase {
    case .idle, .head: return true
    case .body: return !isBodyHeld
    case .response: return machine.buffered < Self.readAhead
    case .closing: return false
    }
  }

  /// Ends our side and waits for the client to end its own: closing at once while bytes are on
  /// their way would reset the connection and could destroy the answer (RFC 9112 §9.6).
  private func linger() {
    guard !isPeerEnded, requests > 0 || exchange != nil else { return close() }
    if let tls {
      tls.close()
      _ = tls.sealed.write(to: descriptor)
    }
    guard shutdown(descriptor, Int32(SHUT_WR)) == 0 else { return close() }
    lingersSince = loop.now
  }

  /// The client is gone, or is to be: everything under way for it ends.
  func abort() {
    guard !isClosed else { return }
    if let exchange {
      end(exchange, isAborted: true)
    }
    close()
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    exchange = nil
    if token != 0 { loop.unwatch(token, descriptor) }
    loop.putOff { [descriptor, remote, service] in
      Foundation.close(descriptor)
      service.census.leave(remote)
    }
  }
}
