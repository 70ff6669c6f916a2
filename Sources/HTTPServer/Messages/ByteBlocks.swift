/// Bytes that come piece by piece and are wanted whole.
///
/// One array that grows would be copied again and again by who receives: of a body of 16 MiB half within
/// one step. Small pieces are gathered, so that what stands around each costs no more than itself.
///
/// It belongs to one thread at a time, which hands it on whole.
final class ByteBlocks: @unchecked Sendable {
  private(set) var blocks: [[UInt8]] = []
  private(set) var count = 0

  private static let blockSize = 64 * 1024

  var isEmpty: Bool { count == 0 }

  func append(_ bytes: [UInt8]) {
    count += bytes.count
    if let last = blocks.indices.last, blocks[last].count + bytes.count <= Self.blockSize {
      blocks[last] += bytes
    } else {
      blocks.append(bytes)
    }
  }

  /// Takes all of them out, as one array.
  func take() -> [UInt8] {
    defer { discard() }
    guard blocks.count > 1 else { return blocks.first ?? [] }
    var whole: [UInt8] = []
    whole.reserveCapacity(count)
    // Block by block, each freed once it is copied: `joined()` goes byte by byte.
    for index in blocks.indices {
      whole += blocks[index]
      blocks[index] = []
    }
    return whole
  }

  func discard() { (blocks, count) = ([], 0) }
}
