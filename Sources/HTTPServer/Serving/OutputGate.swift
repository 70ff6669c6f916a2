import Foundation

/// Holds back who writes an answer's body while too much of it is unsent.
///
/// The lock makes it Sendable; every property is read and written under it.
final class OutputGate: BodyWriter, @unchecked Sendable {
  private let condition = NSCondition()
  private let capacity: Int
  private var unsent = 0
  private var isClosed = false
  private let send: @Sendable ([UInt8]) -> Void

  init(capacity: Int, send: @escaping @Sendable ([UInt8]) -> Void) {
    self.capacity = capacity
    self.send = send
  }

  func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    condition.lock()
    while unsent >= capacity, !isClosed { condition.wait() }
    let isClosed = isClosed
    unsent += bytes.count
    condition.unlock()
    guard !isClosed else { throw ClientGone() }
    send(bytes)
  }

  /// The socket took so many bytes of the body.
  func taken(_ count: Int) {
    condition.lock()
    unsent -= count
    condition.signal()
    condition.unlock()
  }

  /// Nobody reads any more: writes throw from now on.
  func close() {
    condition.lock()
    isClosed = true
    condition.broadcast()
    condition.unlock()
  }
}
