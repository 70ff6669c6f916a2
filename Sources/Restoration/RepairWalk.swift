import Domain
import TextAnalysis

/// One walk over a page: copies what is sound and undoes what is not.
struct RepairWalk {
  private let text: [UInt8]
  private let page: SourceScalars
  private let census: AnnotationCensus
  private let tables: RepairTables
  private let inversion: ShiftInversion
  private var copied = 0
  private var lastAnnotated: UInt32 = 0

  private(set) var damage: PageDamage
  private(set) var output: [UInt8] = []
  private(set) var edits: [Edit] = []

  /// Sum of scores for each character below which a reading of broken bytes is no text.
  private static let leastScore = -3

  init(
    _ text: [UInt8], _ page: SourceScalars, _ census: AnnotationCensus, _ tables: RepairTables,
    isMarkup: Bool, damage: PageDamage
  ) {
    (self.text, self.page, self.census, self.tables) = (text, page, census, tables)
    self.damage = damage
    let annotated = damage.kind == .toned ? census.order.filter(tables.isTraditional) : []
    self.damage.annotated = annotated.compactMap(Unicode.Scalar.init)
    inversion = ShiftInversion(
      page: page, tables: tables,
      strict: Set(annotated.filter { census.use(of: $0).plain == 0 }), isMarkup: isMarkup)
  }

  mutating func run() {
    output.reserveCapacity(text.count)
    var index = 0
    while index < page.count { index = visit(index) }
    output.append(contentsOf: text[copied...])
  }

  /// Repairs what stands at an index, and says where to go on.
  private mutating func visit(_ index: Int) -> Int {
    let scalar = page.scalars[index]
    switch scalar {
    case 0x28, 0xFF08: return bracket(index)
    case 0x3F: return questionMark(index)
    case 0...8, 0x0B, 0x0C, 0x0E...0x1F, 0xE000...0xF8FF, 0xFEFF: break
    case 0x200B...0x200D:
      // Joiners belong to the scripts that need them and to emoji: only between Han characters are they noise.
      guard index > 0, isIdeographic(page.scalars[index - 1]) else { return index + 1 }
    default: return index + 1
    }
    var end = index + 1
    while end < page.count, page.scalars[end] < 0x20, ![9, 10, 13].contains(page.scalars[end]) {
      end += 1
    }
    damage.controlCount += end - index
    replace(index..<end, with: [], layer: .controlBytes, certainty: .likely)
    return end
  }

  private mutating func bracket(_ index: Int) -> Int {
    guard index > 0 else { return index + 1 }
    let before = page.scalars[index - 1]
    if damage.kind == .vowelDropped, let range = page.droppedReading(at: index, tables) {
      damage.annotationCount += 1
      replace(range, with: [], layer: .annotation, certainty: .likely)
      return range.upperBound
    }
    guard isHan(before), let found = page.annotation(at: index, tables),
      tables.readings.has(before, found.syllable)
    else { return index + 1 }
    let use = census.use(of: before)
    let isInjected =
      switch damage.kind {
      case .toned: tables.isTraditional(before) || use.annotated >= 3 && use.plain == 0
      case .untoned: true
      case .vowelDropped, .none: false
      }
    guard isInjected else {
      damage.glossCount += 1
      return found.range.upperBound
    }
    damage.annotationCount += 1
    lastAnnotated = before
    let isProved = damage.kind == .toned && use.plain == 0 && tables.isTraditional(before)
    replace(found.range, with: [], layer: .annotation, certainty: isProved ? .proved : .likely)
    return found.range.upperBound
  }

  private mutating func questionMark(_ index: Int) -> Int {
    let (isShift, readings) = inversion.readings(at: index, after: before(index))
    guard let best = readings.first, let count = Optional(best.output.count), count > 0 else {
      return index + 1
    }
    guard best.score >= Self.leastScore * count, !isShift || best.score > 0 else {
      return index + 1
    }
    damage.brokenCount += 1
    // Likely, however alone: the search is pruned, so another source may give the same bytes.
    let others = readings.dropFirst().prefix(3).map { Self.string($0.output) }
    replace(
      index..<best.next, with: best.output, layer: isShift ? .byteShift : .crossBoundary,
      certainty: .likely, alternatives: others)
    return best.next
  }

  /// The author's last character before an index: the one before a reading that was taken out.
  private func before(_ index: Int) -> UInt32 {
    guard index > 0 else { return 0 }
    guard let last = edits.last, last.after.isEmpty, last.layer == .annotation,
      last.offset + last.length == Int(page.offsets[index])
    else { return page.scalars[index - 1] }
    return lastAnnotated
  }

  private mutating func replace(
    _ range: Range<Int>, with scalars: [UInt32], layer: Layer, certainty: Certainty,
    alternatives: [String] = []
  ) {
    let bytes = page.bytes(range)
    output.append(contentsOf: text[copied..<bytes.lowerBound])
    copied = bytes.upperBound
    for scalar in scalars { appendUTF8(scalar, to: &output) }
    edits.append(
      Edit(
        offset: bytes.lowerBound, length: bytes.count,
        before: String(decoding: text[bytes], as: UTF8.self), after: Self.string(scalars),
        layer: layer, certainty: certainty, alternatives: alternatives))
  }

  private static func string(_ scalars: [UInt32]) -> String {
    var bytes: [UInt8] = []
    for scalar in scalars { appendUTF8(scalar, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isIdeographic(_ scalar: UInt32) -> Bool {
    isHan(scalar) || scalar >= 0x3000 && scalar < 0x3100 || scalar > 0xFF00
  }

  private func isHan(_ scalar: UInt32) -> Bool { scalar >= 0x3400 && scalar < 0xA000 }
}
