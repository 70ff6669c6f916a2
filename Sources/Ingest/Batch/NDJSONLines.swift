import Foundation

/// The lines of an NDJSON stream, pulled one by one from chunks of any size.
///
/// Blank lines are skipped, a last line needs no end. A line over the limit is skipped as it comes,
/// so that no line, however long, takes more memory than the limit.
public struct NDJSONLines {
  public enum Line: Sendable, Hashable {
    case text([UInt8])
    /// A line of this many bytes, which is over the limit.
    case tooLong(Int)
  }

  private let limit: Int
  private let read: () throws -> [UInt8]?
  private var chunk: [UInt8] = []
  private var position = 0

  /// The beginning of a line whose end has not come yet.
  private var pending: [UInt8] = []

  /// Bytes of the pending line that were dropped.
  private var dropped = 0

  /// - Parameters:
  ///   - limit: The longest line in bytes.
  ///   - read: The next chunk, nil at the end of the stream.
  public init(limit: Int, reading read: @escaping () throws -> [UInt8]?) {
    self.limit = limit
    self.read = read
  }

  public mutating func next() throws -> Line? {
    while true {
      while position < chunk.count {
        let end = endOfLine()
        let isWhole = end < chunk.count
        take(chunk[position..<end])
        position = end + (isWhole ? 1 : 0)
        if isWhole, let line = finishLine() { return line }
      }
      guard let more = try read() else { return finishLine() }
      (chunk, position) = (more, 0)
    }
  }

  private func endOfLine() -> Int {
    chunk.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress,
        let found = memchr(start + position, 0x0A, bytes.count - position)
      else { return bytes.count }
      return UnsafeRawPointer(found) - start
    }
  }

  private mutating func take(_ piece: ArraySlice<UInt8>) {
    if dropped == 0, pending.count + piece.count <= limit + 1 {
      pending += piece
    } else {
      dropped += pending.count + piece.count
      pending = []
    }
  }

  private mutating func finishLine() -> Line? {
    defer { (pending, dropped) = ([], 0) }
    if dropped > 0 { return .tooLong(dropped) }
    if pending.last == 0x0D { pending.removeLast() }
    if pending.count > limit { return .tooLong(pending.count) }
    let isBlank = pending.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return isBlank ? nil : .text(pending)
  }
}
