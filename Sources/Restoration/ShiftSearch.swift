/// Reads shifted text as its author's bytes had it: a search over what the lost bytes may have been.
///
/// The page's characters are taken back to GBK, what was put in is taken out and the lost byte put back; reading goes on until
/// its characters begin where the page's do. Readings are a tree in one flat array: each node a step of one, so that a step
/// costs no copy.
struct ShiftSearch {
  let page: SourceScalars
  let gbk: GBKTable
  let readings: Readings
  let frequencies: Frequencies
  let characters: CharacterTable
  let model: PageModel
  let isMarkup: Bool
  /// Made for the first search: most pages need none.
  var bigrams: PageBigrams?

  /// One step of a reading: what it read, and where it stands.
  struct Node {
    /// The step before; -1 at the start.
    var parent: Int32 = -1
    /// Index of the page's next scalar.
    var next: Int32
    /// Read in this step; 0 for none.
    var first: UInt16 = 0
    var second: UInt16 = 0
    var last: UInt16
    /// The first byte of a character whose second is still to come; 0 where in step with the page.
    var pending: UInt8
    /// Which of `rivals` it stands for besides; -1 for none.
    var rivals: Int16 = -1
    /// Whether a quotation is open.
    var isQuoted = false
    var score: Int32 = 0
  }

  /// What a search found at one place.
  struct Found {
    var next: Int
    var output: [UInt32]
    var isProved: Bool
    var alternatives: [[UInt32]]
  }

  /// A first character of readings that go on alike, and by how much its score is below that of the one that is gone on with.
  typealias Rival = (first: UInt16, behind: Int32)

  /// A character that ends in bytes that vanished, and the first byte of the next.
  typealias VanishedPair = (scalar: UInt16, first: UInt8, worth: Int32)

  var nodes: [Node] = []
  /// Nodes to go on from, packed as score and index, so that they sort as numbers; no more than will be kept.
  var following: [Int64] = []
  /// How many are kept, and the least score among them once there are so many: then they are sorted, best first.
  var mostFollowing = 0
  var leastFollowing = Int32.min
  var done: [Int32] = []
  /// Of a cut: first characters after which one node goes on for all.
  private var rivals: [[Rival]] = []
  /// Whether a reading was given up that was not impossible.
  var isPruned = false
  /// By second byte: the characters that end with it, and the common ones among them.
  private var byTrail = [[(UInt8, UInt16)]?](repeating: nil, count: 256)
  var commonByTrail = [[(UInt8, UInt16)]?](repeating: nil, count: 256)
  /// By first byte: the characters that begin with it, and what each is worth at most.
  var byLead = [[(UInt16, Int32)]?](repeating: nil, count: 256)
  /// By what a reading stands at: what may end it, and what may have vanished there.
  var lastCharacters = RecentResults<BestFew<UInt16>>()
  var vanishedPairs = RecentResults<BestFew<VanishedPair>>()
  var vanishedSeconds = RecentResults<[(UInt16, BestFew<UInt8>)]>()
  /// By where a reading ends and its last character: what the page is worth from there on, in one search.
  private var tails = RecentResults<Int32>()
  /// The author's last character before the search.
  private var start: UInt16 = 0
  /// Whether a quotation is open where the search begins.
  var isQuoted = false
  /// Steps left for this page: what bounds the time of a page made of broken bytes.
  private(set) var budget: Int

  /// Readings kept while searching; set by hand, not swept.
  static let width = 24
  /// The same once readings that differ in their first character are one.
  private static let mergedWidth = 8
  /// Longest span in characters: shifted text meets ASCII or a full stop sooner.
  private static let longest = 160
  /// Steps allowed for each character of the page, and for any page; damaged pages take less than 3 for each.
  private static let stepsEach = 12
  private static let leastSteps = 4_096
  /// What beginning a search costs, whatever comes of it.
  private static let stepsOfBeginning = 16
  /// What a full stop is worth where a lead byte was lost: without it 海 and 常 were put for it on damaged pages with gold.
  private static let fullStop: Int32 = 4
  /// Sum of scores for each character below which a reading of broken bytes is no text.
  private static let leastScore: Int32 = -3
  /// Readings tried on the model, best first.
  private static let verified = 24
  /// What meeting the page again under the model is worth.
  private static let modelWorth: Int32 = 12
  /// Other readings that are named beside one that is not proved.
  private static let mostAlternatives = 3

  init(_ page: SourceScalars, _ model: PageModel, _ tables: RepairTables, isMarkup: Bool) {
    (self.page, self.model, self.isMarkup) = (page, model, isMarkup)
    (gbk, readings) = (tables.gbk, tables.readings)
    (frequencies, characters) = (tables.frequencies, tables.characters)
    budget = max(Self.leastSteps, page.count * Self.stepsEach)
  }

  /// `?yōu)`: the best reading of a code that was found across a border.
  ///
  /// - Parameters:
  ///   - before: the author's last character before it.
  ///   - bare: the reading behind the question mark.
  mutating func crossing(at index: Int, after before: UInt32, _ bare: Annotation) -> Found? {
    let code = gbk.code(before)
    guard code != 0, budget > 0 else { return nil }
    begin()
    start = UInt16(truncatingIfNeeded: before)
    for byte in hiddenBytes(after: UInt8(code & 0xFF), bare.syllable) {
      extend(
        Node(
          next: Int32(bare.range.upperBound), last: UInt16(truncatingIfNeeded: before),
          pending: byte, isQuoted: isQuoted))
    }
    return search(from: index, previous: UInt8(code & 0xFF), isShift: false)
  }

  /// `?，F`: the best reading of text cut at a mark that was the end of one character and the beginning of the next.
  mutating func cut(at index: Int, after before: UInt32) -> Found? {
    guard budget > 0, index + 2 < page.count, let mark = Self.markCode(page.scalars[index + 1])
    else {
      return nil
    }
    begin()
    for (_, own) in charactersEnding(with: mark.first) {
      let scalar = UInt32(own)
      var node = Node(
        next: Int32(index + 2), last: UInt16(truncatingIfNeeded: before), pending: mark.second,
        isQuoted: isQuoted)
      read(scalar, &node)
      // The lost lead byte is that of a full stop far more often than of any character: 。 is A1A3.
      if scalar == 0x3002 { node.score += Self.fullStop }
      extend(node)
    }
    let code = gbk.code(before)
    return search(
      from: index, previous: code == 0 ? nil : UInt8(code & 0xFF), isShift: true)
  }

  /// What may have been cut before a mark's first byte; looked for once a page.
  private mutating func charactersEnding(with trail: UInt8) -> [(UInt8, UInt16)] {
    if let known = byTrail[Int(trail)] { return known }
    let found = (UInt8(0x81)...0xFE).compactMap { lead -> (UInt8, UInt16)? in
      let scalar = gbk.scalar(lead, trail)
      return scalar != 0 && !characters.isSimplified(scalar) ? (lead, UInt16(scalar)) : nil
    }
    byTrail[Int(trail)] = found
    return found
  }

  private mutating func begin() {
    budget -= Self.stepsOfBeginning
    if bigrams == nil {
      bigrams = PageBigrams(page, model.census.annotations, hanCount: model.census.han)
    }
    nodes.removeAll(keepingCapacity: true)
    keepFollowing(Self.width * 2)
    done.removeAll(keepingCapacity: true)
    rivals.removeAll(keepingCapacity: true)
    isPruned = false
  }

  private mutating func search(from index: Int, previous: UInt8?, isShift: Bool) -> Found? {
    var beam: [Int64] = []
    var steps = 0
    while !following.isEmpty, steps < Self.longest, budget > 0 {
      steps += 1
      swap(&beam, &following)
      keepFollowing(isShift && steps > 1 ? Self.mergedWidth : Self.width)
      budget -= beam.count
      for packed in beam { step(Int32(truncatingIfNeeded: ~packed & 0xFFFF_FFFF)) }
      if isShift, steps == 1 { mergeRivals() }
    }
    if !following.isEmpty { isPruned = true }
    return choose(from: index, previous: previous, isShift: isShift)
  }

  /// Leaves one of the nodes that differ in the first character of a cut alone.
  ///
  /// Nothing names the byte that a cut lost, but it is the same byte that all readings go on with: one step on they stand at the
  /// same place behind the same character, and what the rest of the span is worth is the same for all.
  private mutating func mergeRivals() {
    following.withUnsafeMutableBufferPointer { Self.sort($0) }
    var kept: [Int64] = []
    for packed in following {
      let index = Int(Int32(truncatingIfNeeded: ~packed & 0xFFFF_FFFF))
      let node = nodes[index]
      guard node.parent >= 0, nodes[Int(node.parent)].parent < 0 else {
        kept.append(packed)
        continue
      }
      let first = kept.first { other in
        let other = nodes[Int(Int32(truncatingIfNeeded: ~other & 0xFFFF_FFFF))]
        return other.rivals >= 0 && other.next == node.next && other.pending == node.pending
          && other.first == node.first && other.second == node.second && other.last == node.last
          && other.isQuoted == node.isQuoted
      }
      if let first {
        let best = nodes[Int(Int32(truncatingIfNeeded: ~first & 0xFFFF_FFFF))]
        rivals[Int(best.rivals)].append(
          (nodes[Int(node.parent)].first, best.score - node.score))
      } else {
        nodes[index].rivals = Int16(rivals.count)
        rivals.append([])
        kept.append(packed)
      }
    }
    following = kept
  }

  /// Begins to gather nodes to go on from, of which so many are kept.
  private mutating func keepFollowing(_ most: Int) {
    following.removeAll(keepingCapacity: true)
    (mostFollowing, leastFollowing) = (most, .min)
  }

  /// Takes a node among those to go on from; once there are more than are kept, the worst goes.
  ///
  /// Of a hundred readings of one place most are worse than all that are kept, so that they are asked for their score alone.
  @inline(__always)
  mutating func follow(_ node: Node) {
    if node.score <= leastFollowing {
      isPruned = true
      return
    }
    insert(node)
  }

  private mutating func insert(_ node: Node) {
    let own = Int64(node.score) << 32 | Int64(~UInt32(nodes.count))
    nodes.append(node)
    guard following.count == mostFollowing else {
      following.append(own)
      return
    }
    isPruned = true
    following.withUnsafeMutableBufferPointer { kept in
      // One more than there is room for: from here on they stand sorted.
      if leastFollowing == .min { Self.sort(kept) }
      var place = kept.count - 1
      guard own > kept[place] else { return }
      while place > 0, kept[place - 1] < own {
        kept[place] = kept[place - 1]
        place -= 1
      }
      kept[place] = own
    }
    leastFollowing = Int32(truncatingIfNeeded: following[mostFollowing - 1] >> 32)
  }

  /// Sorts a few numbers, greatest first.
  private static func sort(_ numbers: UnsafeMutableBufferPointer<Int64>) {
    for index in numbers.indices.dropFirst() {
      let own = numbers[index]
      var place = index
      while place > 0, numbers[place - 1] < own {
        numbers[place] = numbers[place - 1]
        place -= 1
      }
      numbers[place] = own
    }
  }

  /// The best reading that was finished, and whether it is the only one.
  private mutating func choose(from index: Int, previous: UInt8?, isShift: Bool) -> Found? {
    guard let furthest = done.map({ nodes[Int($0)].next }).max() else { return nil }
    // Readings that end at one place with one character go on alike.
    tails.removeAll()
    var ranked: [Int64] = []
    ranked.reserveCapacity(done.count)
    for index in done {
      let node = nodes[Int(index)]
      let key = UInt64(UInt32(bitPattern: node.next)) << 16 | UInt64(node.last)
      let tail = tails[key] ?? tail(behind: node, to: Int(furthest))
      tails[key] = tail
      ranked.append(Self.ranked(index, 0, node.score + tail))
      guard node.rivals >= 0 else { continue }
      for (place, rival) in rivals[Int(node.rivals)].enumerated() {
        ranked.append(Self.ranked(index, place + 1, node.score + tail - rival.behind))
      }
    }
    keepBest(&ranked)
    var sources: [(output: [UInt32], next: Int, score: Int32, isMet: Bool)] = []
    var met = 0
    for packed in ranked {
      let place = UInt32(truncatingIfNeeded: ~packed)
      let node = Int32(place / Self.mostRivals)
      let score = Int32(truncatingIfNeeded: packed >> 32)
      var output = output(of: node)
      let rival = Int(place % Self.mostRivals)
      if rival > 0 { output[0] = UInt32(rivals[Int(nodes[Int(node)].rivals)][rival - 1].first) }
      let next = Int(nodes[Int(node)].next)
      if sources.contains(where: { $0.next == next && $0.output == output }) { continue }
      let isMet = model.redamages(output, from: index, to: next, previous: previous)
      sources.append((output, next, score + (isMet ? Self.modelWorth : 0), isMet))
      if isMet { met += 1 }
      // The rest score less, so that where the best meets the page no other will be chosen or named beside it; only what may
      // be proved has to know all.
      if isShift, met > Self.mostAlternatives,
        let first = sources.first(where: \.isMet),
        first.score > sources[0].score
          || sources[0].isMet
      {
        break
      }
    }
    sources.sort { $0.score > $1.score }
    guard let best = sources.first, !best.output.isEmpty,
      best.score >= Self.leastScore * Int32(best.output.count), !isShift || best.score > 0
    else { return nil }
    // Nothing on the page names the byte that a cut lost: docs/decisions/0034.
    let isProved =
      !isShift && best.isMet && !isPruned && sources.count { $0.isMet } == 1
      && isConvincing(best.output)
    // Where one source meets the page, only those that do as well stand beside it.
    let others = sources.dropFirst().filter { $0.isMet == best.isMet }.prefix(Self.mostAlternatives)
      .map(\.output)
    return Found(
      next: best.next, output: best.output, isProved: isProved,
      alternatives: isProved ? [] : Array(others))
  }

  /// A node with one of its first characters, packed so that the better ones are greater numbers.
  private static func ranked(_ node: Int32, _ rival: Int, _ score: Int32) -> Int64 {
    Int64(score) << 32 | Int64(~(UInt32(node) * mostRivals + UInt32(rival)))
  }

  /// More than there are nodes after the first step.
  private static let mostRivals = UInt32(width * 2)

  /// Leaves those that are tried on the model, best first.
  private mutating func keepBest(_ ranked: inout [Int64]) {
    let most = min(Self.verified, ranked.count)
    ranked.withUnsafeMutableBufferPointer { ranked in
      Self.sort(UnsafeMutableBufferPointer(rebasing: ranked[..<most]))
      for index in most..<ranked.count where ranked[index] > ranked[most - 1] {
        let own = ranked[index]
        var place = most - 1
        while place > 0, ranked[place - 1] < own {
          ranked[place] = ranked[place - 1]
          place -= 1
        }
        ranked[place] = own
      }
    }
    guard ranked.count > most else { return }
    isPruned = true
    ranked.removeLast(ranked.count - most)
  }

  /// Whether each character goes well after the one before it.
  ///
  /// Pairs of GBK's user area leave no trace, so a source may have had more characters than any search can show: 知名企業 was
  /// shown as 煮業. Where they are missing, what is left reads badly.
  private func isConvincing(_ output: [UInt32]) -> Bool {
    var last = start
    var sum: Int32 = 0
    for scalar in output {
      let own = UInt16(truncatingIfNeeded: scalar)
      let worth = worth(of: own, after: last)
      if worth < Self.leastConvincing { return false }
      sum += worth
      last = own
    }
    return sum >= Int32(output.count)
  }

  /// What a common character is worth after one that it makes no word with.
  private static let leastConvincing: Int32 = -1

  private func output(of node: Int32) -> [UInt32] {
    var count = 0
    var each = node
    while each >= 0 {
      let step = nodes[Int(each)]
      count += (step.first != 0 ? 1 : 0) + (step.second != 0 ? 1 : 0)
      each = step.parent
    }
    var output = [UInt32](repeating: 0, count: count)
    each = node
    while each >= 0 {
      let step = nodes[Int(each)]
      if step.second != 0 {
        count -= 1
        output[count] = UInt32(step.second)
      }
      if step.first != 0 {
        count -= 1
        output[count] = UInt32(step.first)
      }
      each = step.parent
    }
    return output
  }

  /// What the page is worth from where a reading ended, so that readings of different lengths compare.
  private func tail(behind node: Node, to end: Int) -> Int32 {
    var (score, last) = (Int32(0), node.last)
    var index = Int(node.next)
    while index < min(end + 1, page.count) {
      let scalar = UInt16(truncatingIfNeeded: page.scalars[index])
      score += worth(of: scalar, after: last)
      last = scalar
      index += 1
    }
    return score
  }

  /// The code of a mark before which text is cut; half-width ones stand for full-width ones.
  private static func markCode(_ scalar: UInt32) -> (first: UInt8, second: UInt8)? {
    switch scalar {
    case 0x21, 0xFF01: (0xA3, 0xA1)
    case 0x3F, 0xFF1F: (0xA3, 0xBF)
    case 0x3B, 0xFF1B: (0xA3, 0xBB)
    case 0x2C, 0xFF0C: (0xA3, 0xAC)
    case 0x3A, 0xFF1A: (0xA3, 0xBA)
    case 0x3002: (0xA1, 0xA3)
    default: nil
    }
  }
}
