/// Reads colours, to tell whether text is as its background.
///
/// Source: CSS Color 4 §5 to §7, the HTML standard's "rules for parsing a legacy colour value". What
/// is not understood is no colour, which equals none.
extension StyleCursor {
  /// The colour here with `Declaration.opaque` set, `Declaration.hides` for one that is not there at all, 0 for an unknown or a
  /// translucent one.
  ///
  /// A variable is the colour of its name: two of one name are one colour.
  mutating func color() -> UInt32 {
    if current == UInt8(ascii: "#") {
      position += 1
      return hexColor(name())
    }
    let word = name()
    guard current == UInt8(ascii: "(") else {
      return matches(word, "transparent") ? Declaration.hides : namedColor(word)
    }
    position += 1
    if matches(word, "rgb") || matches(word, "rgba") { return rgbColor() }
    if matches(word, "hsl") || matches(word, "hsla") { return hslColor() }
    if matches(word, "hwb") { return hwbColor() }
    if ends(word, with: "lab") || ends(word, with: "lch") { return endOfGreys(word) }
    if matches(word, "light-dark") {
      skipBlanks()
      return color()
    }
    guard matches(word, "var") else { return 0 }
    skipBlanks()
    let hash = name().reduce(NameTable.emptyHash) { NameTable.hash($0, adding: bytes[$1]) }
    return hash & 0xFF_FFFF | Declaration.opaque | Declaration.variable
  }

  /// A colour of an attribute (`bgcolor`, `color`, `text`), whose number sign may be missing.
  mutating func legacyColor() -> UInt32 {
    skipBlanks()
    if current == UInt8(ascii: "#") { return color() }
    let word = name()
    let named = namedColor(word)
    return named != 0 ? named : word.count == 6 ? hexColor(word) : 0
  }

  private func hexColor(_ range: Range<Int>) -> UInt32 {
    var digits: UInt64 = 0
    for i in range {
      guard let digit = StyleCursor.hexadecimal(bytes[i]) else { return 0 }
      digits = digits << 4 | UInt64(digit)
    }
    switch range.count {
    case 3: return StyleCursor.doubled(UInt32(truncatingIfNeeded: digits)) | Declaration.opaque
    case 4 where digits & 0xF == 0, 8 where digits & 0xFF == 0: return Declaration.hides
    case 4 where digits & 0xF == 0xF:
      return StyleCursor.doubled(UInt32(truncatingIfNeeded: digits >> 4)) | Declaration.opaque
    case 6: return UInt32(truncatingIfNeeded: digits) | Declaration.opaque
    case 8 where digits & 0xFF == 0xFF:
      return UInt32(truncatingIfNeeded: digits >> 8) | Declaration.opaque
    default: return 0
    }
  }

  /// `#abc` is `#aabbcc`.
  private static func doubled(_ short: UInt32) -> UInt32 {
    let red = (short >> 8) & 0xF
    let green = (short >> 4) & 0xF
    let blue = short & 0xF
    return (red * 17) << 16 | (green * 17) << 8 | blue * 17
  }

  /// The parts of `rgb(…)`, after its bracket.
  private mutating func rgbColor() -> UInt32 {
    let parts = colorParts()
    guard current == UInt8(ascii: ")"), parts.count >= 3 else { return 0 }
    if parts.count == 4, parts[3] < 1 { return parts[3] < 0.02 ? Declaration.hides : 0 }
    return StyleCursor.packed(parts[0], parts[1], parts[2])
  }

  private static func packed(_ red: Double, _ green: Double, _ blue: Double) -> UInt32 {
    [red, green, blue].reduce(0) { $0 << 8 | UInt32(min(max($1, 0), 255)) } | Declaration.opaque
  }

  /// The parts of `hsl(…)`: degrees, and percentages, which were read as of 255.
  private mutating func hslColor() -> UInt32 {
    let parts = colorParts()
    guard current == UInt8(ascii: ")"), parts.count >= 3 else { return 0 }
    if parts.count == 4, parts[3] < 1 { return parts[3] < 0.02 ? Declaration.hides : 0 }
    let hue = parts[0].truncatingRemainder(dividingBy: 360)
    let (saturation, lightness) = (parts[1] / 255, parts[2] / 255)
    let reach = saturation * min(lightness, 1 - lightness)
    func channel(_ n: Double) -> Double {
      let k = (n + (hue < 0 ? hue + 360 : hue) / 30).truncatingRemainder(dividingBy: 12)
      return ((lightness - reach * max(-1, min(k - 3, 9 - k, 1))) * 255).rounded()
    }
    return StyleCursor.packed(channel(0), channel(8), channel(4))
  }

  /// The greys of `hwb(…)`: as much white and black as fill it.
  private mutating func hwbColor() -> UInt32 {
    let parts = colorParts()
    guard current == UInt8(ascii: ")"), parts.count == 3 || parts.count == 4 && parts[3] == 1,
      parts[1] + parts[2] >= 255
    else { return 0 }
    let grey = parts[1] / (parts[1] + parts[2]) * 255
    return StyleCursor.packed(grey, grey, grey)
  }

  /// White and black of `lab(…)`, `oklch(…)` and the like, which lightness alone decides.
  private mutating func endOfGreys(_ word: Range<Int>) -> UInt32 {
    skipBlanks()
    let whole = starts(word, with: "ok") ? 1.0 : 100.0
    guard let lightness = length() else { return 0 }
    let share = lightness.unit == .percent ? lightness.number / 100 : lightness.number / whole
    let parts = colorParts()
    guard current == UInt8(ascii: ")"), parts.count < 3 || parts[2] >= 1 else { return 0 }
    return share >= 1
      ? StyleCursor.packed(255, 255, 255) : share == 0 ? StyleCursor.packed(0, 0, 0) : 0
  }

  /// The numbers of a colour's function, after its bracket.
  private mutating func colorParts() -> [Double] {
    var parts: [Double] = []
    while !isAtEnd, parts.count < 4 {
      while !isAtEnd,
        current <= 0x20 || current == UInt8(ascii: ",") || current == UInt8(ascii: "/")
      { position += 1 }
      guard let part = length() else { break }
      // Percentages are of 255 for the three colours, of 1 for the fourth part, opacity.
      let whole = parts.count < 3 ? 255.0 : 1.0
      parts.append(part.unit == .percent ? part.number / 100 * whole : part.number)
    }
    return parts
  }

  private func namedColor(_ range: Range<Int>) -> UInt32 {
    guard 3...8 ~= range.count else { return 0 }
    let color = StyleCursor.namedColors.first { matches(range, $0.name) }
    return color.map { $0.value | Declaration.opaque } ?? 0
  }

  /// The names that CSS had from its first level on, and the greys that backgrounds are given.
  private static let namedColors: [(name: StaticString, value: UInt32)] = [
    ("white", 0xFFFFFF), ("black", 0), ("silver", 0xC0C0C0), ("gray", 0x808080),
    ("grey", 0x808080), ("maroon", 0x800000), ("red", 0xFF0000), ("purple", 0x800080),
    ("fuchsia", 0xFF00FF), ("green", 0x008000), ("lime", 0x00FF00), ("olive", 0x808000),
    ("yellow", 0xFFFF00), ("navy", 0x000080), ("blue", 0x0000FF), ("teal", 0x008080),
    ("aqua", 0x00FFFF), ("orange", 0xFFA500), ("ivory", 0xFFFFF0), ("snow", 0xFFFAFA),
  ]
}
