/// Words put before the marks of pages with untoned readings: `在文章中去碰，這次`.
///
/// A few words of two or three characters stand before a third of the page's commas and stops, after whatever word, and
/// nowhere else. What an author repeats stands elsewhere too, or always after the same character.
struct JunkWords {
  /// Words, as their scalars packed 16 bits each, last lowest.
  private var words: Set<UInt64> = []

  /// How often a word stands before marks before it is believed; an author ends three clauses of a short text with one.
  private static let fewest = 4
  /// The share of the page's marks that such words stand before, in percent; below it the page has none.
  private static let leastShare = 20

  /// The bit of a place behind a reading, among the characters before a word.
  private static let reading: UInt32 = 1 << 31

  init(_ page: SourceScalars) {
    var marks = 0
    var found: [UInt64: (count: Int, before: Set<UInt32>)] = [:]
    for index in page.scalars.indices where Self.isMark(page.scalars[index]) && index >= 4 {
      marks += 1
      for length in 2...3 {
        guard let word = Self.word(page, endingAt: index, length) else { break }
        found[word, default: (0, [])].count += 1
        let before = index - length - 1
        let isReading = Annotation.isClosing(page.scalars[before])
        // Behind a reading stands another character each time.
        found[word]?.before.insert(isReading ? Self.reading | UInt32(before) : page.scalars[before])
      }
    }
    let candidates = found.filter { $0.value.count >= Self.fewest }
    guard !candidates.isEmpty else { return }
    var everywhere: [UInt64: Int] = [:]
    for index in page.scalars.indices.dropFirst(4) {
      for length in 2...3 {
        guard let word = Self.word(page, endingAt: index, length) else { break }
        if candidates[word] != nil { everywhere[word, default: 0] += 1 }
      }
    }
    for (word, use) in candidates
    where everywhere[word] == use.count && use.before.count * 3 >= use.count * 2
      // `，他說，` begins a sentence; what was put in ends one, behind a character or its reading.
      && use.before.allSatisfy({ $0 >= 0x3400 && $0 < 0xA000 || $0 & Self.reading != 0 })
    {
      words.insert(word)
    }
    // The last two characters of a longer word are none of their own.
    words.subtract(words.filter { $0 >> 32 != 0 }.map { $0 & 0xFFFF_FFFF })
    let covered = words.reduce(0) { $0 + (candidates[$1]?.count ?? 0) }
    if covered * 100 < marks * Self.leastShare { words = [] }
  }

  /// How many scalars of a word stand right before an index; 0 for none.
  func length(before index: Int, in page: SourceScalars) -> Int {
    guard !words.isEmpty, index >= 4, Self.isMark(page.scalars[index]) else { return 0 }
    for length in [3, 2] {
      if let word = Self.word(page, endingAt: index, length), words.contains(word) { return length }
    }
    return 0
  }

  @inline(__always)
  static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2C, 0x3A, 0x3B, 0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B: true
    default: false
    }
  }

  private static func word(_ page: SourceScalars, endingAt end: Int, _ length: Int) -> UInt64? {
    var word: UInt64 = 0
    for index in end - length..<end {
      let scalar = page.scalars[index]
      guard scalar >= 0x4E00, scalar < 0xA000 else { return nil }
      word = word << 16 | UInt64(scalar)
    }
    return word
  }
}
