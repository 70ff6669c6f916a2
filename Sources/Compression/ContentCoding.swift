/// A content coding of HTTP (RFC 9110 §8.4.1; `br` RFC 7932, `zstd` RFC 8878), also for use at rest.
///
///     let small = try ContentCoding.zstd.compress(page)
///     let page = try ContentCoding.zstd.decompress(small, limit: 64 << 20)
public enum ContentCoding: String, Sendable, CaseIterable {
  /// RFC 1952; several members one after another are one stream.
  case gzip
  /// The zlib format of RFC 1950; the decoder also takes raw RFC 1951, which some senders mean by it.
  case deflate
  case br
  /// Several frames one after another are one stream.
  case zstd

  /// The coding of this name, ASCII case aside; `x-gzip` is `gzip` (RFC 9110 §8.4.1.3).
  public init?(name: some StringProtocol) {
    let name = name.lowercased()
    self.init(rawValue: name == "x-gzip" ? "gzip" : name)
  }

  /// The level that suits answers made on the fly: a few percent from the best size at several
  /// times its speed.
  ///
  /// `br` above 5 is too slow for that.
  public var standardLevel: Int {
    switch self {
    case .gzip, .deflate: 6
    case .br: 4
    case .zstd: 3
    }
  }

  /// Compresses at once.
  ///
  /// - Parameter level: the format's own (gzip 1…9, br 0…11, zstd 1…19); `standardLevel` unless
  ///   told.
  /// - Throws: `CompressionError.outOfMemory`.
  public func compress(_ bytes: [UInt8], level: Int? = nil) throws -> [UInt8] {
    let encoder = try Encoder(self, level: level, size: bytes.count)
    return try encoder.encode(bytes) + encoder.finish()
  }

  /// Decompresses at once.
  ///
  /// - Parameter limit: the most bytes that may come out.
  /// - Throws: `CompressionError`.
  public func decompress(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
    let decoder = Decoder(self, limit: limit)
    var all: [UInt8] = []
    decoder.feed(bytes)
    while let piece = try decoder.next() { all += piece }
    try decoder.finish()
    return all
  }
}
