/// Finds readings in brackets and counts what speaks for their being injected.
struct AnnotationCensus {
  /// By the character before: how often it stands with its reading and how often without.
  struct Use {
    var annotated: UInt16 = 0
    var plain: UInt16 = 0
  }

  private var uses = [Use](repeating: Use(), count: 0x6C00)
  private(set) var order: [UInt32] = []
  /// Readings in brackets behind Han characters, whether or not those are read so, in the order of the page: what repair does
  /// asks for each of them again.
  private(set) var annotations: [Annotation] = []
  private(set) var toned = 0
  private(set) var traditional = 0
  private(set) var common = 0
  private(set) var untoned = 0
  private(set) var broken = 0
  private(set) var dropped = 0
  /// Those of single characters, and which: 米(m) is a unit, a page of them is not.
  private(set) var single = 0
  private var singles: Set<UInt32> = []
  private(set) var han = 0
  private(set) var kana = 0
  /// Readings with kana beside them.
  private(set) var besideKana = 0

  /// Level of frequency from which a character counts as common; set by hand.
  private static let commonLevel: Int32 = 5

  init(_ page: SourceScalars, _ tables: RepairTables) {
    let (readings, characters) = (tables.readings, tables.characters)
    var isTitle = false
    // Taken out meanwhile and counted in as they are, without asking at each character whether anybody else holds them.
    var counted: [Use] = []
    swap(&counted, &uses)
    counted.withUnsafeMutableBufferPointer { uses in
      page.scalars.withUnsafeBufferPointer { scalars in
        count(scalars, page, readings, characters, &isTitle, in: uses)
      }
    }
    swap(&counted, &uses)
  }

  private mutating func count(
    _ scalars: UnsafeBufferPointer<UInt32>, _ page: SourceScalars, _ readings: Readings,
    _ characters: CharacterTable, _ isTitle: inout Bool, in uses: UnsafeMutableBufferPointer<Use>
  ) {
    for index in scalars.indices {
      let scalar = scalars[index]
      // Nearly all that a page holds is ASCII, of which only `<` and `?` tell.
      guard scalar >= 0x3040 || scalar &- 0x3C < 4 else { continue }
      if scalar == 0x3C { isTitle = page.isTitle(at: index) ?? isTitle }
      guard scalar >= 0x3F else { continue }
      if scalar < 0x3100 {
        if scalar != 0x3F {
          kana += 1
        } else if page.bareReading(at: index + 1, readings) != nil {
          broken += 1
        }
        continue
      }
      guard scalar >= 0x3400, scalar < 0xA000 else { continue }
      han += 1
      let place = Int(scalar) - 0x3400
      // Behind most characters stands another, and no reading.
      if index + 1 < scalars.count, scalars[index + 1] &- 0x3400 < 0x6C00 {
        if !isTitle { uses[place].plain &+= 1 }
        continue
      }
      let found = page.annotation(behind: index, readings)
      if let found { annotations.append(found) }
      if let found, readings.has(scalar, found.syllable) {
        if characters.isTraditional(scalar) { traditional += 1 }
        if readings.isToned(found.syllable) || found.hasToneDigit {
          toned += 1
        } else {
          untoned += 1
        }
        if characters.level(UInt16(scalar)) >= Self.commonLevel { common += 1 }
        if page.isKana(index - 1) || page.isKana(found.range.upperBound) { besideKana += 1 }
        if uses[place].annotated == 0 { order.append(scalar) }
        uses[place].annotated &+= 1
      } else {
        if !isTitle { uses[place].plain &+= 1 }
        if page.droppedReading(at: index + 1, readings) != nil {
          dropped += 1
        } else if index + 1 < scalars.count, scalars[index + 1] == 0x28,
          page.droppedReading(at: index + 1, readings, shortest: 1) != nil
        {
          single += 1
          singles.insert(scalar)
        }
      }
    }
  }

  /// How a Han character is used on the page.
  @inline(__always)
  func use(of scalar: UInt32) -> Use { uses[Int(scalar) - 0x3400] }

  /// Whether the page's readings were injected, and how; the numbers are those of hijacked-pages' page rule.
  func decision() -> (PageDamage.Kind, PageDamage.Reason) {
    let all = toned + untoned
    if dropped >= 3, dropped > all { return (.vowelDropped, .droppedVowels) }
    if dropsSingles, single + dropped > all { return (.vowelDropped, .droppedVowels) }
    if all == 0 { return (.none, broken > 0 ? .byteDamage : .noTraces) }
    // Kana elsewhere may be spam; in Japanese they stand beside what is read.
    if kana * 10 > han, besideKana * 10 > all { return (.none, .japanese) }
    if all * 100 >= han * 45 { return (.none, .everyCharacter) }
    if untoned > toned, untoned >= 10, repeated > untoned / 4 { return (.untoned, .untonedRuns) }
    // Behind converted characters fewer will do.
    if untoned > toned, untoned >= 4, traditional * 2 >= untoned, repeated > 0 {
      return (.untoned, .untonedRuns)
    }
    if all < 3 { return (.none, .tooFew) }
    if traditional * 10 < all * 8 || common * 10 < all * 6 { return (.none, .notConversions) }
    // An author glosses a character once; the damage repeats itself wherever the character stands.
    if all < 8, repeated == 0, broken == 0 { return (.none, .tooFew) }
    return (.toned, .conversions)
  }

  /// Whether characters are read one by one with their toned vowels dropped.
  var dropsSingles: Bool { single >= Self.fewestSingles && singles.count >= Self.fewestSingles / 2 }

  /// Such readings at least; half as many different characters.
  private static let fewestSingles = 10

  /// Annotations of characters that were annotated before.
  private var repeated: Int { order.reduce(0) { $0 + Int(use(of: $1).annotated) - 1 } }
}
