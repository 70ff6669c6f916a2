/// How often characters and pairs of them stand in simplified text, on a scale of logarithms.
struct Frequencies: Sendable {
  /// By scalar of the basic plane: 0 where it is not seen, 9 for the most frequent.
  private var levels: [UInt8]
  /// An open hash table of pairs: scalars in the upper 28 bits of each half, the level beside.
  private var keys: [UInt32]
  private var pairLevels: [UInt8]
  /// By scalar of the basic plane: which line of `followers` is its own; 0 for what no pair begins with.
  private var lines: [UInt16]
  /// 512 bits for each character that begins pairs, one for each hash of what follows it: of two hundred that are asked about,
  /// most end no pair, and to learn that from the table takes a miss of the cache.
  private var followers: [UInt64]

  /// Twice the number of pairs, as a power of two: chains stay short.
  private static let slots = 1 << 17

  init() {
    levels = [UInt8](repeating: 0, count: 0x10000)
    keys = [UInt32](repeating: 0, count: Frequencies.slots)
    pairLevels = [UInt8](repeating: 0, count: Frequencies.slots)
    lines = [UInt16](repeating: 0, count: 0x10000)
    followers = [UInt64](repeating: 0, count: Frequencies.words)
    var level: UInt8 = 0
    var literal = LiteralScalars(FrequencyData.characters)
    while let scalar = literal.next() {
      if scalar >= 0x31, scalar <= 0x39 {
        level = UInt8(scalar - 0x30)
      } else if scalar > 0x2E80 {
        levels[Int(scalar & 0xFFFF)] = level
      }
    }
    var first: UInt32 = 0
    literal = LiteralScalars(FrequencyData.pairs)
    while let scalar = literal.next() {
      if scalar >= 0x31, scalar <= 0x39 {
        level = UInt8(scalar - 0x30)
      } else if scalar < 0x2E80 {
        first = 0
      } else if first == 0 {
        first = scalar
      } else {
        insert(first << 16 | scalar & 0xFFFF, level)
      }
    }
  }

  private mutating func insert(_ key: UInt32, _ level: UInt8) {
    var slot = Frequencies.slot(key)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (Frequencies.slots - 1) }
    keys[slot] = key
    pairLevels[slot] = level
    let first = Int(key >> 16)
    if lines[first] == 0 {
      lines[first] = UInt16(followers.count / Frequencies.words)
      followers.append(contentsOf: repeatElement(0, count: Frequencies.words))
    }
    let bit = Frequencies.bit(key & 0xFFFF)
    followers[Int(lines[first]) * Frequencies.words + bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Words of a line of followers.
  private static let words = 8

  @inline(__always)
  private static func bit(_ second: UInt32) -> Int { Int((second &* 2_654_435_769) >> 23) }

  /// The line of what may follow a character, for `level(_:_:line:)`.
  @inline(__always)
  func line(of first: UInt32) -> Int {
    first < 0x10000 ? Int(lines[Int(first)]) * Frequencies.words : 0
  }

  /// The level of a pair whose first character has this line, for whoever asks about many that follow one.
  @inline(__always)
  func level(_ first: UInt32, _ second: UInt32, line: Int) -> Int {
    let bit = Frequencies.bit(second & 0xFFFF)
    guard followers[line + bit >> 6] >> UInt64(bit & 63) & 1 != 0 else { return 0 }
    return level(first, second)
  }

  @inline(__always)
  private static func slot(_ key: UInt32) -> Int {
    Int((key &* 2_654_435_769) >> 15) & (slots - 1)
  }

  /// 0 for a character that is not seen, 9 for the most frequent.
  @inline(__always)
  func level(_ scalar: UInt32) -> Int { scalar < 0x10000 ? Int(levels[Int(scalar)]) : 0 }

  /// 0 for a pair that no word has, 9 for the most frequent.
  func level(_ first: UInt32, _ second: UInt32) -> Int {
    guard first < 0x10000, second < 0x10000 else { return 0 }
    let key = first << 16 | second
    var slot = Frequencies.slot(key)
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(pairLevels[slot]) }
      slot = (slot + 1) & (Frequencies.slots - 1)
    }
    return 0
  }
}
