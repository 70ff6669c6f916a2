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
    /// Whether bytes were put in that nothing on the page names.
    var isGuessed = false
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

  /// A character that ends in bytes that vanished, and the first byte of the next.
  typealias VanishedPair = (scalar: UInt16, first: UInt8)

  var nodes: [Node] = []
  /// Nodes to go on from, packed as score and index, so that they sort as numbers.
  var following: [Int64] = []
  var done: [Int32] = []
  /// Whether a reading was given up that was not impossible.
  var isPruned = false
  /// By second byte: the common characters that end with it.
  var commonByTrail: [UInt8: [(UInt8, UInt16)]] = [:]
  /// By first byte: the characters that begin with it, and what each is worth at most.
  var byLead: [UInt8: [(UInt16, Int32)]] = [:]
  /// By what a reading stands at: what may end it, and what may have vanished there.
  var lastCharacters = RecentResults<BestFew<UInt16>>()
  var vanishedPairs = RecentResults<BestFew<VanishedPair>>()
  var vanishedSeconds = RecentResults<[(UInt16, BestFew<UInt8>)]>()
  /// The author's last character before the search.
  private var start: UInt16 = 0
  /// Whether a quotation is open where the search begins.
  var isQuoted = false
  /// Steps left for this page: what bounds the time of a page made of broken bytes.
  private(set) var budget: Int

  /// Readings kept while searching; set by hand, not swept.
  static let width = 24
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
    for lead in UInt8(0x81)...0xFE {
      let scalar = gbk.scalar(lead, mark.first)
      guard scalar != 0, !characters.isSimplified(scalar) else { continue }
      var node = Node(
        next: Int32(index + 2), last: UInt16(truncatingIfNeeded: before), pending: mark.second,
        isGuessed: true, isQuoted: isQuoted)
      read(scalar, &node)
      // The lost lead byte is that of a full stop far more often than of any character: 。 is A1A3.
      if scalar == 0x3002 { node.score += Self.fullStop }
      extend(node)
    }
    let code = gbk.code(before)
    return search(
      from: index, previous: code == 0 ? nil : UInt8(code & 0xFF), isShift: true)
  }

  private mutating func begin() {
    budget -= Self.stepsOfBeginning
    if bigrams == nil { bigrams = PageBigrams(page, readings, hanCount: model.census.han) }
    nodes.removeAll(keepingCapacity: true)
    following.removeAll(keepingCapacity: true)
    done.removeAll(keepingCapacity: true)
    isPruned = false
  }

  private mutating func search(from index: Int, previous: UInt8?, isShift: Bool) -> Found? {
    var beam: [Int64] = []
    var steps = 0
    trim(to: Self.width * 2)
    while !following.isEmpty, steps < Self.longest, budget > 0 {
      steps += 1
      swap(&beam, &following)
      following.removeAll(keepingCapacity: true)
      budget -= beam.count
      for packed in beam { step(Int32(truncatingIfNeeded: ~packed & 0xFFFF_FFFF)) }
      trim(to: Self.width)
    }
    if !following.isEmpty { isPruned = true }
    return choose(from: index, previous: previous, isShift: isShift)
  }

  /// Keeps the best nodes to go on from, best first.
  private mutating func trim(to width: Int) {
    guard following.count > width else { return }
    isPruned = true
    following.withUnsafeMutableBufferPointer { nodes in
      // The best so far stand sorted at the head; most of the others are worse than all of them.
      var kept = 0
      for index in nodes.indices {
        let own = nodes[index]
        if kept == width, own <= nodes[width - 1] { continue }
        var place = kept < width ? kept : width - 1
        while place > 0, nodes[place - 1] < own {
          nodes[place] = nodes[place - 1]
          place -= 1
        }
        nodes[place] = own
        if kept < width { kept += 1 }
      }
    }
    following.removeLast(following.count - width)
  }

  /// The best reading that was finished, and whether it is the only one.
  private mutating func choose(from index: Int, previous: UInt8?, isShift: Bool) -> Found? {
    guard let furthest = done.map({ nodes[Int($0)].next }).max() else { return nil }
    // Readings that end at one place with one character go on alike.
    var tails = RecentResults<Int32>()
    var ranked = done.map { index -> (node: Int32, score: Int32) in
      let node = nodes[Int(index)]
      let key = UInt64(UInt32(bitPattern: node.next)) << 16 | UInt64(node.last)
      let tail = tails[key] ?? tail(behind: node, to: Int(furthest))
      tails[key] = tail
      return (index, node.score + tail)
    }
    ranked.sort { $0.score == $1.score ? $0.node < $1.node : $0.score > $1.score }
    if ranked.count > Self.verified {
      isPruned = true
      ranked.removeLast(ranked.count - Self.verified)
    }
    var sources: [(output: [UInt32], next: Int, score: Int32, isMet: Bool)] = []
    var met = 0
    for (node, score) in ranked {
      let output = output(of: node)
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
    var reversed: [UInt32] = []
    var each = node
    while each >= 0 {
      let step = nodes[Int(each)]
      if step.second != 0 { reversed.append(UInt32(step.second)) }
      if step.first != 0 { reversed.append(UInt32(step.first)) }
      each = step.parent
    }
    return reversed.reversed()
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
