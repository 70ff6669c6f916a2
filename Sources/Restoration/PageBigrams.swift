/// Pairs of Han characters that stand on a page: what its author wrote once is likely to stand in the damage as well.
struct PageBigrams {
  /// An open hash table of pairs, each scalar in 16 bits; 0 is an empty slot.
  private var slots: [UInt32]

  init(_ page: SourceScalars, _ readings: Readings, hanCount: Int) {
    var size = 64
    while size < hanCount * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    slots.withUnsafeMutableBufferPointer { slots in
      page.scalars.withUnsafeBufferPointer { scalars in
        Self.fill(slots, scalars, page, readings)
      }
    }
  }

  private static func fill(
    _ slots: UnsafeMutableBufferPointer<UInt32>, _ scalars: UnsafeBufferPointer<UInt32>,
    _ page: SourceScalars, _ readings: Readings
  ) {
    var last: UInt32 = 0
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar >= 0x4E00, scalar < 0xA000 {
        let pair = last << 16 | scalar
        if last != 0, let slot = place(of: pair, in: UnsafeBufferPointer(slots)) {
          slots[slot] = pair
        }
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

  /// Pairs chosen to share a slot would make each look-up long: past so many steps a pair is not kept.
  private static let longestProbe = 64

  func contains(_ first: UInt16, _ second: UInt16) -> Bool {
    let key = UInt32(first) << 16 | UInt32(second)
    return slots.withUnsafeBufferPointer { slots in
      Self.place(of: key, in: slots).map { slots[$0] == key } ?? false
    }
  }

  /// The slot that a pair has or may have.
  @inline(__always)
  private static func place(of key: UInt32, in slots: UnsafeBufferPointer<UInt32>) -> Int? {
    let mask = slots.count - 1
    var slot = Int((key &* 2_654_435_769) >> 8) & mask
    for _ in 0..<longestProbe {
      if slots[slot] == 0 || slots[slot] == key { return slot }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
