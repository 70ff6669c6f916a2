import Dispatch
import Foundation

/// An HTTP/1.1 server on sockets and Dispatch.
///
///     let server = Server(Configuration(host: "127.0.0.1", port: 8080), router: router)
///     let endpoint = try server.start()
///     …
///     server.stop(grace: .seconds(20))
public final class Server: Sendable {
  public struct Configuration: Sendable {
    /// A numeric address or a name; `port` 0 lets the system choose.
    public var host: String
    public var port: Int
    /// Listens here instead where set.
    public var unixSocket: String?
    public var limits: Limits
    /// Threads that serve the sockets; one a core unless told.
    public var shards: Int
    /// The least size at which an answer is compressed for who accepts it; nil: never.
    public var compressionThreshold: Int? = 1024

    public init(
      host: String = "127.0.0.1", port: Int = 8080, limits: Limits = Limits(),
      shards: Int = ProcessInfo.processInfo.activeProcessorCount
    ) {
      self.host = host
      self.port = port
      self.limits = limits
      self.shards = shards
    }
  }

  public let configuration: Configuration
  let router: Router

  public init(_ configuration: Configuration = Configuration(), router: Router) {
    self.configuration = configuration
    self.router = router
  }

  /// Binds and begins to serve; gives the address that was bound.
  ///
  /// - Throws: `SocketError` with the call that failed and its errno.
  @discardableResult
  public func start() throws -> Endpoint {
    throw SocketError(call: "socket", code: ENOSYS)
  }

  /// Stops accepting, lets what is in flight finish with `Connection: close`, closes idle
  /// connections at once.
  ///
  /// Returns at once.
  public func drain() {}

  /// `drain`, then waits until every connection is closed; after `grace` closes them all the same.
  ///
  /// - Returns: whether everything in flight was finished.
  @discardableResult
  public func stop(grace: Duration) -> Bool { true }
}
