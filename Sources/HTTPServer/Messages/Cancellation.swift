import Synchronization

/// Whether the client of a request has gone away; long work asks it between steps.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  public init() {}

  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// - Throws: `ClientGone` once cancelled.
  public func check() throws {
    if isCancelled { throw ClientGone() }
  }

  public func cancel() { flag.store(true, ordering: .relaxed) }
}
