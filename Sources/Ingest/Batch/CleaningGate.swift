import Dispatch
import Foundation

/// Lets as many threads clean at once as there are processors.
///
/// Threads that keep pages wait for the disk most of the time; with many of them, one commit holds many
/// pages, and without the gate many pages would be half cleaned in memory.
public final class CleaningGate: Sendable {
  private let places: DispatchSemaphore

  public init(width: Int = ProcessInfo.processInfo.activeProcessorCount) {
    places = DispatchSemaphore(value: max(1, width))
  }

  public func pass<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    places.wait()
    defer { places.signal() }
    return try body()
  }
}
