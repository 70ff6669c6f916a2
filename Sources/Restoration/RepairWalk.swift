import Domain
import TextAnalysis

/// One walk over a page: copies what is sound and undoes what is not.
struct RepairWalk {
  private let text: [UInt8]
  private let page: SourceScalars
  private let census: AnnotationCensus
  private let readings: Readings
  private let characters: CharacterTable
  private let gbk: GBKTable
  private let model: PageModel
  private var search: ShiftSearch
  /// Looked for on pages with untoned readings alone.
  private let junk: JunkWords?
  private var copied = 0
  /// The first of the census's readings that is not behind the walk.
  private var nextAnnotation = 0
  /// Where the last reading that was taken out ends, and the character it belonged to.
  private var lastAnnotated: (end: Int, scalar: UInt32) = (-1, 0)

  private(set) var damage: PageDamage
  private(set) var output: [UInt8] = []
  private(set) var edits: [Edit] = []

  /// Level of frequency from which on nobody tells readers how a character is read.
  private static let commonLevel: Int32 = 5
  /// Readings of one character that an author does not repeat.
  private static let repeats = 3

  init(
    _ text: [UInt8], _ page: SourceScalars, _ census: AnnotationCensus, _ tables: RepairTables,
    isMarkup: Bool, damage: PageDamage
  ) {
    (self.text, self.page, self.census) = (text, page, census)
    (readings, characters, gbk) = (tables.readings, tables.characters, tables.gbk)
    self.damage = damage
    model = PageModel(page, census, tables, hasTable: damage.kind == .toned)
    junk = damage.kind == .untoned ? JunkWords(page) : nil
    search = ShiftSearch(page, model, tables, isMarkup: isMarkup)
    if damage.kind == .toned {
      self.damage.annotated = census.order.filter(characters.isTraditional)
        .compactMap(Unicode.Scalar.init)
    }
  }

  /// Characters below U+0040 that damage or noise may begin with, or that end a quotation, a bit each: controls but tab and
  /// carriage return, `(`, `<`, `?`.
  private static let telling: UInt64 = 0xFFFF_DDFF | 1 << 0x28 | 1 << 0x3C | 1 << 0x3F

  mutating func run() {
    output.reserveCapacity(text.count)
    if let junk { return run(without: junk) }
    var index = 0
    while index < page.count {
      let scalar = page.scalars[index]
      if Self.isSound(scalar) {
        index += 1
      } else {
        index = visit(index, scalar)
      }
    }
    output.append(contentsOf: text[copied...])
  }

  /// Whether nothing that is repaired begins at a character, as at nearly all that a page holds.
  @inline(__always)
  private static func isSound(_ scalar: UInt32) -> Bool {
    scalar < 0x40
      ? telling >> UInt64(scalar) & 1 == 0
      : scalar < 0x200B && scalar != 0x5B || scalar > 0x3014 && scalar < 0xE000
  }

  /// The same where words were put before marks.
  private mutating func run(without junk: JunkWords) {
    var index = 0
    while index < page.count {
      let scalar = page.scalars[index]
      let length = JunkWords.isMark(scalar) ? junk.length(before: index, in: page) : 0
      guard length > 0 || !Self.isSound(scalar) else {
        index += 1
        continue
      }
      let start = page.bytes(index - length..<index).lowerBound
      if length > 0, start >= copied {
        replace(
          index - length..<index, with: [], layer: .annotation, certainty: .likely,
          alternatives: [string(page.scalars[index - length..<index])])
      }
      index = visit(index, scalar)
    }
    output.append(contentsOf: text[copied...])
  }

  /// Repairs what stands at an index, and says where to go on.
  private mutating func visit(_ index: Int, _ scalar: UInt32) -> Int {
    switch scalar {
    case 0x28, 0x5B, 0x3010, 0x3014, 0xFF08, 0xFF3B: return bracket(index)
    case 0x3F: return questionMark(index)
    case 0xFFFD:
      let count = edits.count
      let next = questionMark(index)
      if edits.count > count { return next }
    case 0x201C, 0x201D: search.isQuoted = scalar == 0x201C
    // A quotation is opened again in each paragraph that it goes on in.
    case 0x0A: search.isQuoted = false
    case 0x3C where index + 1 < page.count && page.scalars[index + 1] | 0x20 == 0x70:
      search.isQuoted = false
    default: break
    }
    let previous = index > 0 ? page.scalars[index - 1] : 0
    guard NoiseRemoval.isNoise(scalar, after: previous) else { return index + 1 }
    var end = index + 1
    while end < page.count, page.scalars[end] < 0x20,
      NoiseRemoval.isNoise(page.scalars[end], after: 0)
    { end += 1 }
    damage.controlCount += end - index
    replace(index..<end, with: [], layer: .controlBytes, certainty: .likely)
    return end
  }

  private mutating func bracket(_ index: Int) -> Int {
    guard index > 0 else { return index + 1 }
    let isBehindBlank = index > 1 && Annotation.isBlank(page.scalars[index - 1])
    let before = page.scalars[isBehindBlank ? index - 2 : index - 1]
    if damage.kind == .vowelDropped,
      let range = page.droppedReading(
        at: index, readings, shortest: census.dropsSingles ? 1 : 2)
    {
      damage.annotationCount += 1
      replace(range, with: [], layer: .annotation, certainty: .likely)
      return range.upperBound
    }
    guard var found = annotation(at: index) else { return index + 1 }
    guard before >= 0x3400, before < 0xA000 else {
      return isBehindBlank ? index + 1 : behindASCII(index, before, found)
    }
    if isBehindBlank { found.range = index - 1..<found.range.upperBound }
    guard readings.has(before, found.syllable) else { return index + 1 }
    let use = census.use(of: before)
    let isTraditional = characters.isTraditional(before)
    let isInjected =
      switch damage.kind {
      case .toned: isTraditional || use.annotated >= Self.repeats && use.plain == 0
      // What its author glosses bears a tone.
      case .untoned: isTraditional || !readings.isToned(found.syllable) && !found.hasToneDigit
      case .vowelDropped, .none: false
      }
    guard isInjected else {
      damage.glossCount += 1
      return found.range.upperBound
    }
    // An author may tell how a rare character is read, once; then the bracket is the text's own.
    let isProved =
      model.isAlwaysAnnotated(before)
      && (characters.level(UInt16(truncatingIfNeeded: before)) >= Self.commonLevel
        || use.annotated >= Self.repeats)
    damage.annotationCount += 1
    lastAnnotated = (found.range.upperBound, before)
    replace(
      found.range, with: [], layer: .annotation, certainty: isProved ? .proved : .likely,
      alternatives: isProved ? [] : [string(page.scalars[found.range])])
    return found.range.upperBound
  }

  /// The reading in brackets at an index, as the census read it where it stands right behind a Han character.
  private mutating func annotation(at index: Int) -> Annotation? {
    let known = census.annotations
    while nextAnnotation < known.count, known[nextAnnotation].range.lowerBound < index {
      nextAnnotation += 1
    }
    if nextAnnotation < known.count, known[nextAnnotation].range.lowerBound == index,
      !Annotation.isBlank(page.scalars[index])
    {
      return known[nextAnnotation]
    }
    return page.annotation(at: index, readings)
  }

  /// `，F(xiàn)ace`: the second byte of a mark and an ASCII letter made the code of a character of the table.
  private mutating func behindASCII(_ index: Int, _ before: UInt32, _ found: Annotation) -> Int {
    guard damage.kind == .toned, index > 1, before >= 0x40, before < 0x7F else { return index + 1 }
    var lead = page.scalars[index - 2]
    if lead > 0x20, lead < 0x40 { lead += 0xFEE0 }
    let scalar = gbk.scalar(UInt8(gbk.code(lead) & 0xFF), UInt8(before))
    guard characters.isTraditional(scalar), readings.has(scalar, found.syllable),
      census.use(of: scalar).plain == 0 || census.use(of: scalar).annotated > 0
    else { return index + 1 }
    damage.annotationCount += 1
    // What stands before may be broken itself, so nothing is proved.
    replace(
      found.range, with: [], layer: .crossBoundary, certainty: .likely,
      alternatives: [string(page.scalars[found.range])])
    return found.range.upperBound
  }

  private mutating func questionMark(_ index: Int) -> Int {
    guard index > 0, index + 1 < page.count else { return index + 1 }
    // Broken pairs leave two question marks at most; a row of them is the page's own.
    if index > 1, page.scalars[index - 1] == 0x3F, page.scalars[index - 2] == 0x3F {
      return index + 1
    }
    let before = lastAnnotated.end == index ? lastAnnotated.scalar : page.scalars[index - 1]
    let bare = page.bareReading(at: index + 1, readings)
    let found: ShiftSearch.Found? =
      if let bare { search.crossing(at: index, after: before, bare) } else {
        search.cut(at: index, after: before)
      }
    guard let found else { return index + 1 }
    damage.brokenCount += 1
    for scalar in found.output where scalar == 0x201C || scalar == 0x201D {
      search.isQuoted = scalar == 0x201C
    }
    replace(
      index..<found.next, with: found.output, layer: bare == nil ? .byteShift : .crossBoundary,
      certainty: found.isProved ? .proved : .likely,
      alternatives: found.alternatives.map { string($0[...]) })
    return found.next
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
        before: text.withUnsafeBufferPointer {
          String(decoding: UnsafeBufferPointer(rebasing: $0[bytes]), as: UTF8.self)
        }, after: string(scalars[...]), layer: layer, certainty: certainty,
        alternatives: alternatives))
  }

  private func string(_ scalars: ArraySlice<UInt32>) -> String {
    guard !scalars.isEmpty else { return "" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count * 3)
    for scalar in scalars { appendUTF8(scalar, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
