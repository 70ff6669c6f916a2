import Compression
import GRDB

/// One zstd frame of all of a value's bytes, with a checksum.
enum Zstandard {
  /// No column holds more than SQLite's own limit for a value, before or after.
  private static let limit = 1_000_000_000

  /// Of news pages level 1 leaves 19.3% where 3 leaves 17.6%, in 0.51 ms in the place of 0.70.
  private static let level = 1

  static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
    try ZstdFrame.compress(bytes, level: level)
  }

  /// - Throws: `SQLITE_CORRUPT` where the frame is damaged: to the store's client it is the same.
  static func decompress(_ frame: [UInt8]) throws -> [UInt8] {
    do {
      return try ZstdFrame.decompress(frame, limit: limit)
    } catch CompressionError.corrupt, CompressionError.truncated {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a compressed value is damaged")
    }
  }
}
