import Foundation

/// Waits for a condition that comes about by itself, for far longer than it takes on any machine.
///
/// - Returns: Whether it came about.
public func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let end = ContinuousClock.now + .seconds(60)
  while ContinuousClock.now < end {
    if try condition() { return true }
    usleep(5_000)
  }
  return try condition()
}
