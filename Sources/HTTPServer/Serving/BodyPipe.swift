import Compression
import Foundation

/// A streaming route's body between the loop that receives it and the thread that reads it.
///
/// The lock makes it Sendable; every property is read and written under it. The decoder belongs to
/// the reading thread.
final class BodyPipe: BodyStream, @unchecked Sendable {
  private let condition = NSCondition()
  private var received = ByteBlocks()
  private var end: Result<Void, any Error>?
  private var isAbandoned = false
  /// Called, outside the lock, when a reader made room again.
  private let resume: @Sendable () -> Void
  private let capacity: Int
  private let decoder: BodyDecoder?

  init(capacity: Int, decoder: BodyDecoder?, resume: @escaping @Sendable () -> Void) {
    self.capacity = capacity
    self.decoder = decoder
    self.resume = resume
  }

  /// Called by the loop; false where the pipe is full and the client must be held back.
  func receive(_ chunk: [UInt8]) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard !isAbandoned else { return true }
    received.append(chunk)
    condition.signal()
    return received.count < capacity
  }

  /// Nothing follows: the body is whole, or `error` says why not.
  func finish(_ error: (any Error)? = nil) {
    condition.lock()
    if end == nil { end = error.map { .failure($0) } ?? .success(()) }
    condition.signal()
    condition.unlock()
  }

  /// Nobody reads any more: what is here and what comes is thrown away.
  func abandon() {
    condition.lock()
    isAbandoned = true
    received = ByteBlocks()
    condition.unlock()
  }

  func read() throws -> [UInt8]? {
    guard let decoder else { return try receiveNext() }
    return try decoder.next(from: receiveNext)
  }

  private func receiveNext() throws -> [UInt8]? {
    condition.lock()
    while received.isEmpty, end == nil { condition.wait() }
    guard !received.isEmpty else {
      defer { condition.unlock() }
      try end?.get()
      return nil
    }
    let taken = received
    received = ByteBlocks()
    condition.unlock()
    if taken.count >= capacity { resume() }
    return taken.take()
  }
}
