/// Pairs of Han characters that stand on a page: what its author wrote once is likely to stand in the damage as well.
struct PageBigrams {
  /// An open hash table of pairs, each scalar in 16 bits; 0 is an empty slot.
  private var slots: [UInt32]
  private let mask: Int

  init(_ page: SourceScalars, _ readings: Readings, hanCount: Int) {
    var size = 64
    while size < hanCount * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
    var last: UInt32 = 0
    var index = 0
    while index < page.count {
      let scalar = page.scalars[index]
      if scalar >= 0x4E00, scalar < 0xA000 {
        if last != 0 { insert(last << 16 | scalar) }
        last = scalar
      } else if last != 0, let found = page.annotation(behind: index - 1, readings) {
        index = found.range.upperBound
        continue
      } else {
        last = 0
      }
      index += 1
    }
  }

  @inline(__always)
  private func slot(_ key: UInt32) -> Int { Int((key &* 2_654_435_769) >> 8) & mask }

  /// Pairs chosen to share a slot would make each look-up long: past so many steps a pair is not kept.
  private static let longestProbe = 64

  private mutating func insert(_ key: UInt32) {
    if let slot = place(of: key) { slots[slot] = key }
  }

  func contains(_ first: UInt16, _ second: UInt16) -> Bool {
    let key = UInt32(first) << 16 | UInt32(second)
    return place(of: key).map { slots[$0] == key } ?? false
  }

  /// The slot that a pair has or may have.
  private func place(of key: UInt32) -> Int? {
    var slot = slot(key)
    for _ in 0..<Self.longestProbe {
      if slots[slot] == 0 || slots[slot] == key { return slot }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
