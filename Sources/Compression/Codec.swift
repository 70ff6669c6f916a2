/// One library's stream, stepped over buffers: what `Decoder` and `Encoder` share of the four.
protocol Codec: AnyObject {
  /// Works from `input` into `output` until one of them is used up.
  func step(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>,
    isLast: Bool
  ) -> CodecStep
}

struct CodecStep {
  enum State {
    /// Wants more input, or room for output.
    case open
    /// The stream, member or frame is whole.
    case ended
    case corrupt
  }

  var consumed: Int
  var produced: Int
  var state: State
}

/// Output is made in pieces of at most this size, so that a bomb is noticed early and a reader who
/// pulls holds no more than this.
let pieceSize = 64 * 1024
