/// What the words of blocks come to by their weights, and what else one walk over each text tells.
struct WordRatings {
  private(set) var mean: [Float]
  private(set) var least: [Float]
  private(set) var greatest: [Float]
  private(set) var first: [Float]

  /// How often the same text stands on the page.
  private(set) var repeats: [Float]

  /// Shares of word pairs that a block and the page's description have in common.
  private(set) var described: [Float]
  private(set) var describing: [Float]

  /// What the words of the title weigh that stand in each block.
  private(set) var topic: [Float]

  init(
    _ segmentation: Segmentation, _ description: DescriptionMatch, _ topicWords: TopicWords,
    words table: WordWeights
  ) {
    let count = segmentation.blocks.count
    mean = [Float](repeating: 0, count: count)
    least = mean
    greatest = mean
    first = mean
    repeats = mean
    described = mean
    describing = mean
    topic = []
    var found: [UInt32] = []
    found.reserveCapacity(count)
    var seen = KeyCounts(capacity: count)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(count)
    var keys: [UInt32] = []
    segmentation.text.withUnsafeBufferPointer { text in
      for (index, block) in segmentation.blocks.enumerated() {
        keys.removeAll(keepingCapacity: true)
        let bytes = UnsafeBufferPointer(rebasing: text[block.text])
        TextWords.forEach(bytes) { keys.append($0) }
        weigh(index, keys, table)
        found.append(topicWords.found(in: keys))
        (described[index], describing[index]) = description.shares(of: keys)
        var hash = WordHash()
        for byte in bytes.prefix(WordRatings.longestHashed) { hash.add(byte) }
        let key = UInt64(hash.key) << 32 | UInt64(UInt32(truncatingIfNeeded: bytes.count))
        hashes.append(key)
        seen.add(key)
      }
    }
    topic = TopicWords.weights(of: found)
    for index in 0..<count { repeats[index] = Float(min(seen.count(of: hashes[index]), 8)) }
  }

  /// Texts that are alike this far, and as long, are the same.
  private static let longestHashed = 200

  private mutating func weigh(_ index: Int, _ keys: [UInt32], _ table: WordWeights) {
    var (sum, count, first): (Float, Float, Float) = (0, 0, 0)
    var (least, greatest): (Float, Float) = (0, 0)
    for key in keys {
      guard let weight = table.weight(key ^ BlockFeatures.textSeed) else { continue }
      if count == 0 { first = weight }
      sum += weight
      count += 1
      least = min(least, weight)
      greatest = max(greatest, weight)
    }
    self.first[index] = first
    self.least[index] = least
    self.greatest[index] = greatest
    mean[index] = count > 0 ? sum / (count + 1) : 0
  }
}

/// How often each of a known number of keys was met: a table of open addressing, since a dictionary hashes against
/// attackers and took 1% of cleaning.
///
/// Keys are hashes of texts; a page of texts made to collide makes this slow no longer than `longestProbe` a key, past
/// which a key counts as met once.
private struct KeyCounts {
  private static let longestProbe = 64

  private var keys: [UInt64]
  private var counts: [UInt32]
  private let mask: Int

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    counts = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  private func slot(of key: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: RepeatedStructure.spread(key)) & mask
    for _ in 0..<KeyCounts.longestProbe {
      if counts[slot] == 0 || keys[slot] == key { return slot }
      slot = (slot + 1) & mask
    }
    return nil
  }

  mutating func add(_ key: UInt64) {
    guard let slot = slot(of: key) else { return }
    keys[slot] = key
    counts[slot] += 1
  }

  func count(of key: UInt64) -> Int { slot(of: key).map { max(Int(counts[$0]), 1) } ?? 1 }
}
