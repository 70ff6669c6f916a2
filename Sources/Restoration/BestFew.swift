/// The items with the highest scores, best first.
struct BestFew<Item> {
  private(set) var items: [Item] = []
  private(set) var scores: [Int32] = []
  private let limit: Int

  init(_ limit: Int) {
    self.limit = limit
    items.reserveCapacity(limit + 1)
    scores.reserveCapacity(limit + 1)
  }

  /// What is worth no more is not taken.
  @inline(__always)
  var threshold: Int32 { scores.count == limit ? scores[limit - 1] : .min }

  @inline(__always)
  mutating func offer(_ item: Item, _ score: Int32) {
    if scores.count == limit, score <= scores[limit - 1] { return }
    if scores.count < limit {
      scores.append(score)
      items.append(item)
    }
    var place = scores.count - 1
    while place > 0, scores[place - 1] < score {
      scores[place] = scores[place - 1]
      items[place] = items[place - 1]
      place -= 1
    }
    scores[place] = score
    items[place] = item
  }
}

/// The latest results of a search by a key: readings that differ in their beginning alone ask the same again.
struct RecentResults<Result> {
  private var keys: [UInt64]
  private var results: [Result?]

  private static var size: Int { 64 }

  init() {
    keys = [UInt64](repeating: .max, count: Self.size)
    results = [Result?](repeating: nil, count: Self.size)
  }

  subscript(key: UInt64) -> Result? {
    get {
      let slot = Self.slot(key)
      return keys[slot] == key ? results[slot] : nil
    }
    set {
      let slot = Self.slot(key)
      (keys[slot], results[slot]) = (key, newValue)
    }
  }

  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }
}
