/// A reading in brackets behind a character, as `(jīng)`.
struct Annotation {
  var syllable: UInt16
  /// Indices of its scalars, brackets included; without the opening bracket where damage ate it.
  var range: Range<Int>
}

/// Finds readings in brackets and counts what speaks for their being injected.
struct AnnotationCensus {
  /// By the character before: how often it stands with its reading and how often without.
  struct Use {
    var annotated: Int32 = 0
    var plain: Int32 = 0
  }

  private var uses = [Use](repeating: Use(), count: 0x6C00)
  private(set) var order: [UInt32] = []
  private(set) var toned = 0
  private(set) var traditional = 0
  private(set) var common = 0
  private(set) var untoned = 0
  private(set) var broken = 0
  private(set) var dropped = 0
  private(set) var han = 0
  private(set) var kana = 0

  /// Level of frequency from which a character counts as common; set by hand.
  private static let commonLevel = 5

  init(_ page: SourceScalars, _ tables: RepairTables) {
    var isTitle = false
    for index in 0..<page.count {
      let scalar = page.scalars[index]
      if scalar == 0x3C { isTitle = page.isTitle(at: index) ?? isTitle }
      if scalar >= 0x3040, scalar < 0x3100 { kana += 1 }
      if scalar == 0x3F, page.bareReading(at: index + 1, tables) != nil { broken += 1 }
      guard scalar >= 0x3400, scalar < 0xA000 else { continue }
      han += 1
      let place = Int(scalar) - 0x3400
      if let found = page.annotation(at: index + 1, tables),
        tables.readings.has(scalar, found.syllable)
      {
        if tables.readings.isToned(found.syllable) || tables.isTraditional(scalar) {
          toned += 1
          if tables.isTraditional(scalar) { traditional += 1 }
        } else {
          untoned += 1
        }
        if tables.frequencies.level(tables.simplifying.convert(scalar)) >= Self.commonLevel {
          common += 1
        }
        if uses[place].annotated == 0 { order.append(scalar) }
        uses[place].annotated += 1
      } else {
        if !isTitle { uses[place].plain += 1 }
        if page.droppedReading(at: index + 1, tables) != nil { dropped += 1 }
      }
    }
  }

  /// How a Han character is used on the page.
  func use(of scalar: UInt32) -> Use { uses[Int(scalar) - 0x3400] }

  /// Whether the page's readings were injected, and how; the numbers are those of hijacked-pages' page rule.
  func decision() -> (PageDamage.Kind, PageDamage.Reason) {
    let all = toned + untoned
    if dropped >= 3, dropped > all { return (.vowelDropped, .droppedVowels) }
    if all == 0 { return (.none, broken > 0 ? .byteDamage : .noTraces) }
    if kana * 10 > han { return (.none, .japanese) }
    if all * 100 >= han * 45 { return (.none, .everyCharacter) }
    if untoned > toned, untoned >= 10, repeated > untoned / 4 { return (.untoned, .untonedRuns) }
    if all < 3 { return (.none, .tooFew) }
    if traditional * 10 < all * 8 || common * 10 < all * 6 { return (.none, .notConversions) }
    // An author glosses a character once; the damage repeats itself wherever the character stands.
    if all < 8, repeated == 0, broken == 0 { return (.none, .tooFew) }
    return (.toned, .conversions)
  }

  /// Annotations of characters that were annotated before.
  private var repeated: Int { order.reduce(0) { $0 + Int(use(of: $1).annotated) - 1 } }
}

extension SourceScalars {
  /// The reading in brackets that begins at an index.
  func annotation(at index: Int, _ tables: RepairTables) -> Annotation? {
    guard index < count, scalars[index] == 0x28 || scalars[index] == 0xFF08,
      let bare = bareReading(at: index + 1, tables)
    else { return nil }
    return Annotation(syllable: bare.syllable, range: index..<bare.range.upperBound)
  }

  /// `jīng)` or `jīng )`: a reading up to its closing bracket.
  func bareReading(at index: Int, _ tables: RepairTables) -> Annotation? {
    guard index < count, Pinyin.letter(scalars[index]) != nil else { return nil }
    var end = index
    var key: Readings.Key = 0
    var shift: UInt64 = 0
    while end < count, end - index < 7, let letter = Pinyin.letter(scalars[end]) {
      guard Readings.append(letter, to: &key, &shift) else { return nil }
      end += 1
    }
    if end < count, scalars[end] == 0x20 || scalars[end] == 0xA0 { end += 1 }
    guard end < count, scalars[end] == 0x29 || scalars[end] == 0xFF09,
      let syllable = tables.readings.syllable(key)
    else { return nil }
    return Annotation(syllable: syllable, range: index..<end + 1)
  }

  /// `发展(fzhn)`: the brackets at an index, if they hold the word before them without its toned letters.
  func droppedReading(at index: Int, _ tables: RepairTables) -> Range<Int>? {
    guard index >= 2, index + 3 < count, scalars[index] == 0x28 else { return nil }
    var end = index + 1
    var letters: Readings.Key = 0
    var shift: UInt64 = 0
    while end < count, scalars[end] >= 0x61, scalars[end] <= 0x7A {
      guard Readings.append(scalars[end], to: &letters, &shift) else { return nil }
      end += 1
    }
    guard end < count, scalars[end] == 0x29, shift >= 16 else { return nil }
    var rests: Set<Readings.Key> = [letters]
    // Words of two to four characters, read from their last one back.
    for length in 1...4 where index - length >= 0 {
      var next: Set<Readings.Key> = []
      for rest in rests {
        tables.readings.droppedForms(of: scalars[index - length]) { form in
          if let left = rest.removingSuffix(form) { next.insert(left) }
        }
      }
      if length >= 2, next.contains(0) { return index..<end + 1 }
      guard !next.isEmpty else { return nil }
      rests = next
    }
    return nil
  }

  /// Whether a `<` opens (true) or closes (false) the title; nil for other tags.
  func isTitle(at index: Int) -> Bool? {
    func spells(_ text: StaticString, from start: Int) -> Bool {
      guard start + text.utf8CodeUnitCount <= count else { return false }
      for offset in 0..<text.utf8CodeUnitCount
      where scalars[start + offset] | 0x20 != UInt32(text.utf8Start[offset]) { return false }
      return true
    }
    if spells("title", from: index + 1) { return true }
    return index + 2 < count && scalars[index + 1] == 0x2F && spells("title", from: index + 2)
      ? false : nil
  }
}

extension UInt64 {
  /// Packed letters without those of `suffix` at their end; nil where they do not end so.
  fileprivate func removingSuffix(_ suffix: UInt64) -> UInt64? {
    let size = (71 - leadingZeroBitCount) / 8
    let suffixSize = (71 - suffix.leadingZeroBitCount) / 8
    guard suffixSize <= size else { return nil }
    let shift = UInt64(size - suffixSize) * 8
    guard (shift < 64 ? self >> shift : 0) == suffix else { return nil }
    return shift == 0 ? 0 : self & (UInt64.max >> (64 - shift))
  }
}
