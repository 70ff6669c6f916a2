/// Random numbers that a seed decides (SplitMix64; Steele, Lea, Flood 2014).
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  mutating func isOne(outOf count: Int) -> Bool { number(1...count) == 1 }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[number(0...items.count - 1)] }
}
