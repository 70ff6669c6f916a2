import Synchronization

/// Keeps what is written; stands in for a socket.
final class CollectingWriter: BodyWriter {
  private let collected = Mutex<[UInt8]>([])

  var bytes: [UInt8] { collected.withLock { $0 } }

  func write(_ bytes: [UInt8]) throws {
    collected.withLock { $0 += bytes }
  }
}
