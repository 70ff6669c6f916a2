/// Why a stream could not be coded or decoded.
public enum CompressionError: Error, Sendable, Equatable {
  /// The bytes are not of that coding, or something follows their end.
  case corrupt(ContentCoding)
  /// The stream ended before its end.
  case truncated(ContentCoding)
  /// More than `limit` bytes came out: too much, or a decompression bomb.
  case overLimit(Int)
  case outOfMemory(ContentCoding)
}
