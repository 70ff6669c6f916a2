import Dispatch
import Foundation
import Synchronization

/// An HTTP/1.1 server on plain sockets.
///
///     let server = Server(Server.Configuration(host: "127.0.0.1", port: 8080), router: router)
///     let endpoint = try server.start()
///     …
///     server.stop(grace: .seconds(20))
///
/// A few threads serve all sockets, each with its own connections; handlers run on a bounded pool.
public final class Server: Sendable {
  public struct Configuration: Sendable {
    /// Where to listen.
    public enum Address: Sendable, Equatable {
      /// A numeric address or a name; port 0 lets the system choose.
      case tcp(host: String, port: Int)
      /// A Unix-domain socket of this mode; a dead server's is replaced.
      case unix(String, mode: UInt32 = 0o660)
      /// A bound socket handed down by systemd or a parent: `Server.inheritedDescriptors`.
      case inherited(Int32)
    }

    public var addresses: [Address]
    public var limits: Limits
    /// Threads that serve the sockets; one a core unless told.
    public var shards: Int
    /// Where it is there, what comes over TCP is TLS.
    public var tls: TLSContext?
    /// Whose word on where requests come from is believed; nil: nobody's.
    public var forwarding: Forwarding?
    /// The least size at which an answer is compressed for who accepts it; nil: never.
    public var compressionThreshold: Int? = 1024

    public init(
      host: String = "127.0.0.1", port: Int = 8080, limits: Limits = Limits(),
      shards: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
      self.init(addresses: [.tcp(host: host, port: port)], limits: limits, shards: shards)
    }

    public init(
      addresses: [Address], limits: Limits = Limits(),
      shards: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
      self.addresses = addresses
      self.limits = limits
      self.shards = max(1, shards)
    }
  }

  private struct Running {
    var loops: [EventLoop]
    var acceptors: [Acceptor]
  }

  public let configuration: Configuration
  private let service: Service
  private let running = Mutex<Running?>(nil)
  private let listeners = Mutex<[Listener]>([])

  public init(_ configuration: Configuration = Configuration(), router: Router) {
    self.configuration = configuration
    service = Service(configuration, router: router)
  }

  /// Open connections now.
  public var connections: Int { service.census.connections }

  /// Requests that wait for a worker now.
  public var waiting: Int { service.workers.waiting }

  /// Binds and begins to serve; gives the first address that was bound.
  ///
  /// - Throws: `SocketError` with the call that failed and its errno.
  @discardableResult
  public func start() throws -> Endpoint {
    let endpoints = try bind()
    try serve()
    return endpoints.first ?? .unknown
  }

  /// Binds and listens; clients wait until `serve`.
  ///
  /// - Returns: What was bound, in the order of the configuration.
  /// - Throws: `SocketError`; nothing is bound then.
  public func bind() throws -> [Endpoint] {
    var bound: [Listener] = []
    do {
      for address in configuration.addresses { bound.append(try Listener(address)) }
    } catch {
      for listener in bound { listener.close() }
      throw error
    }
    listeners.withLock { $0 = bound }
    return bound.map(\.endpoint)
  }

  /// Begins to serve what was bound.
  public func serve() throws {
    raiseDescriptorLimit()
    let loops = try (0..<configuration.shards).map { _ in try EventLoop() }
    let acceptors = listeners.withLock { $0 }.map { Acceptor($0, loops: loops, service: service) }
    running.withLock { $0 = Running(loops: loops, acceptors: acceptors) }
    for (number, loop) in loops.enumerated() { loop.start(name: "http-loop-\(number)") }
    loops[0].execute { for acceptor in acceptors { acceptor.start() } }
  }

  /// From now on new connections begin with these certificates.
  public func replace(tls context: TLSContext) {
    service.tls.withLock { $0 = context }
  }

  /// Stops accepting, lets what is in flight finish with `Connection: close`, closes idle
  /// connections.
  ///
  /// Returns at once.
  public func drain() {
    running.withLock { $0 }.map { drain($0, told: DispatchGroup()) }
  }

  /// - Parameter told: Empty once nobody listens any more and every connection knows of the end.
  private func drain(_ running: Running, told: DispatchGroup) {
    let acceptors = running.acceptors
    for _ in running.loops { told.enter() }
    for (number, loop) in running.loops.enumerated() {
      loop.execute {
        if number == 0 { for acceptor in acceptors { acceptor.stop() } }
        loop.isDraining = true
        for case let connection as Connection in loop.allHandlers { connection.drain() }
        told.leave()
      }
    }
  }

  /// Drains, waits until every connection is closed, after `grace` closes them all the same, and
  /// ends the threads.
  ///
  /// - Returns: whether everything in flight was finished.
  @discardableResult
  public func stop(grace: Duration) -> Bool {
    let taken = running.withLock { running in
      defer { running = nil }
      return running
    }
    guard let running = taken else { return true }
    let told = DispatchGroup()
    drain(running, told: told)
    // Those who wait to be accepted count as connections only from then on.
    let deadline = DispatchTime.now() + .nanoseconds(Int(grace / .nanoseconds(1)))
    _ = told.wait(timeout: deadline)
    let isFinished = service.census.waitUntilEmpty(until: deadline)
    for loop in running.loops {
      loop.execute {
        for case let connection as Connection in loop.allHandlers { connection.abort() }
      }
    }
    for loop in running.loops { loop.stop() }
    service.workers.stop()
    service.streams.stop()
    return isFinished
  }

  /// The sockets that systemd handed to this process, in its order (sd_listen_fds(3)).
  public static var inheritedDescriptors: [Int32] {
    let environment = ProcessInfo.processInfo.environment
    guard environment["LISTEN_PID"] == String(getpid()),
      let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), count > 0
    else { return [] }
    return (0..<count).map { 3 + $0 }
  }

  /// Connections are descriptors; the soft limit that shells give is 1,024.
  private func raiseDescriptorLimit() {
    var limit = rlimit()
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(kind, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(kind, &limit)
  }
}

extension Listener {
  fileprivate init(_ address: Server.Configuration.Address) throws(SocketError) {
    switch address {
    case .tcp(let host, let port): self = try .tcp(host: host, port: port)
    case .unix(let path, let mode): self = try .unix(path, mode: mode)
    case .inherited(let descriptor): self = try .inherited(descriptor)
    }
  }
}
