/// The items with the highest scores, best first.
struct BestFew<Item> {
  private(set) var entries: [(item: Item, score: Int32)] = []
  private let limit: Int

  init(_ limit: Int) {
    self.limit = limit
    entries.reserveCapacity(limit)
  }

  /// What is worth no more is not taken.
  @inline(__always)
  var threshold: Int32 { entries.count == limit ? entries[limit - 1].score : .min }

  /// Of items with one score those offered first are the better ones.
  @inline(__always)
  mutating func offer(_ item: Item, _ score: Int32) {
    if entries.count == limit, score <= entries[limit - 1].score { return }
    if entries.count < limit { entries.append((item, score)) }
    var place = entries.count - 1
    while place > 0, entries[place - 1].score < score {
      entries[place] = entries[place - 1]
      place -= 1
    }
    entries[place] = (item, score)
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

  /// Forgets all; what they were is overwritten as others come.
  mutating func removeAll() {
    for slot in keys.indices { keys[slot] = .max }
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
