/// How often characters and pairs of them stand in simplified text, on a scale of logarithms.
struct Frequencies: Sendable {
  /// By scalar of the basic plane: 0 where it is not seen, 9 for the most frequent.
  private var levels: [UInt8]
  /// An open hash table of pairs: scalars in the upper 28 bits of each half, the level beside.
  private var keys: [UInt32]
  private var pairLevels: [UInt8]

  /// Twice the number of pairs, as a power of two: chains stay short.
  private static let slots = 1 << 17

  init() {
    levels = [UInt8](repeating: 0, count: 0x10000)
    keys = [UInt32](repeating: 0, count: Frequencies.slots)
    pairLevels = [UInt8](repeating: 0, count: Frequencies.slots)
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
