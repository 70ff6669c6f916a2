import CLinux
import Foundation

/// How the C library's allocator holds memory back in a process that runs for months.
///
/// glibc makes up to eight arenas a processor, and each keeps what was once needed in it: with a day's
/// mixed traffic memory never stopped growing, while what was in use stood still (docs/measurements.md).
enum HeapSettings {
  /// Blocks from this size on go back to the system as soon as they are freed: bodies and what they
  /// decode to, not the buffers of an ordinary page, for which the system would clear memory each time.
  private static let directBytes: Int32 = 4 << 20

  /// What stays at the end of the heap when it is free, 128 KiB by glibc's own default.
  private static let spareBytes: Int32 = 128 << 10

  /// The same where page after page is cleaned and nothing kept: with less the system takes the memory of a page back and
  /// clears it for the next.
  private static let spareBytesOfBatches: Int32 = 32 << 20

  /// One arena a processor; threads beyond them share.
  ///
  /// - Parameter isBatch: Whether pages are cleaned one after another and the process ends with them.
  static func settle(isBatch: Bool = false) {
    clinux_settle_heap(
      Int32(max(2, ProcessInfo.processInfo.activeProcessorCount)), directBytes,
      isBatch ? spareBytesOfBatches : spareBytes)
  }
}
