/// Reads colours, to tell whether text is as its background.
///
/// Source: CSS Color 4 §5 and §6, the HTML standard's "rules for parsing a legacy colour value". What
/// is not understood is no colour, which equals none.
extension StyleCursor {
  /// The colour here with `Declaration.opaque` set, 0 for an unknown or a translucent one.
  mutating func color() -> UInt32 {
    if current == UInt8(ascii: "#") {
      position += 1
      return hexColor(name())
    }
    let word = name()
    guard current == UInt8(ascii: "("), matches(word, "rgb") || matches(word, "rgba") else {
      return namedColor(word)
    }
    position += 1
    return rgbColor()
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
    guard current == UInt8(ascii: ")"), parts.count == 3 || parts.count == 4 && parts[3] >= 1 else {
      return 0
    }
    return parts.prefix(3).reduce(0) { $0 << 8 | UInt32(min(max($1, 0), 255)) }
      | Declaration.opaque
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
