import CBrotli

final class BrotliDecoding: Codec {
  private let decoder: OpaquePointer

  init?() {
    guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
    self.decoder = decoder
  }

  deinit { BrotliDecoderDestroyInstance(decoder) }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) -> CodecStep {
    var inputLeft = input.count
    var outputLeft = output.count
    var next = input.baseAddress
    var place = output.baseAddress
    let result = BrotliDecoderDecompressStream(
      decoder, &inputLeft, &next, &outputLeft, &place, nil)
    let state: CodecStep.State =
      switch result {
      case BROTLI_DECODER_RESULT_SUCCESS: .ended
      case BROTLI_DECODER_RESULT_ERROR: .corrupt
      default: .open
      }
    return CodecStep(
      consumed: input.count - inputLeft, produced: output.count - outputLeft, state: state)
  }
}

final class BrotliEncoding: Codec {
  private let encoder: OpaquePointer

  init?(level: Int32, size: Int?) {
    guard let encoder = BrotliEncoderCreateInstance(nil, nil, nil) else { return nil }
    self.encoder = encoder
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, UInt32(min(max(level, 0), 11)))
    // 19 bits, 512 KiB: no page gains from more, and the decoder must hold the window.
    BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN, 19)
    if let size {
      BrotliEncoderSetParameter(encoder, BROTLI_PARAM_SIZE_HINT, UInt32(clamping: size))
    }
  }

  deinit { BrotliEncoderDestroyInstance(encoder) }

  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) -> CodecStep {
    var inputLeft = input.count
    var outputLeft = output.count
    var next = input.baseAddress
    var place = output.baseAddress
    let isFine = BrotliEncoderCompressStream(
      encoder, isLast ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_PROCESS, &inputLeft, &next,
      &outputLeft, &place, nil)
    let isFinished = BrotliEncoderIsFinished(encoder) != 0
    return CodecStep(
      consumed: input.count - inputLeft, produced: output.count - outputLeft,
      state: isFine == 0 ? .corrupt : isFinished ? .ended : .open)
  }
}
