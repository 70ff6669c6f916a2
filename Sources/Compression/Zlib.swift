import CZlib

/// The wrappings of deflate, as zlib's window bits name them.
enum DeflateFormat: Int32 {
  case raw = -15
  case zlib = 15
  case gzip = 31
}

final class Inflate: Codec {
  // zlib keeps the stream's address, so it must not move.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  init?(_ format: DeflateFormat) {
    stream.initialize(to: z_stream())
    let result = inflateInit2_(
      stream, format.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else { return nil }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) -> CodecStep {
    stream.pointee.point(at: input, output)
    let result = inflate(stream, Z_NO_FLUSH)
    let (consumed, produced) = stream.pointee.progress(of: input, output)
    let state: CodecStep.State =
      switch result {
      case Z_STREAM_END: .ended
      case Z_OK, Z_BUF_ERROR: .open
      default: .corrupt
      }
    return CodecStep(consumed: consumed, produced: produced, state: state)
  }
}

final class Deflate: Codec {
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  init?(_ format: DeflateFormat, level: Int32) {
    stream.initialize(to: z_stream())
    // 8 is zlib's default memory level.
    let result = deflateInit2_(
      stream, min(max(level, 0), 9), Z_DEFLATED, format.rawValue, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else { return nil }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) -> CodecStep {
    stream.pointee.point(at: input, output)
    let result = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
    let (consumed, produced) = stream.pointee.progress(of: input, output)
    let state: CodecStep.State =
      switch result {
      case Z_STREAM_END: .ended
      case Z_OK, Z_BUF_ERROR: .open
      default: .corrupt
      }
    return CodecStep(consumed: consumed, produced: produced, state: state)
  }
}

extension z_stream {
  fileprivate mutating func point(
    at input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
  ) {
    next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    avail_in = UInt32(clamping: input.count)
    next_out = output.baseAddress
    avail_out = UInt32(clamping: output.count)
  }

  fileprivate func progress(
    of input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> (consumed: Int, produced: Int) {
    (
      Int(UInt32(clamping: input.count) - avail_in),
      Int(UInt32(clamping: output.count) - avail_out)
    )
  }
}
