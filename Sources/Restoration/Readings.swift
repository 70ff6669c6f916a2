import TextAnalysis

/// How characters are read, after Unihan.
struct Readings: Sendable {
  /// A reading as it is written, `jīng`, packed: its UTF-8 bytes, first byte lowest.
  typealias Key = UInt64

  /// An open hash table of syllables; 0 is an empty slot.
  private var slotKeys: [Key]
  private var slotSyllables: [UInt16]
  /// By syllable: the same without its tone.
  private var toneless: [UInt16] = []
  /// By syllable: the next one that differs in its tone alone, or itself at the end.
  private var variants: [UInt16] = []
  /// By syllable: its letters without those that bear the tone: `zhn` of `zhǎn`.
  private var dropped: [Key] = []
  /// By syllable: where its characters begin in `scalars`, and how many they are.
  private var firsts: [UInt32] = []
  private var counts: [UInt16] = []
  /// Characters grouped by syllable; beside each its syllable and the place of the same character before.
  private var scalars: [UInt16] = []
  private var syllables: [UInt16] = []
  private var previous: [Int32] = []
  /// By scalar of the basic plane: its last place in `scalars`, or -1.
  private var lasts: [Int32]

  /// More than twice the number of syllables, as a power of two.
  private static let slots = 4096

  init() {
    slotKeys = [Key](repeating: 0, count: Self.slots)
    slotSyllables = [UInt16](repeating: 0, count: Self.slots)
    lasts = [Int32](repeating: -1, count: 0x10000)
    scalars.reserveCapacity(40_000)
    syllables.reserveCapacity(40_000)
    previous.reserveCapacity(40_000)
    var key: Key = 0
    var shift: UInt64 = 0
    var syllable: UInt16?
    var literal = LiteralScalars(ReadingsData.characters)
    while let scalar = literal.next() {
      if scalar == 0x20 || scalar == 0x0A {
        (key, shift, syllable) = (0, 0, nil)
      } else if scalar < 0x2E80 {
        Readings.append(scalar, to: &key, &shift)
      } else {
        let own = syllable ?? intern(key)
        syllable = own
        if counts[Int(own)] == 0 { firsts[Int(own)] = UInt32(scalars.count) }
        counts[Int(own)] += 1
        previous.append(lasts[Int(scalar & 0xFFFF)])
        lasts[Int(scalar & 0xFFFF)] = Int32(scalars.count)
        scalars.append(UInt16(truncatingIfNeeded: scalar))
        syllables.append(own)
      }
    }
  }

  private mutating func intern(_ key: Key) -> UInt16 {
    var slot = Self.slot(key)
    while slotKeys[slot] != 0 {
      if slotKeys[slot] == key { return slotSyllables[slot] }
      slot = (slot + 1) & (Self.slots - 1)
    }
    let id = UInt16(toneless.count)
    slotKeys[slot] = key
    slotSyllables[slot] = id
    let (plain, rest) = Readings.withoutTone(key)
    toneless.append(id)
    variants.append(id)
    dropped.append(rest)
    firsts.append(0)
    counts.append(0)
    guard plain != key else { return id }
    let base = intern(plain)
    toneless[Int(id)] = base
    variants[Int(id)] = variants[Int(base)] == base ? id : variants[Int(base)]
    variants[Int(base)] = id
    return id
  }

  @inline(__always)
  private static func slot(_ key: Key) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> 52) & (slots - 1)
  }

  /// The syllable that a reading names, if any character is read so.
  func syllable(_ key: Key) -> UInt16? {
    guard key != 0 else { return nil }
    var slot = Self.slot(key)
    while slotKeys[slot] != 0 {
      if slotKeys[slot] == key { return slotSyllables[slot] }
      slot = (slot + 1) & (Self.slots - 1)
    }
    return nil
  }

  /// Whether a character may be read so: exactly, or, for a reading without a mark, with any tone.
  func has(_ scalar: UInt32, _ syllable: UInt16) -> Bool {
    guard scalar < 0x10000 else { return false }
    var place = lasts[Int(scalar)]
    let isPlain = toneless[Int(syllable)] == syllable
    while place >= 0 {
      let each = syllables[Int(place)]
      if each == syllable || isPlain && toneless[Int(each)] == syllable { return true }
      place = previous[Int(place)]
    }
    return false
  }

  /// Calls `body` with each character that may be read so, as `has` means it.
  @inline(__always)
  func forEachCharacter(read syllable: UInt16, _ body: (UInt16) -> Void) {
    var each = syllable
    while true {
      let first = Int(firsts[Int(each)])
      for place in first..<first + Int(counts[Int(each)]) { body(scalars[place]) }
      guard toneless[Int(syllable)] == syllable, variants[Int(each)] != each else { return }
      each = variants[Int(each)]
    }
  }

  /// Calls `body` with each reading of a character without its toned letters, packed.
  func droppedForms(of scalar: UInt32, _ body: (Key) -> Void) {
    guard scalar < 0x10000 else { return }
    var place = lasts[Int(scalar)]
    while place >= 0 {
      body(dropped[Int(syllables[Int(place)])])
      place = previous[Int(place)]
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
