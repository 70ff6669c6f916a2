import CZstd

final class ZstdDecoding: Codec {
  private let context: OpaquePointer

  init?() {
    guard let context = ZSTD_createDCtx() else { return nil }
    self.context = context
    // RFC 9659 §3: windows over 8 MiB are not for HTTP; refusing them bounds the decoder's memory.
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 23)
  }

  deinit { ZSTD_freeDCtx(context) }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) -> CodecStep {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var sink = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = ZSTD_decompressStream(context, &sink, &source)
    return CodecStep(
      consumed: source.pos, produced: sink.pos,
      state: ZSTD_isError(result) != 0 ? .corrupt : result == 0 ? .ended : .open)
  }
}

final class ZstdEncoding: Codec {
  private let context: OpaquePointer

  init?(level: Int32, size: Int?) {
    guard let context = ZSTD_createCCtx() else { return nil }
    self.context = context
    // Up to 19 the window stays within the decoder's 8 MiB.
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, min(max(level, 1), 19))
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    if let size { ZSTD_CCtx_setPledgedSrcSize(context, UInt64(size)) }
  }

  deinit { ZSTD_freeCCtx(context) }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) -> CodecStep {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var sink = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let left = ZSTD_compressStream2(
      context, &sink, &source, isLast ? ZSTD_e_end : ZSTD_e_continue)
    let state: CodecStep.State =
      ZSTD_isError(left) != 0 ? .corrupt : isLast && left == 0 ? .ended : .open
    return CodecStep(consumed: source.pos, produced: sink.pos, state: state)
  }
}
