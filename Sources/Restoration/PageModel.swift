/// The model of damage with one page's own table, and the page to hold its results against.
struct PageModel {
  let page: SourceScalars
  let census: AnnotationCensus
  let readings: Readings
  let characters: CharacterTable
  let model: DamageModel

  /// What the page says of a character: annotated at every occurrence, never, or it does not occur.
  private enum Standing { case annotated, plain, unseen }

  /// The characters behind which the page's converter put a reading wherever they stand, a bit for each from U+3400 on; empty
  /// where no readings were injected, since then they make no table.
  private var annotated: [UInt64] = []

  init(
    _ page: SourceScalars, _ census: AnnotationCensus, _ tables: RepairTables, hasTable: Bool
  ) {
    (self.page, self.census) = (page, census)
    (readings, characters) = (tables.readings, tables.characters)
    model = DamageModel(gbk: tables.gbk)
    guard hasTable else { return }
    annotated = [UInt64](repeating: 0, count: 0x6C00 / 64)
    for scalar in census.order {
      let use = census.use(of: scalar)
      guard use.annotated > 0, use.plain == 0, characters.isTraditional(scalar) else { continue }
      annotated[Int(scalar - 0x3400) >> 6] |= 1 << UInt64(scalar & 63)
    }
  }

  /// Whether a source gives the page's very text from `start` to `end` when it is damaged again.
  ///
  /// - Parameters:
  ///   - source: what the author wrote there, in the page's script.
  ///   - previous: the second byte of the character before, where nothing was put between.
  func redamages(_ source: [UInt32], from start: Int, to end: Int, previous: UInt8?) -> Bool {
    var place = start
    let next = end < page.count ? firstByte(of: page.scalars[end]) : nil
    let isTaken = model.damage(
      model.bytes(of: source), previous: previous, next: next,
      isAnnotated: { isAnnotated($0, at: place, isLast: place >= end, overlaps: $1) },
      emit: { show($0, at: &place) })
    return isTaken && place == end
  }

  private func firstByte(of scalar: UInt32) -> UInt8? {
    if scalar == 0x3F { return nil }
    if scalar < 0x80 { return UInt8(scalar) }
    let code = model.gbk.code(scalar)
    return code == 0 ? nil : UInt8(code >> 8)
  }

  /// A code whose character the page annotates always gets its reading; one that the page never shows whole, where the page
  /// shows its reading.
  private func isAnnotated(_ code: UInt16, at place: Int, isLast: Bool, overlaps: Bool) -> Bool {
    let scalar = model.gbk.scalar(UInt8(code >> 8), UInt8(code & 0xFF))
    guard scalar >= 0x3400, scalar < 0xA000 else { return false }
    switch overlaps ? Standing.unseen : standing(of: scalar) {
    case .annotated: return true
    case .plain: return false
    case .unseen:
      guard !isLast, characters.isTraditional(scalar) else { return false }
      // The reading stands behind what the second byte of the code shows, at once or a character on.
      for ahead in place...place + 1 where ahead < page.count {
        guard page.scalars[ahead] == 0x28 || page.scalars[ahead] == 0x3F,
          let bare = page.bareReading(at: ahead + 1, readings)
        else { continue }
        return readings.has(scalar, bare.syllable)
      }
      return false
    }
  }

  /// Whether the page's converter put a reading behind every occurrence of a character.
  @inline(__always)
  func isAlwaysAnnotated(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x3400, scalar < 0xA000, !annotated.isEmpty else { return false }
    return annotated[Int(scalar - 0x3400) >> 6] >> UInt64(scalar & 63) & 1 != 0
  }

  private func standing(of scalar: UInt32) -> Standing {
    if isAlwaysAnnotated(scalar) { return .annotated }
    let use = census.use(of: scalar)
    return use.plain > 0 && use.annotated == 0 ? .plain : .unseen
  }

  /// Whether the page shows this at a place; moves on behind it.
  private func show(_ output: DamageModel.Output, at place: inout Int) -> Bool {
    if case .userArea(let code) = output {
      if place < page.count, GBKTable.userCode(page.scalars[place]) == code { place += 1 }
      return true
    }
    guard place < page.count else { return false }
    let shown = page.scalars[place]
    switch output {
    case .character(let scalar):
      // Full-width marks may have been made half-width after the damage.
      let isSame =
        shown == scalar || GBKTable.isHalfMark(shown) && shown + 0xFEE0 == scalar
      place += 1
      return isSame
    case .unreadable:
      place += 1
      return shown == 0x3F || shown == 0xFFFD || shown == 0xFF1F
    case .reading(let code, let isOpen):
      if isOpen {
        guard shown == 0x28 || shown == 0xFF08 else { return false }
        place += 1
      }
      let scalar = model.gbk.scalar(UInt8(code >> 8), UInt8(code & 0xFF))
      guard let bare = page.bareReading(at: place, readings), readings.has(scalar, bare.syllable)
      else { return false }
      place = bare.range.upperBound
      return true
    case .userArea: return true
    }
  }
}
