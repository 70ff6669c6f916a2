/// Reads shifted text as its author's bytes had it: a search over what the lost bytes may have been.
///
/// The page's characters are taken back to GBK, the insertion is taken out and the lost byte put in; reading goes on until its
/// characters begin where the page's do.
struct ShiftInversion {
  let page: SourceScalars
  let tables: RepairTables
  /// Characters annotated at every occurrence: none may stand without its reading.
  let strict: Set<UInt32>
  let isMarkup: Bool

  /// One way to read the span so far.
  struct Reading {
    var next: Int
    /// The first byte of a character whose second is still to come; nil where in step with the page.
    var pending: UInt8?
    var output: [UInt32]
    var last: UInt32
    var score = 0
    /// Whether a byte was put in that nothing on the page names.
    var isGuessed = false
    var isDone = false
  }

  /// Readings kept while searching; set by hand, not swept.
  private static let width = 24
  /// Longest span in characters: shifted text meets ASCII or a full stop sooner.
  private static let longest = 160

  /// What a full stop is worth where a lead byte was lost: without it 海 and 常 were put for it on damaged pages with gold.
  private static let fullStop = 6

  /// The best readings of the damage at a question mark, best first; empty where it is none.
  ///
  /// - Parameter before: the author's last character before it.
  func readings(at index: Int, after before: UInt32) -> (layerIsShift: Bool, readings: [Reading]) {
    guard index > 0 else { return (false, []) }
    if let bare = page.bareReading(at: index + 1, tables) {
      let code = tables.gbk.code(before)
      guard code != 0 else { return (false, []) }
      let starts = hidden(after: UInt8(code & 0xFF), bare.syllable).map { byte in
        Reading(next: bare.range.upperBound, pending: byte, output: [], last: before)
      }
      return (false, search(starts))
    }
    guard index + 2 < page.count, let mark = Self.markCode(page.scalars[index + 1]) else {
      return (true, [])
    }
    var starts: [Reading] = []
    for lead in UInt8(0x81)...0xFE {
      let scalar = tables.gbk.scalar(lead, mark.first)
      guard scalar != 0, !tables.isSimplified(scalar) else { continue }
      var start = Reading(next: index + 2, pending: mark.second, output: [], last: before)
      start.isGuessed = true
      // The lost lead byte is that of a full stop far more often than of any character: 。 is A1A3.
      if scalar == 0x3002 { start.score += Self.fullStop }
      if emit(scalar, &start) { starts.append(start) }
    }
    return (true, search(starts))
  }

  /// Bytes that may follow `lead` in a character with the reading.
  private func hidden(after lead: UInt8, _ syllable: UInt16) -> [UInt8] {
    (UInt8(0x40)...0xFE).filter { byte in
      let scalar = tables.gbk.scalar(lead, byte)
      return scalar != 0 && tables.isTraditional(scalar) && tables.readings.has(scalar, syllable)
    }
  }

  private func search(_ starts: [Reading]) -> [Reading] {
    var beam = Array(starts.sorted { $0.score > $1.score }.prefix(Self.width * 2))
    var done: [Reading] = []
    var steps = 0
    while !beam.isEmpty, steps < Self.longest {
      steps += 1
      var following: [Reading] = []
      for reading in beam {
        for next in step(reading) {
          if next.isDone { done.append(next) } else { following.append(next) }
        }
      }
      following.sort { $0.score > $1.score }
      beam = Array(following.prefix(Self.width))
    }
    let furthest = done.map(\.next).max() ?? 0
    return done.map { extended($0, to: furthest) }.sorted { $0.score > $1.score }
  }

  /// Scores what the page says from where a reading ended, so that readings of different lengths compare.
  private func extended(_ reading: Reading, to end: Int) -> Reading {
    var tail = reading
    while tail.next < min(end + 1, page.count) {
      score(page.scalars[tail.next], &tail)
      tail.next += 1
    }
    var result = reading
    result.score = tail.score
    return result
  }

  private func step(_ reading: Reading) -> [Reading] {
    guard let lead = reading.pending else {
      var done = reading
      // The reading of a character whose second byte was ASCII stands behind it, in step with the page.
      if let found = page.annotation(at: done.next, tables),
        tables.readings.has(done.last, found.syllable)
      {
        done.next = found.range.upperBound
      }
      done.isDone = true
      return [done]
    }
    guard reading.next < page.count else { return ending(reading, lead, skipping: 0) }
    let scalar = page.scalars[reading.next]
    if let found = page.annotation(at: reading.next, tables),
      tables.readings.has(page.scalars[reading.next - 1], found.syllable)
    {
      var next = reading
      next.next = found.range.upperBound
      return [next]
    }
    if scalar == 0x3F { return lost(reading, lead) }
    var results: [Reading] = []
    if scalar < 0x80 {
      let full = tables.gbk.scalar(lead, UInt8(scalar))
      var next = reading
      next.next += 1
      next.pending = nil
      if full != 0, emit(full, &next) { results.append(next) }
      // Full-width forms may have been made half-width after the damage.
      if scalar > 0x20, scalar < 0x7F {
        results += advance(reading, lead, 0xA3, UInt8(scalar | 0x80))
      }
      if results.isEmpty { results += vanished(reading, lead, at: reading.next, cost: 6) }
      if scalar == 0x0A || scalar == 0x0D { results += ending(reading, lead, skipping: 0) }
      return results
    }
    let code = tables.gbk.code(scalar)
    guard code != 0 else {
      let user = GBKTable.userCode(scalar)
      return user == 0 ? [] : advance(reading, lead, UInt8(user >> 8), UInt8(user & 0xFF))
    }
    results = advance(reading, lead, UInt8(code >> 8), UInt8(code & 0xFF))
    if results.isEmpty || results[0].score < reading.score - 9 {
      results += vanished(reading, lead, at: reading.next, cost: 6)
    }
    return results
  }

  private func advance(
    _ reading: Reading, _ lead: UInt8, _ first: UInt8, _ second: UInt8
  ) -> [Reading] {
    let scalar = tables.gbk.scalar(lead, first)
    var next = reading
    next.next += 1
    next.pending = second
    guard scalar != 0, !strict.contains(scalar), emit(scalar, &next) else { return [] }
    if second < 0x80 {
      // The page read an ASCII character of the author's as the end of a pair.
      next.pending = nil
      guard emit(UInt32(second), &next) else { return [] }
    }
    return [next]
  }

  /// A question mark in shifted text: it hides one byte, and often the ASCII character after it.
  private func lost(_ reading: Reading, _ lead: UInt8) -> [Reading] {
    if let bare = page.bareReading(at: reading.next + 1, tables) {
      let direct: [Reading] = hidden(after: lead, bare.syllable).compactMap { byte in
        var next = reading
        next.next = bare.range.upperBound
        next.pending = nil
        return emit(tables.gbk.scalar(lead, byte), &next) ? next : nil
      }
      return direct.isEmpty ? vanished(reading, lead, before: bare) : direct
    }
    var results = ending(reading, lead, skipping: 1)
    results += vanished(reading, lead, at: reading.next + 1, cost: 0)
    return Array(results.sorted { $0.score > $1.score }.prefix(Self.width))
  }

  /// Puts back two bytes of GBK's user area, of which the page shows nothing or a question mark: the end of one character and
  /// the beginning of the next.
  private func vanished(_ reading: Reading, _ lead: UInt8, at index: Int, cost: Int) -> [Reading] {
    guard index < page.count, let trail = upcomingByte(index) else { return [] }
    let starts = (UInt8(0x81)...0xFE).filter { first in
      let scalar = tables.gbk.scalar(first, trail)
      return scalar != 0 && !tables.isSimplified(scalar)
        && tables.frequencies.level(tables.simplifying.convert(scalar)) > 4
    }
    var results: [Reading] = []
    for middle in UInt8(0xAA)...0xFE where middle <= 0xAF || middle >= 0xF8 {
      let scalar = tables.gbk.scalar(lead, middle)
      guard scalar != 0, !tables.isSimplified(scalar) else { continue }
      let isMark = scalar == 0xFF0C
      guard isMark || tables.frequencies.level(tables.simplifying.convert(scalar)) > 4 else {
        continue
      }
      var next = reading
      next.next = index
      next.isGuessed = true
      next.score -= cost
      guard emit(scalar, &next) else { continue }
      for first in starts {
        next.pending = first
        results.append(next)
      }
    }
    return results
  }

  /// The same before a reading whose character began in the pair that vanished.
  private func vanished(_ reading: Reading, _ lead: UInt8, before bare: Annotation) -> [Reading] {
    var results: [Reading] = []
    for middle in UInt8(0xAA)...0xFE where middle <= 0xAF || middle >= 0xF8 {
      let scalar = tables.gbk.scalar(lead, middle)
      guard scalar != 0, tables.frequencies.level(tables.simplifying.convert(scalar)) > 4 else {
        continue
      }
      for first in UInt8(0x81)...0xFE {
        for byte in hidden(after: first, bare.syllable) {
          let last = tables.gbk.scalar(first, byte)
          guard strict.contains(last) else { continue }
          var next = reading
          next.next = bare.range.upperBound
          next.pending = nil
          next.isGuessed = true
          if emit(scalar, &next), emit(last, &next) { results.append(next) }
        }
      }
    }
    return results
  }

  /// The first byte of the next character; 0xAA stands for another lost pair.
  private func upcomingByte(_ index: Int) -> UInt8? {
    let scalar = page.scalars[index]
    if scalar == 0x3F { return nil }
    if scalar < 0x80 { return UInt8(scalar) }
    let code = tables.gbk.code(scalar)
    return code == 0 ? nil : UInt8(code >> 8)
  }

  /// The last character of a span, its second byte lost.
  private func ending(_ reading: Reading, _ lead: UInt8, skipping: Int) -> [Reading] {
    let start = reading.next + skipping
    let tag = eatenTag(start)
    let closing = lead == 0xA1 ? closingMark(before: reading) : 0
    var results: [Reading] = []
    for trail in UInt8(0x40)...0xFE {
      let scalar = tables.gbk.scalar(lead, trail)
      guard scalar != 0, !tables.isSimplified(scalar) else { continue }
      var next = reading
      next.next = start
      next.pending = nil
      next.isGuessed = true
      guard emit(scalar, &next) else { continue }
      if lead == 0xA1 {
        next.score += scalar == closing ? 6 : scalar == 0x3002 ? 2 : -4
      }
      if tag > start {
        next.score += 8
        if isMarkup { next.output.append(0x3C) } else { next.next = tag }
      }
      results.append(next)
    }
    return Array(results.sorted { $0.score > $1.score }.prefix(8))
  }

  /// Where a tag ends whose `<` was eaten: behind `/p>`, `br/>`; where none stands, the index itself.
  private func eatenTag(_ index: Int) -> Int {
    guard index < page.count else { return index }
    var end = index
    while end < page.count, end - index < 12, page.scalars[end] < 0x80, page.scalars[end] != 0x3C {
      if page.scalars[end] == 0x3E {
        let first = page.scalars[index]
        return first == 0x2F || first | 0x20 >= 0x61 && first | 0x20 <= 0x7A ? end + 1 : index
      }
      end += 1
    }
    // In markup a longer tag, `p style=…>`, still shows its name.
    return index
  }

  /// The mark that closes what was opened last before a span.
  private func closingMark(before reading: Reading) -> UInt32 {
    var index = reading.next - 1
    var closed = false
    while index >= 0, reading.next - index < 600 {
      switch page.scalars[index] {
      case 0x201C where !closed: return 0x201D
      case 0x300A: return 0x300B
      case 0x201D: closed = true
      case 0x0A: return 0x3002
      default: break
      }
      index -= 1
    }
    return 0x3002
  }

  private func emit(_ scalar: UInt32, _ reading: inout Reading) -> Bool {
    guard scalar != 0 else { return false }
    reading.output.append(scalar)
    score(scalar, &reading)
    return reading.score > -60
  }

  /// What a mark is worth: a full stop much, before a quotation mark more, two of them nothing.
  private func markScore(_ scalar: UInt32, after last: UInt32) -> Int {
    if scalar == 0x3002 { return last == 0x3002 ? -8 : 2 }
    // Of the full-width forms only the marks of prose are likely.
    if scalar > 0xFF00, ![0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F].contains(scalar) {
      return -8
    }
    if last == 0x3002, scalar == 0x201C || scalar == 0x201D { return 6 }
    return 1
  }

  /// Adds what a character is worth after the one before it.
  private func score(_ scalar: UInt32, _ reading: inout Reading) {
    let simplified = tables.simplifying.convert(scalar)
    let level = tables.frequencies.level(simplified)
    if scalar < 0x80 || scalar >= 0x2010 && scalar < 0x2027 || scalar >= 0x3000 && scalar < 0x3012
      || scalar >= 0xFF00
    {
      reading.score += markScore(scalar, after: reading.last)
    } else if level == 0 {
      reading.score -= 12
    } else {
      let pair = tables.frequencies.level(tables.simplifying.convert(reading.last), simplified)
      reading.score += level - 6 + (pair > 0 ? pair : -2)
      if tables.isSimplified(scalar) { reading.score -= 10 }
    }
    reading.last = scalar
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
