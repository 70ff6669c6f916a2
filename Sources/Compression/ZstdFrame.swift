import CZstd
import Synchronization

/// Whole zstd frames, by contexts that are used again: for a page of 10 KB, making a context takes as long
/// as compressing does.
public enum ZstdFrame {
  /// One frame of all of the bytes, with their count and a checksum.
  ///
  /// - Throws: `CompressionError.outOfMemory`.
  public static func compress(_ bytes: [UInt8], level: Int? = nil) throws -> [UInt8] {
    let context = try compressors.take { try ZstdCompressor() }
    defer { compressors.putBack(context, size: context.size) }
    return try context.frame(bytes, level: Int32(level ?? ContentCoding.zstd.standardLevel))
  }

  /// The bytes of frames.
  ///
  /// - Parameter limit: The most bytes that may come out.
  /// - Throws: `CompressionError`.
  public static func decompress(_ frame: [UInt8], limit: Int) throws -> [UInt8] {
    let size = frame.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
    // What does not say its size, or is several frames, is decoded as the stream that it is. No frame
    // of this library holds more than 2^18 times its own bytes, so a wrong size asks for no more room.
    guard size <= UInt64(limit), size <= UInt64(frame.count) << 18,
      frame.withUnsafeBytes({ ZSTD_findFrameCompressedSize($0.baseAddress, $0.count) })
        == frame.count
    else { return try ContentCoding.zstd.decompress(frame, limit: limit) }
    let context = try decompressors.take { try ZstdDecompressor() }
    defer { decompressors.putBack(context, size: 0) }
    return try context.bytes(of: frame, count: Int(size))
  }

  private static let compressors = Idle<ZstdCompressor>()
  private static let decompressors = Idle<ZstdDecompressor>()
}

/// Contexts that nobody uses now.
private final class Idle<Context: Sendable>: Sendable {
  private let contexts = Mutex<[Context]>([])

  /// More than so many threads seldom compress at once.
  private static var most: Int { 8 }

  /// A context that a large page made larger is not held on to.
  private static var largest: Int { 4 << 20 }

  func take(_ make: () throws -> Context) throws -> Context {
    try contexts.withLock { $0.popLast() } ?? make()
  }

  func putBack(_ context: Context, size: Int) {
    guard size <= Idle.largest else { return }
    contexts.withLock { if $0.count < Idle.most { $0.append(context) } }
  }
}

/// Used by one thread at a time, which took it out of `Idle`.
private final class ZstdCompressor: @unchecked Sendable {
  private let context: OpaquePointer

  /// Where frames are written before their size is known.
  private var room = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 1)

  init() throws {
    guard let context = ZSTD_createCCtx() else { throw CompressionError.outOfMemory(.zstd) }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit {
    ZSTD_freeCCtx(context)
    room.deallocate()
  }

  var size: Int { ZSTD_sizeof_CCtx(context) + room.count }

  func frame(_ bytes: [UInt8], level: Int32) throws -> [UInt8] {
    // Up to 19 the window stays within the 8 MiB that decoders take (RFC 9659 §3).
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, min(max(level, 1), 19))
    let most = ZSTD_compressBound(bytes.count)
    if room.count < most {
      room.deallocate()
      room = .allocate(byteCount: most, alignment: 1)
    }
    let written = bytes.withUnsafeBytes {
      ZSTD_compress2(context, room.baseAddress, room.count, $0.baseAddress, $0.count)
    }
    guard ZSTD_isError(written) == 0 else { throw CompressionError.outOfMemory(.zstd) }
    // Frames wait in memory to be kept: in an array of their own size.
    return [UInt8](UnsafeRawBufferPointer(rebasing: room[..<written]))
  }
}

/// Used by one thread at a time, which took it out of `Idle`.
private final class ZstdDecompressor: @unchecked Sendable {
  private let context: OpaquePointer

  init() throws {
    guard let context = ZSTD_createDCtx() else { throw CompressionError.outOfMemory(.zstd) }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  func bytes(of frame: [UInt8], count size: Int) throws -> [UInt8] {
    var read = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { output, count in
      read = frame.withUnsafeBytes {
        ZSTD_decompressDCtx(context, output.baseAddress, size, $0.baseAddress, $0.count)
      }
      count = ZSTD_isError(read) == 0 ? read : 0
    }
    guard ZSTD_isError(read) == 0, bytes.count == size else {
      throw CompressionError.corrupt(.zstd)
    }
    return bytes
  }
}
