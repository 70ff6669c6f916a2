/// Encodes one stream into a content coding.
public final class Encoder {
  public let coding: ContentCoding
  private let codec: any Codec

  /// - Parameters:
  ///   - level: the format's own; `standardLevel` unless told
  ///   - size: the bytes that will be fed, where known: it stands in zstd's frame and sizes brotli's
  ///     window
  /// - Throws: `CompressionError.outOfMemory`.
  public init(_ coding: ContentCoding, level: Int? = nil, size: Int? = nil) throws {
    self.coding = coding
    let level = Int32(level ?? coding.standardLevel)
    let made: (any Codec)? =
      switch coding {
      case .gzip: Deflate(.gzip, level: level)
      case .deflate: Deflate(.zlib, level: level)
      case .br: BrotliEncoding(level: level, size: size)
      case .zstd: ZstdEncoding(level: level, size: size)
      }
    guard let made else { throw CompressionError.outOfMemory(coding) }
    codec = made
  }

  /// What these bytes give so far; often nothing until more have come.
  public func encode(_ bytes: [UInt8]) throws -> [UInt8] {
    try run(bytes, isLast: false)
  }

  /// The end of the stream.
  ///
  /// Nothing may be encoded after it.
  public func finish() throws -> [UInt8] {
    try run([], isLast: true)
  }

  private func run(_ bytes: [UInt8], isLast: Bool) throws -> [UInt8] {
    var all: [UInt8] = []
    var place = 0
    while true {
      var step = CodecStep(consumed: 0, produced: 0, state: .open)
      let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { output, count in
        step = bytes[place...].withUnsafeBufferPointer {
          codec.step(
            $0, into: UnsafeMutableBufferPointer(rebasing: output[..<pieceSize]), isLast: isLast)
        }
        count = step.produced
      }
      guard step.state != .corrupt else { throw CompressionError.outOfMemory(coding) }
      place += step.consumed
      all += piece
      if step.state == .ended { return all }
      // A piece that is not full means that the library has nothing more to give for this input.
      if !isLast, place == bytes.count, piece.count < pieceSize { return all }
    }
  }
}
