/// Decodes one stream of a content coding, pulled in pieces of at most 64 KiB.
///
///     decoder.feed(chunk)
///     while let piece = try decoder.next() { … }
///     try decoder.finish()                            after the last chunk
public final class Decoder {
  public let coding: ContentCoding
  private let limit: Int
  private var codec: (any Codec)?
  private var input: [UInt8] = []
  private var place = 0
  private var produced = 0
  /// Between members: what was fed so far is whole.
  private var isBetween = true
  private var isStarted = false

  /// - Parameter limit: the most bytes that may come out of the stream.
  public init(_ coding: ContentCoding, limit: Int = .max) {
    self.coding = coding
    self.limit = limit
  }

  /// Gives the next bytes of the stream.
  public func feed(_ bytes: [UInt8]) {
    if place == input.count {
      input = bytes
    } else {
      input.removeSubrange(..<place)
      input += bytes
    }
    place = 0
  }

  /// The next decoded piece, or nil once more input is needed.
  ///
  /// - Throws: `CompressionError.corrupt`, `.overLimit`, `.outOfMemory`.
  public func next() throws -> [UInt8]? {
    while true {
      guard let codec = try currentCodec() else { return nil }
      var step = CodecStep(consumed: 0, produced: 0, state: .open)
      let room = min(pieceSize, limit == .max ? pieceSize : limit - produced + 1)
      let piece = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        step = input[place...].withUnsafeBufferPointer {
          codec.step($0, into: UnsafeMutableBufferPointer(rebasing: output[..<room]), isLast: false)
        }
        count = step.produced
      }
      place += step.consumed
      produced += step.produced
      switch step.state {
      case .corrupt: throw CompressionError.corrupt(coding)
      case .ended:
        self.codec = nil
        isBetween = true
      case .open: break
      }
      guard produced <= limit else { throw CompressionError.overLimit(limit) }
      if !piece.isEmpty { return piece }
      if step.consumed == 0, step.state == .open { return nil }
    }
  }

  /// Says that no input follows.
  ///
  /// - Throws: `CompressionError.truncated` where the stream is not whole.
  public func finish() throws {
    guard isStarted, isBetween, place == input.count else {
      throw CompressionError.truncated(coding)
    }
  }

  /// The codec at work; a new one where a member begins, nil where nothing is there to decode.
  private func currentCodec() throws -> (any Codec)? {
    if let codec { return codec }
    guard place < input.count else { return nil }
    // RFC 1952 §2.2 and RFC 8878 §3: members and frames may follow one another. The others end once.
    guard !isStarted || coding == .gzip || coding == .zstd else {
      throw CompressionError.corrupt(coding)
    }
    // Two bytes tell zlib's wrapping from raw deflate.
    if coding == .deflate, input.count - place < 2 { return nil }
    isStarted = true
    isBetween = false
    let made: (any Codec)? =
      switch coding {
      case .gzip: Inflate(.gzip)
      case .deflate: Inflate(isZlib(input[place], input[place + 1]) ? .zlib : .raw)
      case .br: BrotliDecoding()
      case .zstd: ZstdDecoding()
      }
    guard let made else { throw CompressionError.outOfMemory(coding) }
    codec = made
    return made
  }

  /// Whether two bytes can begin a zlib stream (RFC 1950 §2.2): method 8, check bits a multiple of
  /// 31.
  private func isZlib(_ first: UInt8, _ second: UInt8) -> Bool {
    first & 0x0F == 8 && (UInt(first) << 8 | UInt(second)) % 31 == 0
  }
}
