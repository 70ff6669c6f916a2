/// The members of a gzip stream one by one (RFC 1952 §2.2), pulled from chunks of any size.
///
/// A file of which each member is a record can so be read on behind a broken one: the members that
/// follow are found by their first bytes. Memory is bounded by `reach` and a piece of 64 KiB.
public struct GzipMembers {
  public enum Event: Sendable, Hashable {
    /// The next decoded bytes of the member.
    case bytes([UInt8])
    /// The member is whole, its checksum right.
    case end
    /// The member is corrupt or cut short; what it gave so far must not be used. The next event is of
    /// a later member.
    case broken
  }

  private let read: () throws -> [UInt8]?
  private let mark: [UInt8]
  private let reach: Int

  /// What was read of the current member and behind it, kept to find the next one if it breaks.
  private var input: [UInt8] = []
  private var place = 0
  private var memberStart = 0
  private var isAtEnd = false
  private var codec: Inflate?

  /// A member found behind a broken one is one only if it begins with `mark`.
  private var isOnTrial = false

  /// The end of a member is told behind its last piece.
  private var isEndDue = false

  /// - Parameters:
  ///   - mark: What each member begins with, decoded.
  ///   - reach: Encoded bytes of a member that are kept to look for the next one in; behind a longer
  ///     member that breaks, members may be lost.
  ///   - read: The next chunk, nil at the end of the stream.
  public init(
    beginningWith mark: [UInt8], reach: Int = 4 << 20, reading read: @escaping () throws -> [UInt8]?
  ) {
    self.mark = mark
    self.reach = reach
    self.read = read
  }

  /// The next event, nil at the end of the stream.
  ///
  /// - Throws: What reading throws, and `CompressionError.outOfMemory`.
  public mutating func next() throws -> Event? {
    if isEndDue {
      isEndDue = false
      return .end
    }
    while true {
      if codec == nil {
        switch try beginMember() {
        case .member: break
        case .garbage: return .broken
        case .end: return nil
        }
      }
      if place == input.count, try !fill() {
        if lose() { return .broken }
        continue
      }
      let (piece, state) = step()
      let isWrong = isOnTrial && !piece.starts(with: mark.prefix(piece.count))
      guard state != .corrupt, !isWrong else {
        if lose() { return .broken }
        continue
      }
      if !piece.isEmpty { isOnTrial = false }
      if state == .ended {
        codec = nil
        memberStart = place
        guard !piece.isEmpty else { return .end }
        isEndDue = true
      }
      if !piece.isEmpty { return .bytes(piece) }
    }
  }

  private mutating func step() -> (piece: [UInt8], state: CodecStep.State) {
    guard let codec else { return ([], .corrupt) }
    var step = CodecStep(consumed: 0, produced: 0, state: .open)
    let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { output, count in
      step = input[place...].withUnsafeBufferPointer {
        codec.step(
          $0, into: UnsafeMutableBufferPointer(rebasing: output[..<pieceSize]), isLast: false)
      }
      count = step.produced
    }
    place += step.consumed
    return (piece, step.state)
  }

  /// Gives up the member at hand and looks for the next one behind its first byte; true where it was
  /// a member at all.
  private mutating func lose() -> Bool {
    codec = nil
    place = memberStart + 1
    defer { isOnTrial = true }
    return !isOnTrial
  }

  private enum Beginning { case member, garbage, end }

  /// Finds where a member begins and makes its decoder.
  private mutating func beginMember() throws -> Beginning {
    while true {
      while input.count - place <= GzipMembers.head.count {
        guard try !fill() else { continue }
        // Zeros behind the last member are let pass, as gzip lets them.
        let isGarbage = !isOnTrial && input[place...].contains { $0 != 0 }
        place = input.count
        isOnTrial = true
        return isGarbage ? .garbage : .end
      }
      let isHead =
        input[place...].starts(with: GzipMembers.head)
        && input[place + GzipMembers.head.count] & GzipMembers.reservedFlags == 0
      if isHead { break }
      let isGarbage = !isOnTrial && input[place] != 0
      place = nextHead()
      if isGarbage {
        isOnTrial = true
        return .garbage
      }
    }
    memberStart = place
    guard let made = Inflate(.gzip) else { throw CompressionError.outOfMemory(.gzip) }
    codec = made
    return .member
  }

  private func nextHead() -> Int {
    let start = min(place + 1, input.count)
    return input.withUnsafeBufferPointer { bytes in
      UnsafeBufferPointer(rebasing: bytes[start...]).firstIndex(of: GzipMembers.head[0]).map {
        start + $0
      } ?? bytes.count
    }
  }

  /// ID1, ID2 and CM (§2.3.1); the reserved flags must be zero.
  private static let head: [UInt8] = [0x1F, 0x8B, 0x08]
  private static let reservedFlags: UInt8 = 0xE0

  /// More input behind what is there; what lies before the current member, or too far back in it, is
  /// dropped.
  private mutating func fill() throws -> Bool {
    guard !isAtEnd, let chunk = try read() else {
      isAtEnd = true
      return false
    }
    let start = codec == nil ? place : memberStart
    let kept = max(start, input.count - reach)
    input.removeSubrange(..<min(kept, place))
    let dropped = min(kept, place)
    place -= dropped
    memberStart = max(0, memberStart - dropped)
    input += chunk
    return true
  }
}
