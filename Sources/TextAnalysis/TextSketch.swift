/// A text's shingles in 128 numbers: the share of numbers that two sketches have in common estimates the
/// Jaccard similarity of their shingles.
///
/// Fast Similarity Sketching (Dahlgaard, Knudsen, Thorup, FOCS 2017, algorithm 1), of each value the low 16
/// bits; docs/decisions/0050 has the arithmetic.
public struct TextSketch: Sendable, Hashable {
  /// How many numbers.
  public static let width = 128

  /// Numbers in a band.
  static let rows = 3

  /// How many bands there are; numbers past the last band only verify.
  public static let bandCount = 24

  /// Equal numbers that make two texts near-duplicates: a similarity of 0.42, which is 15% of scattered
  /// edits.
  static let leastEqual = 54

  private let values: [UInt16]

  /// The sketch of a set of shingles by their hashes, which may repeat; nil where there are none.
  init?(shingles: [UInt64]) {
    guard !shingles.isEmpty else { return nil }
    let width = TextSketch.width
    var least = [UInt64](repeating: .max, count: width)
    var empty = width
    // Each round throws every shingle into one place; from the width on, into the place of the round, so
    // that all places are filled in the end.
    for round in 0..<2 * width where empty > 0 {
      let seed = mixed(UInt64(round) &+ 0x9e37_79b9_7f4a_7c15)
      for shingle in shingles {
        let hash = mixed(shingle ^ seed)
        let place = round < width ? Int(hash >> 57) : round - width
        let value = UInt64(round) << 48 | hash & 0xffff_ffff_ffff
        if value < least[place] {
          if least[place] == .max { empty -= 1 }
          least[place] = value
        }
      }
    }
    values = least.map { UInt16(truncatingIfNeeded: $0) }
  }

  /// The sketch that `bytes` were written of; nil unless there are 256.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == TextSketch.width * 2 else { return nil }
    values = [UInt16](unsafeUninitializedCapacity: TextSketch.width) { buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
      for index in buffer.indices { buffer[index] = UInt16(littleEndian: buffer[index]) }
      count = TextSketch.width
    }
  }

  /// 256 bytes, little endian.
  public var bytes: [UInt8] { values.map { $0.littleEndian }.withUnsafeBytes { Array($0) } }

  /// What near-duplicates are looked up by: texts that share none are taken for none.
  ///
  /// Number and values of a band make one integer, so that bands of different numbers never meet.
  public var bands: [Int64] {
    (0..<TextSketch.bandCount).map { band in
      (0..<TextSketch.rows).reduce(Int64(band)) { $0 << 16 | Int64(values[band * 3 + $1]) }
    }
  }

  /// 16 hexadecimal digits that name the sketch: texts of the same shingles have the same.
  public var fingerprint: String {
    let name = values.reduce(UInt64(0)) { mixed($0 ^ UInt64($1)) }
    let digits = String(name, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// One less the estimated similarity: 0 for texts of the same shingles, 1 for texts that share none.
  public func distance(to other: TextSketch) -> Double {
    1 - Double(equal(other)) / Double(TextSketch.width)
  }

  /// Whether the texts are near-duplicates: they share a band and enough numbers.
  public func isNearDuplicate(of other: TextSketch) -> Bool {
    equal(other) >= TextSketch.leastEqual && sharesBand(with: other)
  }

  private func equal(_ other: TextSketch) -> Int {
    values.withUnsafeBufferPointer { mine in
      other.values.withUnsafeBufferPointer { theirs in
        var count = 0
        for index in 0..<TextSketch.width { count += mine[index] == theirs[index] ? 1 : 0 }
        return count
      }
    }
  }

  private func sharesBand(with other: TextSketch) -> Bool {
    (0..<TextSketch.bandCount).contains { band in
      let first = band * TextSketch.rows
      return values[first] == other.values[first] && values[first + 1] == other.values[first + 1]
        && values[first + 2] == other.values[first + 2]
    }
  }
}

/// The finaliser of MurmurHash3 (Appleby): every bit of the result depends on every bit given.
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
  var hash = value
  hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
  hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
  return hash ^ hash >> 33
}
