/// Names by number: the known ones, then those that a page brought along.
///
/// An open-addressed table over one byte array. Numbers are given in order of appearance, so that
/// the same page has the same numbers every time; 0 stands for no name.
struct NameTable: Sendable {
  private var bytes: [UInt8] = []
  private var ranges: [ByteRange] = [ByteRange(start: 0, count: 0)]
  private var slots: [UInt32]

  /// Slots in use.
  private var placed = 0

  /// The number from which on names of the page are found again.
  private var firstRemembered = 0

  /// Chosen names that share a slot would make each look-up long: past this many steps a name gets
  /// a number of its own without a slot, so that the time stays linear whatever the page says.
  private static let longestProbe = 64

  /// The table with the known names alone.
  static let known = NameTable(names: NameTable.words(of: knownNames))

  /// The number below which a name is a known one.
  static let knownEnd = UInt32(known.ranges.count)

  /// A known name by its exact spelling.
  func cased(_ name: [UInt8]) -> UInt32? {
    (1..<UInt32(ranges.count)).first { self[$0] == name[...] }
  }

  private init(names: [[UInt8]]) {
    slots = [UInt32](repeating: 0, count: 2048)
    for name in names {
      // Names with capitals are reached by their numbers alone: a token's name has none.
      if name.allSatisfy({ $0 == $0.lowered }) {
        _ = intern(name.span)
      } else {
        _ = add(name.span, hash: 0, slot: nil, lowering: false)
      }
    }
    firstRemembered = ranges.count
  }

  /// The number of a name whose ASCII capitals count as small letters.
  mutating func intern(_ name: Span<UInt8>) -> UInt32 {
    intern(name, hash: NameTable.hash(name))
  }

  /// The number of a name, given the hash of its lower-case form.
  @inline(__always)
  mutating func intern(_ name: Span<UInt8>, hash: UInt32) -> UInt32 {
    var slot = NameTable.slot(hash, among: slots.count)
    var step = 0
    while step < NameTable.longestProbe {
      let number = slots[slot]
      if number == 0 { break }
      if matches(number, name) { return number }
      slot = (slot + 1) & (slots.count - 1)
      step += 1
    }
    return add(name, hash: hash, slot: step < NameTable.longestProbe ? slot : nil)
  }

  /// The number of a name that is already here.
  func number(of name: Span<UInt8>) -> UInt32? {
    var slot = NameTable.slot(NameTable.hash(name), among: slots.count)
    for _ in 0..<NameTable.longestProbe {
      let number = slots[slot]
      if number == 0 { return nil }
      if matches(number, name) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  subscript(number: UInt32) -> ArraySlice<UInt8> {
    guard Int(number) < ranges.count else { return [] }
    return bytes[ranges[Int(number)].indices]
  }

  /// Adds nothing past 32 bits of names: a page is smaller than that.
  private mutating func add(
    _ name: Span<UInt8>, hash: UInt32, slot: Int?, lowering: Bool = true
  ) -> UInt32 {
    let number = UInt32(ranges.count)
    ranges.append(ByteRange(start: UInt32(bytes.count), count: UInt32(name.count)))
    for i in name.indices { bytes.append(lowering ? name[i].lowered : name[i]) }
    if let slot {
      slots[slot] = number
      placed += 1
    }
    if placed * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    placed = 0
    for number in 1..<UInt32(ranges.count) { place(number) }
  }

  /// Gives a name a slot; names with capitals have none.
  private mutating func place(_ number: UInt32) {
    let name = self[number]
    guard name.allSatisfy({ $0 == $0.lowered }) else { return }
    var slot = NameTable.slot(NameTable.hash(name.span), among: slots.count)
    for _ in 0..<NameTable.longestProbe {
      if slots[slot] == 0 {
        slots[slot] = number
        placed += 1
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// How many names of the page are found again.
  var remembered: Int { ranges.count - firstRemembered }

  /// Finds none of the page's names again but for some: equal ones to come get numbers of their own.
  mutating func forget(keeping kept: [UInt32]) {
    firstRemembered = ranges.count
    slots = [UInt32](repeating: 0, count: slots.count)
    placed = 0
    for number in 1..<NameTable.knownEnd { place(number) }
    for number in kept where number >= NameTable.knownEnd { place(number) }
  }

  @inline(__always)
  private func matches(_ number: UInt32, _ name: Span<UInt8>) -> Bool {
    let range = ranges[Int(number)]
    guard Int(range.count) == name.count else { return false }
    let start = Int(range.start)
    for i in 0..<name.count where bytes[start + i] != name[i].lowered { return false }
    return true
  }

  // FNV-1a, 32 bits.
  static let emptyHash: UInt32 = 2_166_136_261

  @inline(__always)
  static func hash(_ hash: UInt32, adding byte: UInt8) -> UInt32 {
    (hash ^ UInt32(byte)) &* 16_777_619
  }

  static func hash(_ name: Span<UInt8>) -> UInt32 {
    var result = emptyHash
    for i in name.indices { result = hash(result, adding: name[i].lowered) }
    return result
  }

  @inline(__always)
  private static func slot(_ hash: UInt32, among count: Int) -> Int {
    Int(hash ^ (hash >> 15)) & (count - 1)
  }

  /// The words of a packed literal, in order.
  static func words(of packed: StaticString) -> [[UInt8]] {
    packed.withUTF8Buffer { text in
      text.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map(Array.init)
    }
  }
}

extension UInt8 {
  /// The byte with an ASCII capital made small.
  @inline(__always)
  var lowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
