import Foundation

/// Bytes to be sent, as the buffers they came in: a body is never copied to join its head.
struct OutputQueue {
  private var segments: [[UInt8]] = []
  /// Segments before it are sent.
  private var first = 0
  /// Bytes of the first segment that are sent.
  private var sent = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    segments.append(bytes)
    count += bytes.count
  }

  /// Takes out up to so many bytes, which somebody else sends.
  mutating func take(_ most: Int) -> [UInt8] {
    guard first < segments.count else { return [] }
    if sent == 0, segments[first].count <= most {
      let segment = segments[first]
      taken(segment.count)
      return segment
    }
    let bytes = Array(segments[first][sent...].prefix(most))
    taken(bytes.count)
    return bytes
  }

  enum Outcome: Equatable {
    case sent(Int)
    /// The socket takes no more for now.
    case full
    case failed
  }

  /// What one call hands to the socket: it copies all of it, where the client reads as fast.
  private static let stride = 128 * 1024

  /// Sends of up to two segments, a head and its body, in one call.
  mutating func write(to descriptor: Int32) -> Outcome {
    guard first < segments.count else { return .sent(0) }
    let written = segments[first].withUnsafeBytes { one in
      let one = UnsafeRawBufferPointer(rebasing: one[sent...].prefix(Self.stride))
      guard sent + one.count == segments[first].count, first + 1 < segments.count else {
        return send(descriptor, one.baseAddress, one.count, Int32(MSG_NOSIGNAL))
      }
      return segments[first + 1].withUnsafeBytes { two in
        Self.sendBoth(descriptor, one, UnsafeRawBufferPointer(rebasing: two.prefix(Self.stride)))
      }
    }
    guard written >= 0 else {
      return errno == EAGAIN || errno == EINTR ? .full : .failed
    }
    taken(written)
    return .sent(written)
  }

  private static func sendBoth(
    _ descriptor: Int32, _ one: UnsafeRawBufferPointer, _ two: UnsafeRawBufferPointer
  ) -> Int {
    // sendmsg is writev with MSG_NOSIGNAL: a client that is gone must not raise SIGPIPE.
    withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { vectors in
      vectors.initializeElement(
        at: 0,
        to: iovec(iov_base: UnsafeMutableRawPointer(mutating: one.baseAddress), iov_len: one.count))
      vectors.initializeElement(
        at: 1,
        to: iovec(iov_base: UnsafeMutableRawPointer(mutating: two.baseAddress), iov_len: two.count))
      var message = msghdr()
      message.msg_iov = vectors.baseAddress
      message.msg_iovlen = 2
      return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
    }
  }

  private mutating func taken(_ written: Int) {
    count -= written
    var left = written + sent
    while first < segments.count, left >= segments[first].count {
      left -= segments[first].count
      segments[first] = []
      first += 1
    }
    sent = left
    if first == segments.count {
      segments.removeAll(keepingCapacity: true)
      first = 0
    } else if first >= 64, first * 2 >= segments.count {
      // An answer that is never all sent must not leave its past behind.
      segments.removeFirst(first)
      first = 0
    }
  }
}
