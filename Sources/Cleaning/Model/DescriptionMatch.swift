/// Finds a page's description again in its blocks, by pairs of neighbouring words.
struct DescriptionMatch {
  /// Words of a description that are read.
  private static let longest = 600

  /// A hash table of the pairs, 0 where a slot is free.
  private var slots: [UInt32] = []
  private var count = 0

  init(_ descriptions: [String]) {
    var keys: [[UInt32]] = []
    var total = 0
    for description in descriptions {
      var words: [UInt32] = []
      var description = description
      description.withUTF8 { text in
        TextWords.forEach(text, most: DescriptionMatch.longest) { words.append($0) }
      }
      total += words.count
      keys.append(words)
    }
    guard total > 1 else { return }
    var size = 16
    while size < total * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    for words in keys {
      for index in words.indices.dropFirst() { insert(pair(words[index - 1], words[index])) }
    }
  }

  /// How much of a text the description holds, and how much of the description the text: shares of word pairs.
  ///
  /// Texts of fewer than three words tell nothing.
  func shares(of words: [UInt32]) -> (found: Float, covered: Float) {
    guard count > 0, words.count >= 3 else { return (0, 0) }
    var hits: Float = 0
    for index in words.indices.dropFirst() where contains(pair(words[index - 1], words[index])) {
      hits += 1
    }
    return (hits / Float(words.count - 1), hits / Float(count))
  }

  private func pair(_ first: UInt32, _ second: UInt32) -> UInt32 {
    let key = first &* 31 &+ second
    return key == 0 ? 1 : key
  }

  private func slot(of key: UInt32) -> Int {
    var slot = Int(key &* 0x9e37_79b1) & (slots.count - 1)
    while slots[slot] != 0, slots[slot] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func contains(_ key: UInt32) -> Bool { slots[slot(of: key)] == key }

  private mutating func insert(_ key: UInt32) {
    let slot = slot(of: key)
    if slots[slot] == 0 { count += 1 }
    slots[slot] = key
  }
}
