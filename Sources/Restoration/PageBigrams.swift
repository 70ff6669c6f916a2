/// Pairs of Han characters that stand on a page: what its author wrote once is likely to stand in the damage as well.
struct PageBigrams {
  /// An open hash table of pairs, each scalar in 16 bits; 0 is an empty slot.
  private var slots: [UInt32]
  /// A bit for each character that begins a pair: most that are asked about begin none.
  private var firsts = [UInt64](repeating: 0, count: (0xA000 - 0x4E00) / 64)

  /// - Parameter annotations: the page's readings in brackets, in its order, which part no pair.
  init(_ page: SourceScalars, _ annotations: [Annotation], hanCount: Int) {
    var size = 64
    while size < hanCount * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    slots.withUnsafeMutableBufferPointer { slots in
      firsts.withUnsafeMutableBufferPointer { firsts in
        page.scalars.withUnsafeBufferPointer { scalars in
          Self.fill(slots, firsts, scalars, annotations)
        }
      }
    }
  }

  private static func fill(
    _ slots: UnsafeMutableBufferPointer<UInt32>, _ firsts: UnsafeMutableBufferPointer<UInt64>,
    _ scalars: UnsafeBufferPointer<UInt32>, _ annotations: [Annotation]
  ) {
    var last: UInt32 = 0
    var index = 0
    var next = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar >= 0x4E00, scalar < 0xA000 {
        let pair = last << 16 | scalar
        if last != 0, let slot = place(of: pair, in: UnsafeBufferPointer(slots)) {
          slots[slot] = pair
          firsts[Int(last - 0x4E00) >> 6] |= 1 << UInt64(last & 63)
        }
        last = scalar
      } else if last != 0 {
        while next < annotations.count, annotations[next].range.lowerBound < index { next += 1 }
        if next < annotations.count, annotations[next].range.lowerBound == index {
          index = annotations[next].range.upperBound
          continue
        }
        last = 0
      }
      index += 1
    }
  }

  /// Pairs chosen to share a slot would make each look-up long: past so many steps a pair is not kept.
  private static let longestProbe = 64

  @inline(__always)
  func contains(_ first: UInt16, _ second: UInt16) -> Bool {
    guard first >= 0x4E00, first < 0xA000,
      firsts[Int(first - 0x4E00) >> 6] >> UInt64(first & 63) & 1 != 0
    else { return false }
    return holds(first, second)
  }

  private func holds(_ first: UInt16, _ second: UInt16) -> Bool {
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
