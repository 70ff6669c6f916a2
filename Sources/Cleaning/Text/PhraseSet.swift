/// Many phrases, found in one walk over a text.
///
/// Phrases are lower-case; the text is compared with its ASCII letters lowered. A phrase of Latin letters counts only as
/// whole words. Built once, then a value that any thread reads.
///
/// A trie in flat arrays, entered at each byte that filters by two and by three bytes let through: on prose nearly all of
/// the walk is the one table look-up of the first.
struct PhraseSet: Sendable {
  /// One occurrence: which phrase, and where, in bytes.
  struct Hit {
    var phrase: Int
    var range: Range<Int>
  }

  /// What the caller gave each phrase.
  let labels: [UInt8]

  private var filter: [UInt64]

  /// Hashes of the first three bytes; of a phrase of two, with every byte behind.
  private var longFilter: [UInt64]
  private var firstEdge: [UInt32] = []
  private var edgeBytes: [UInt8] = []
  private var edgeTargets: [UInt32] = []
  private var terminal: [Int32] = []

  /// The node behind each first byte, 0 for none: the root has more edges than all others on the way.
  private var firstNodes = [UInt32](repeating: 0, count: 256)

  /// - Parameter phrases: lower-case UTF-8 phrases of two bytes or more, each with its label.
  init(_ phrases: [(text: [UInt8], label: UInt8)]) {
    labels = phrases.map(\.label)
    filter = [UInt64](repeating: 0, count: 1024)
    longFilter = [UInt64](repeating: 0, count: 1024)
    for phrase in phrases where phrase.text.count >= 2 {
      let key = Int(phrase.text[0]) << 8 | Int(phrase.text[1])
      filter[key >> 6] |= 1 << UInt64(key & 63)
      let thirds: ClosedRange<Int> =
        phrase.text.count > 2 ? Int(phrase.text[2])...Int(phrase.text[2]) : 0...255
      for third in thirds {
        let slot = PhraseSet.slot(key, UInt8(third))
        longFilter[slot >> 6] |= 1 << UInt64(slot & 63)
      }
    }
    // The first of equal phrases counts.
    let order = phrases.indices.filter { phrases[$0].text.count >= 2 }.sorted {
      phrases[$0].text == phrases[$1].text
        ? $0 < $1 : phrases[$0].text.lexicographicallyPrecedes(phrases[$1].text)
    }
    // Nodes in order of depth, each the run of sorted phrases that share its bytes: the edges of a node come together.
    var runs = [(range: 0..<order.count, depth: 0)]
    var node = 0
    while node < runs.count {
      let (range, depth) = runs[node]
      node += 1
      firstEdge.append(UInt32(edgeBytes.count))
      var at = range.lowerBound
      let isEnd = at < range.upperBound && phrases[order[at]].text.count == depth
      terminal.append(isEnd ? Int32(order[at]) : -1)
      while at < range.upperBound, phrases[order[at]].text.count == depth { at += 1 }
      while at < range.upperBound {
        let start = at
        let byte = phrases[order[at]].text[depth]
        while at < range.upperBound, phrases[order[at]].text[depth] == byte { at += 1 }
        edgeBytes.append(byte)
        edgeTargets.append(UInt32(runs.count))
        runs.append((start..<at, depth + 1))
      }
    }
    firstEdge.append(UInt32(edgeBytes.count))
    for edge in Int(firstEdge[0])..<Int(firstEdge[1]) {
      firstNodes[Int(edgeBytes[edge])] = edgeTargets[edge]
    }
  }

  /// The longest phrase at each place, left to right, without overlaps.
  func hits(in text: UnsafeBufferPointer<UInt8>, limit: Int = 32) -> [Hit] {
    var hits: [Hit] = []
    guard text.count >= 2 else { return hits }
    // The pointer is taken once: on prose the walk is this look-up and nothing else.
    filter.withUnsafeBufferPointer { filter in
      var i = 0
      var byte = Int(PhraseSet.lowered(text[0]))
      while i + 1 < text.count {
        let next = Int(PhraseSet.lowered(text[i + 1]))
        let key = byte << 8 | next
        byte = next
        i += 1
        guard filter[key >> 6] >> UInt64(key & 63) & 1 != 0 else {
          // No phrase begins inside a character of three bytes.
          if key >= 0xE000, i + 1 < text.count {
            i += 2
            guard i < text.count else { break }
            byte = Int(PhraseSet.lowered(text[i]))
          }
          continue
        }
        guard !isInsideWord(i > 1 ? text[i - 2] : 0x20, text[i - 1]),
          i + 1 == text.count || mayGoOn(key, by: text[i + 1]),
          let hit = longest(at: i - 1, in: text)
        else { continue }
        hits.append(hit)
        i = hit.range.upperBound
        guard hits.count < limit, i < text.count else { break }
        byte = Int(PhraseSet.lowered(text[i]))
      }
    }
    return hits
  }

  private static func slot(_ pair: Int, _ third: UInt8) -> Int {
    ((pair << 8 | Int(third)) &* 0x9e37_79b1) >> 8 & 0xffff
  }

  /// Whether some phrase begins with a pair and the byte behind it, as far as hashes tell.
  private func mayGoOn(_ pair: Int, by third: UInt8) -> Bool {
    let slot = PhraseSet.slot(pair, PhraseSet.lowered(third))
    return longFilter[slot >> 6] >> UInt64(slot & 63) & 1 != 0
  }

  private func longest(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Hit? {
    var node = Int(firstNodes[Int(PhraseSet.lowered(text[start]))])
    guard node > 0 else { return nil }
    var i = start + 1
    var best: Hit?
    while i < text.count, let next = child(of: node, by: PhraseSet.lowered(text[i])) {
      node = next
      i += 1
      if terminal[node] >= 0, i == text.count || !isInsideWord(text[i - 1], text[i]) {
        best = Hit(phrase: Int(terminal[node]), range: start..<i)
      }
    }
    return best
  }

  private func child(of node: Int, by byte: UInt8) -> Int? {
    var low = Int(firstEdge[node])
    let high = Int(firstEdge[node + 1])
    // Sorted, and behind the first byte of Han characters there are dozens.
    while low + 8 < high, edgeBytes[low + 8] <= byte { low += 8 }
    while low < high {
      if edgeBytes[low] == byte { return Int(edgeTargets[low]) }
      low += 1
    }
    return nil
  }

  private static func lowered(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// Whether a word goes on between two bytes: ASCII letters and digits, and the two-byte letters of UTF-8 (Latin with
  /// accents, Greek, Cyrillic, Arabic, Hebrew).
  private func isInsideWord(_ a: UInt8, _ b: UInt8) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0xc3 && byte <= 0xdf
    }
    func isTail(_ byte: UInt8) -> Bool { byte >= 0x80 && byte <= 0xbf }
    return (isWord(a) || isTail(a)) && isWord(b) && !(isTail(a) && b < 0xc3)
  }
}
