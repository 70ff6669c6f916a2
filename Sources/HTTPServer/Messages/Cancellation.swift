import Synchronization

/// Whether the client of a request has gone away; long work asks it between steps.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let gone = Atomic<Bool>(false)

  public init() {}

  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// - Throws: `ClientGone` once cancelled.
  public func check() throws {
    if isCancelled { throw ClientGone() }
  }

  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Nobody can be answered any more, where a cancelled request's client may still read.
  public var isGone: Bool { gone.load(ordering: .relaxed) }

  func abandon() {
    gone.store(true, ordering: .relaxed)
    cancel()
  }
}
