import Domain

/// Names a line as furniture is learnt by: two lines that differ in case, in script or, where they are
/// short, in their numbers alone have one name.
///
///     阅读 1024 次   =   閱讀 7 次
///
enum LineHash {
  /// Bytes up to which a line's numbers are counters and dates of furniture; a longer line with other
  /// numbers is another sentence of the same kind: the weather, a share's price.
  private static let longestCounter = 64

  /// Fewer bytes of letters say nothing: prices and numbers of a list are the same on every page of a shop
  /// once digits are one, and are its goods.
  private static let leastLetters = 4

  /// FNV-1a of 64 bits (RFC 9923) over the line, ASCII letters in lower case, each run of digits of a short
  /// line as one.
  ///
  /// - Parameter line: in simplified script.
  /// - Returns: Nil where the line has too few letters to have a name.
  static func hash(_ line: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard hasLetters(line) else { return nil }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) {
      let isCapital = byte &- 0x41 < 26
      hash = (hash ^ UInt64(isCapital ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01b3
    }
    // Most bytes are in long lines, whose loop has nothing but the hash to wait for.
    guard line.count <= longestCounter else {
      for byte in line { add(byte) }
      return hash
    }
    var isInNumber = false
    for byte in line {
      let isDigit = byte &- 0x30 < 10
      if !isDigit { add(byte) } else if !isInNumber { add(0x30) }
      isInNumber = isDigit
    }
    return hash
  }

  private static func hasLetters(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var letters = 0
    for byte in line where byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 {
      letters += 1
      if letters == leastLetters { return true }
    }
    return false
  }
}

extension Document {
  func lineHash(of block: Int) -> UInt64? { withFolded(of: block) { LineHash.hash($0) } }

  /// The distinct hashes of all blocks, ascending.
  var lineHashes: [UInt64] { Set(blocks.indices.compactMap { lineHash(of: $0) }).sorted() }
}
