/// A set of hashes by open addressing, since Swift's own hashes each again.
///
/// Hashes that a page made to share a slot would make each look-up long: past `longestProbe` steps one is not kept.
struct KeySet: Sendable {
  private static let longestProbe = 64

  /// 0, which is no key, is an empty slot.
  private var slots: [UInt64] = []
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  var all: [UInt64] { slots.filter { $0 != 0 } }

  @inline(__always)
  func contains(_ key: UInt64) -> Bool {
    count > 0 && place(of: key).map { slots[$0] == key } ?? false
  }

  @inline(__always)
  mutating func insert(_ key: UInt64) {
    if count * 2 >= slots.count { grow() }
    guard let place = place(of: key), slots[place] == 0 else { return }
    slots[place] = key
    count += 1
  }

  /// The slot that a key has or may have.
  @inline(__always)
  private func place(of key: UInt64) -> Int? {
    var slot =
      Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
    for _ in 0..<Self.longestProbe {
      if slots[slot] == 0 || slots[slot] == key { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Makes room for so many keys at once.
  mutating func reserve(_ keys: Int) {
    var size = 32
    while size <= keys * 2 { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  private mutating func grow() { grow(to: max(32, slots.count * 2)) }

  private mutating func grow(to size: Int) {
    let old = slots
    slots = [UInt64](repeating: 0, count: size)
    count = 0
    for key in old where key != 0 { insert(key) }
  }
}
