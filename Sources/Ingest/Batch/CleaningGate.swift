import Dispatch
import Foundation

/// Lets no more threads clean at once than the processors have use for.
///
/// Threads that keep pages wait for the disk most of the time; with many of them, one commit holds many
/// pages, and without the gate many pages would be half cleaned in memory.
public final class CleaningGate: Sendable {
  private let places: DispatchSemaphore

  /// - Parameter perProcessor: How many clean at once for each processor.
  public init(perProcessor: Int = 1) {
    let processors = ProcessInfo.processInfo.activeProcessorCount
    places = DispatchSemaphore(value: max(1, perProcessor * processors))
  }

  public func pass<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    places.wait()
    defer { places.signal() }
    return try body()
  }
}
