import CLinux
import Foundation
import Synchronization

/// What an event loop watches a descriptor for.
protocol EventHandler: AnyObject {
  var descriptor: Int32 { get }
  func ready(_ ready: Readiness)
  /// Called about every `EventLoop.tick` while anything is watched.
  func tick(_ now: ContinuousClock.Instant)
}

struct Readiness: OptionSet {
  let rawValue: UInt32
  static let read = Readiness(rawValue: UInt32(CLINUX_READ))
  static let write = Readiness(rawValue: UInt32(CLINUX_WRITE))
  static let hangup = Readiness(rawValue: UInt32(CLINUX_HANGUP))
  static let error = Readiness(rawValue: UInt32(CLINUX_ERROR))
}

/// One thread that waits for its descriptors and serves them (docs/decisions/0003).
///
/// Everything but `execute` and `stop` is for its own thread alone, which is what makes it Sendable
/// unchecked: other threads only leave closures in the mailbox.
final class EventLoop: @unchecked Sendable {
  /// Deadlines are looked at this often; none of them needs to be more exact.
  static let tick = Duration.milliseconds(100)
  private static let eventsPerTurn = 64
  /// Nanoseconds: the loop is to run soon rather than long (docs/decisions/0074).
  private static let slice: UInt64 = 100_000
  /// Events of one turn from which on the loop lets others run before its next.
  private static let crowd = 4
  /// Handlers whose deadlines are looked at in one go, so that those of thousands of idle connections
  /// are spread over a tick: all at once they kept whoever asked meanwhile waiting (make storm, idle).
  private static let ticksPerTurn = 128
  private static let choresPerTurn = 4

  /// The time of this turn; asking the clock once a turn is exact enough for deadlines.
  private(set) var now = ContinuousClock.now
  var date = DateLine()
  /// Where sockets are read into: one for all the connections of this loop.
  let readBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

  /// New connections are to be closed after their first answer.
  var isDraining = false

  private let poll: Int32
  private let alarm: Int32
  private let mailbox = Mutex(Mailbox())
  private let ended = DispatchSemaphore(value: 0)
  private var places: [Place] = []
  private var freePlaces: [Int] = []
  private var nextTicked = 0
  private var lastTick = ContinuousClock.now
  private var isStopped = false

  /// What is watched under one token, which is the place's number and how often it was used: an event
  /// of a descriptor that was closed in the same turn finds nobody.
  private struct Place {
    var handler: (any EventHandler)?
    var uses: UInt32 = 0
  }

  /// What may wait, a few a turn.
  private var chores: [() -> Void] = []

  private struct Mailbox {
    var closures: [@Sendable () -> Void] = []
  }

  /// The letters of the last turn, emptied: the mailbox takes their room over.
  private var taken: [@Sendable () -> Void] = []

  init() throws(SocketError) {
    poll = clinux_epoll_create()
    guard poll >= 0 else { throw SocketError(call: "epoll_create", code: errno) }
    alarm = clinux_eventfd()
    guard alarm >= 0, clinux_epoll_add(poll, alarm, UInt32(CLINUX_READ), 0) == 0 else {
      throw SocketError(call: "eventfd", code: errno)
    }
  }

  deinit {
    readBuffer.deallocate()
    close(poll)
    if alarm >= 0 { close(alarm) }
  }

  func start(name: String) {
    let thread = Thread { self.run() }
    thread.name = name
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Runs the closure on the loop's thread, soon.
  func execute(_ closure: @escaping @Sendable () -> Void) {
    let isFirst = mailbox.withLock { mailbox in
      mailbox.closures.append(closure)
      return mailbox.closures.count == 1
    }
    if isFirst { clinux_eventfd_signal(alarm) }
  }

  /// Runs the closure in one of the next turns, after what is ready then.
  ///
  /// For what takes long where there is much of it: to close a socket takes 10 us, and thousands that are
  /// closed at once kept whoever asked meanwhile waiting (docs/decisions/0077).
  func putOff(_ chore: @escaping () -> Void) { chores.append(chore) }

  /// Ends the thread after this turn and waits for it; not for the loop's own thread.
  func stop() {
    execute { self.isStopped = true }
    ended.wait()
  }

  /// Begins to watch; gives the token to change and end it by, or nil where the system refuses.
  func watch(_ handler: any EventHandler, for interest: Readiness) -> UInt64? {
    if freePlaces.isEmpty {
      freePlaces.append(places.count)
      places.append(Place())
    }
    let place = freePlaces[freePlaces.count - 1]
    // Never 0, which is the alarm's.
    let token = UInt64(places[place].uses) << 32 | UInt64(place + 1)
    guard clinux_epoll_add(poll, handler.descriptor, interest.rawValue, token) == 0 else {
      return nil
    }
    freePlaces.removeLast()
    places[place].handler = handler
    return token
  }

  func change(_ token: UInt64, _ descriptor: Int32, to interest: Readiness) {
    clinux_epoll_change(poll, descriptor, interest.rawValue, token)
  }

  /// Ends watching; the caller closes the descriptor after it, never before.
  func unwatch(_ token: UInt64, _ descriptor: Int32) {
    clinux_epoll_remove(poll, descriptor)
    guard let place = place(of: token) else { return }
    places[place].handler = nil
    places[place].uses &+= 1
    freePlaces.append(place)
  }

  private func place(of token: UInt64) -> Int? {
    let place = Int(token & 0xFFFF_FFFF) - 1
    // A token of nothing watched is 0.
    return place >= 0 && places[place].uses == UInt32(token >> 32) ? place : nil
  }

  var allHandlers: [any EventHandler] { places.compactMap(\.handler) }

  private func run() {
    let events = UnsafeMutablePointer<clinux_event>.allocate(capacity: Self.eventsPerTurn)
    defer {
      events.deallocate()
      while !chores.isEmpty { runChores() }
      ended.signal()
    }
    clinux_thread_slice(Self.slice)
    while !isStopped {
      let pause = Self.tick / max(1, (places.count - 1) / Self.ticksPerTurn + 1)
      let isIdle = freePlaces.count == places.count
      let timeout = !chores.isEmpty ? 0 : isIdle ? -1 : Int32(max(1, pause / .milliseconds(1)))
      let count = clinux_epoll_wait(poll, events, Int32(Self.eventsPerTurn), timeout)
      now = .now
      for index in 0..<max(0, Int(count)) {
        let event = events[index]
        if event.token == 0 {
          clinux_eventfd_clear(alarm)
        } else if let place = place(of: event.token), let handler = places[place].handler {
          handler.ready(Readiness(rawValue: event.ready))
        }
      }
      runMailbox()
      runChores()
      if count >= Self.crowd { sched_yield() }
      if now - lastTick >= pause {
        lastTick = now
        tickSome()
      }
    }
  }

  private func tickSome() {
    if nextTicked >= places.count { nextTicked = 0 }
    let end = min(places.count, nextTicked + Self.ticksPerTurn)
    for place in nextTicked..<end { places[place].handler?.tick(now) }
    nextTicked = end
  }

  private func runChores() {
    guard !chores.isEmpty else { return }
    let first = Array(chores.prefix(Self.choresPerTurn))
    chores.removeFirst(first.count)
    for chore in first { chore() }
  }

  private func runMailbox() {
    mailbox.withLock { swap(&$0.closures, &taken) }
    for closure in taken { closure() }
    taken.removeAll(keepingCapacity: taken.count <= Self.eventsPerTurn)
  }
}
