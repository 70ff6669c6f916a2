/// How much a word speaks for or against a block's being part of an article.
///
/// Keys are hashes (FNV-1a, 32 bits) of lower-case words; weights are log odds in sixteenths, learnt from the pages by
/// `tools/train`, for words on pages of at least three registered domains.
///
/// Encoded as bytes, little-endian: per entry the key (UInt32) and the weight (Int8).
struct WordWeights: Sendable {
  private var keys: [UInt32]
  private var values: [Int8]
  private let mask: Int

  init(_ bytes: [UInt8]) {
    let count = bytes.count / 5
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    keys = [UInt32](repeating: 0, count: size)
    values = [Int8](repeating: 0, count: size)
    for entry in 0..<count {
      var key: UInt32 = 0
      for index in 0..<4 { key |= UInt32(bytes[entry * 5 + index]) << UInt32(8 * index) }
      var slot = Int(key) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = key
      values[slot] = Int8(bitPattern: bytes[entry * 5 + 4])
    }
  }

  /// The weight of a word by its hash; nil for a word that was not learnt.
  @inline(__always)
  func weight(_ key: UInt32) -> Float? {
    var slot = Int(key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return Float(values[slot]) / 16 }
      slot = (slot + 1) & mask
    }
    return nil
  }
}

/// FNV-1a of 32 bits (Fowler, Noll, Vo), never 0.
struct WordHash {
  var value: UInt32 = 2_166_136_261

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt32(byte)) &* 16_777_619
  }

  @inline(__always)
  var key: UInt32 { value == 0 ? 1 : value }
}
