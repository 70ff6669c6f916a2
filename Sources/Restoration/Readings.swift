import TextAnalysis

/// How characters are read, after Unihan.
struct Readings: Sendable {
  /// A reading as it is written, `jīng`, packed: its UTF-8 bytes, first byte lowest.
  typealias Key = UInt64

  private var syllables: [Key: UInt16] = [:]
  /// By syllable: the same without its tone.
  private var toneless: [UInt16] = []
  /// By syllable: its letters without those that bear the tone: `zhn` of `zhǎn`.
  private var dropped: [Key] = []
  /// By scalar of the basic plane: its first node, or -1.
  private var heads: [Int32]
  private var nodes: [(syllable: UInt16, next: Int32)] = []

  init() {
    heads = [Int32](repeating: -1, count: 0x10000)
    nodes.reserveCapacity(40_000)
    syllables.reserveCapacity(2_048)
    var key: Key = 0
    var shift: UInt64 = 0
    var syllable: UInt16 = 0
    var last: [Int32] = heads
    var literal = LiteralScalars(ReadingsData.characters)
    while let scalar = literal.next() {
      if scalar == 0x20 || scalar == 0x0A {
        (key, shift) = (0, 0)
      } else if scalar < 0x2E80 {
        Readings.append(scalar, to: &key, &shift)
        syllable = UInt16.max
      } else {
        if syllable == UInt16.max { syllable = intern(key) }
        let node = Int32(nodes.count)
        nodes.append((syllable, -1))
        let place = Int(scalar & 0xFFFF)
        if heads[place] < 0 { heads[place] = node } else { nodes[Int(last[place])].next = node }
        last[place] = node
      }
    }
  }

  private mutating func intern(_ key: Key) -> UInt16 {
    if let known = syllables[key] { return known }
    let id = UInt16(toneless.count)
    syllables[key] = id
    toneless.append(id)
    let (plain, rest) = Readings.withoutTone(key)
    dropped.append(rest)
    if plain != key { toneless[Int(id)] = intern(plain) }
    return id
  }

  /// The syllable that a reading names, if any character is read so.
  func syllable(_ key: Key) -> UInt16? { syllables[key] }

  /// Whether a character may be read so: exactly, or, for a reading without a mark, with any tone.
  func has(_ scalar: UInt32, _ syllable: UInt16) -> Bool {
    guard scalar < 0x10000 else { return false }
    var node = heads[Int(scalar)]
    let isPlain = toneless[Int(syllable)] == syllable
    while node >= 0 {
      let each = nodes[Int(node)]
      if each.syllable == syllable || isPlain && toneless[Int(each.syllable)] == syllable {
        return true
      }
      node = each.next
    }
    return false
  }

  /// Calls `body` with each reading of a character without its toned letters, packed.
  func droppedForms(of scalar: UInt32, _ body: (Key) -> Void) {
    guard scalar < 0x10000 else { return }
    var node = heads[Int(scalar)]
    while node >= 0 {
      body(dropped[Int(nodes[Int(node)].syllable)])
      node = nodes[Int(node)].next
    }
  }

  /// Whether a syllable bears a tone mark.
  func isToned(_ syllable: UInt16) -> Bool { toneless[Int(syllable)] != syllable }

  /// Appends a letter to a packed reading; false where it no longer fits.
  @discardableResult
  static func append(_ scalar: UInt32, to key: inout Key, _ shift: inout UInt64) -> Bool {
    if scalar < 0x80 {
      guard shift <= 56 else { return false }
      key |= UInt64(scalar) << shift
      shift += 8
    } else {
      guard shift <= 48 else { return false }
      key |= UInt64(0xC0 | scalar >> 6 & 0x1F) << shift
      key |= UInt64(0x80 | scalar & 0x3F) << (shift + 8)
      shift += 16
    }
    return true
  }

  /// A packed reading with its toned letters plain, and with them left out.
  private static func withoutTone(_ key: Key) -> (plain: Key, dropped: Key) {
    var (plain, rest): (Key, Key) = (0, 0)
    var (plainShift, restShift): (UInt64, UInt64) = (0, 0)
    var left = key
    while left != 0 {
      var scalar = UInt32(left & 0xFF)
      left >>= 8
      if scalar >= 0x80 {
        scalar = (scalar & 0x1F) << 6 | UInt32(left & 0x3F)
        left >>= 8
      }
      if let letter = Pinyin.plainLetter(scalar) {
        append(letter, to: &plain, &plainShift)
      } else {
        append(scalar, to: &plain, &plainShift)
        append(scalar, to: &rest, &restShift)
      }
    }
    return (plain, rest)
  }
}

/// The letters in which pinyin is written.
enum Pinyin {
  /// The letter below a tone mark; nil where there is none.
  static func plainLetter(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x101, 0xE1, 0x1CE, 0xE0: 0x61
    case 0x113, 0xE9, 0x11B, 0xE8: 0x65
    case 0x12B, 0xED, 0x1D0, 0xEC: 0x69
    case 0x14D, 0xF3, 0x1D2, 0xF2: 0x6F
    case 0x16B, 0xFA, 0x1D4, 0xF9: 0x75
    case 0x1D6, 0x1D8, 0x1DA, 0x1DC: 0xFC
    case 0x144, 0x148, 0x1F9: 0x6E
    case 0x1E3F: 0x6D
    default: nil
    }
  }

  /// A letter as Unihan writes it: `ɡ` is `g`, a capital is small; nil for what is no letter of pinyin.
  @inline(__always)
  static func letter(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x61...0x7A: scalar
    case 0x41...0x5A: scalar + 0x20
    case 0xFC, 0xEA: scalar
    case 0x251: 0x61
    case 0x261: 0x67
    default: plainLetter(scalar) == nil ? nil : scalar
    }
  }
}
