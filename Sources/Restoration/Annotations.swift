/// A reading in brackets behind a character: `(jīng)`, `（jīng）`, `[jing1]`, with blanks inside or before.
struct Annotation {
  var syllable: UInt16
  /// Whether the tone was written as a digit behind the letters.
  var hasToneDigit = false
  /// Indices of its scalars, brackets included; without the opening bracket where damage ate it.
  var range: Range<Int>

  /// Whether a scalar opens such brackets.
  static func isOpening(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x28, 0x5B, 0x3010, 0x3014, 0xFF08, 0xFF3B: true
    default: false
    }
  }

  static func isClosing(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x29, 0x5D, 0x3011, 0x3015, 0xFF09, 0xFF3D: true
    default: false
    }
  }

  static func isBlank(_ scalar: UInt32) -> Bool {
    scalar == 0x20 || scalar == 0xA0 || scalar == 0x3000
  }
}

extension SourceScalars {
  /// The reading in brackets that begins at an index; hardly a character is a bracket.
  @inline(__always)
  func annotation(at index: Int, _ readings: Readings) -> Annotation? {
    guard index + 2 < count, Annotation.isOpening(scalars[index]) else { return nil }
    return bracketed(at: index, readings)
  }

  private func bracketed(at index: Int, _ readings: Readings) -> Annotation? {
    let start = Annotation.isBlank(scalars[index + 1]) ? index + 2 : index + 1
    guard let bare = bareReading(at: start, readings) else { return nil }
    return Annotation(
      syllable: bare.syllable, hasToneDigit: bare.hasToneDigit,
      range: index..<bare.range.upperBound)
  }

  /// The reading behind the character at an index, a blank before its bracket perhaps.
  func annotation(behind index: Int, _ readings: Readings) -> Annotation? {
    guard index + 3 < count else { return nil }
    if !Annotation.isBlank(scalars[index + 1]) { return annotation(at: index + 1, readings) }
    guard var found = annotation(at: index + 2, readings) else { return nil }
    found.range = index + 1..<found.range.upperBound
    return found
  }

  /// `jīng)` or `jīng )`: a reading up to its closing bracket.
  @inline(__always)
  func bareReading(at index: Int, _ readings: Readings) -> Annotation? {
    guard index < count, Pinyin.letter(scalars[index]) != nil else { return nil }
    return reading(at: index, readings)
  }

  private func reading(at index: Int, _ readings: Readings) -> Annotation? {
    var end = index
    var key: Readings.Key = 0
    var shift: UInt64 = 0
    while end < count, end - index < 7, let letter = Pinyin.letter(scalars[end]) {
      guard Readings.append(letter, to: &key, &shift) else { return nil }
      end += 1
    }
    let hasToneDigit = end < count && scalars[end] >= 0x30 && scalars[end] <= 0x35
    if hasToneDigit { end += 1 }
    if end < count, Annotation.isBlank(scalars[end]) { end += 1 }
    guard end < count, Annotation.isClosing(scalars[end]),
      let syllable = readings.syllable(key)
    else { return nil }
    return Annotation(
      syllable: syllable, hasToneDigit: hasToneDigit, range: index..<end + 1)
  }

  /// `发展(fzhn)`: the brackets at an index, if they hold the word before them without its toned letters.
  ///
  /// - Parameter shortest: characters of such a word; `时(sh)间(jin)` reads each by itself.
  @inline(__always)
  func droppedReading(
    at index: Int, _ readings: Readings, shortest: Int = 2
  ) -> Range<Int>? {
    guard index >= shortest, index + 2 < count, scalars[index] == 0x28 else { return nil }
    return dropped(at: index, readings, shortest)
  }

  private func dropped(
    at index: Int, _ readings: Readings, _ shortest: Int
  ) -> Range<Int>? {
    var end = index + 1
    var letters: Readings.Key = 0
    var shift: UInt64 = 0
    while end < count, scalars[end] >= 0x61 && scalars[end] <= 0x7A || scalars[end] == 0x20 {
      // `(png pi)`: a blank may part the syllables.
      if scalars[end] != 0x20 {
        guard Readings.append(scalars[end], to: &letters, &shift) else { return nil }
      }
      end += 1
    }
    guard end < count, scalars[end] == 0x29, shift >= UInt64(shortest) * 8 else { return nil }
    var rests: Set<Readings.Key> = [letters]
    // Words of two to four characters, read from their last one back.
    for length in 1...4 where index - length >= 0 {
      var next: Set<Readings.Key> = []
      for rest in rests {
        readings.droppedForms(of: scalars[index - length]) { form in
          if let left = rest.removingSuffix(form) { next.insert(left) }
        }
      }
      if length >= shortest, next.contains(0) { return index..<end + 1 }
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
