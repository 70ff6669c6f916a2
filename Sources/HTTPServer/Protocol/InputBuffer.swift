import Foundation

/// Received bytes that are not yet taken, with lines cut off at CRLF.
struct InputBuffer {
  private(set) var bytes: [UInt8] = []
  /// Everything before it is taken.
  private(set) var start = 0
  /// Everything before it was searched for a line's end in vain.
  private var searched = 0

  var count: Int { bytes.count - start }
  var isEmpty: Bool { start == bytes.count }
  var first: UInt8? { isEmpty ? nil : bytes[start] }

  mutating func append(_ more: UnsafeRawBufferPointer) {
    if isEmpty { clear() }
    // Only a client that pipelines leaves much taken before much untaken.
    if start > 65_536, start > count {
      bytes.removeSubrange(..<start)
      searched -= start
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Forgets what is taken, and the memory too: an idle connection holds none.
  private mutating func clear() {
    bytes = []
    start = 0
    searched = 0
  }

  enum Line {
    case whole(Range<Int>)
    case partial
    case tooLong
    /// It ends in LF without CR, or holds a CR that LF does not follow.
    case bare
  }

  /// Takes the next line, without its CRLF, where all of it is here and it is no longer than
  /// `limit` bytes.
  ///
  /// The judgement is the same however the bytes arrived.
  mutating func line(limit: Int) -> Line {
    let end = bytes.withUnsafeBytes { all -> Int? in
      guard let base = all.baseAddress, searched < all.count,
        let place = memchr(base + searched, 0x0A, all.count - searched)
      else { return nil }
      return UnsafeRawPointer(place) - base
    }
    guard let end else {
      searched = bytes.count
      // One more byte may be the CR of a line that just fits.
      return count > limit + 1 ? .tooLong : .partial
    }
    guard end - start <= limit + 1 else { return .tooLong }
    guard end > start, bytes[end - 1] == 0x0D else { return end - start > limit ? .tooLong : .bare }
    let line = start..<(end - 1)
    start = end + 1
    searched = start
    return .whole(line)
  }

  /// Takes at most `count` bytes.
  mutating func take(_ most: Int) -> [UInt8] {
    if start == 0, most >= bytes.count {
      defer { clear() }
      return bytes
    }
    let end = min(start + most, bytes.count)
    let taken = Array(bytes[start..<end])
    start = end
    searched = end
    return taken
  }

  mutating func discard() { clear() }
}
