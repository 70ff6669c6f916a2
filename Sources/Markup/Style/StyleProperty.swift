/// The CSS properties that decide whether text is seen.
///
/// Source: CSS Display 3, CSS 2.2 (visibility, overflow, clip, position), CSS Color 4, CSS Masking 1,
/// CSS Text 3 (text-indent), CSS Fonts 4, CSS Inline 3 (line-height), CSS Transforms 2, CSS Viewport 1 (zoom),
/// Filter Effects 1, CSS Logical Properties 1.
enum StyleProperty: UInt8, CaseIterable, Sendable {
  case display, visibility, opacity, fontSize, textIndent, left, top, marginLeft, marginTop
  case clip, clipPath, width, height, maxWidth, maxHeight, padding, overflow, color, background
  case right, bottom, transform, translate, scale, filter, stacking, spacing, mask, lineHeight

  var bit: UInt32 { 1 << UInt32(rawValue) }

  /// Sizes that hide what overflows them.
  static let sizes =
    StyleProperty.width.bit | StyleProperty.height.bit | StyleProperty.maxWidth.bit
    | StyleProperty.maxHeight.bit

  /// What the text's colour is compared by.
  static let colors = StyleProperty.color.bit | StyleProperty.background.bit

  /// The property of a name's hash, nil for one that hides nothing.
  @inline(__always)
  static func of(_ hash: UInt32) -> StyleProperty? {
    var slot = Int(hash ^ (hash >> 15)) & (slots.count - 1)
    while true {
      let entry = slots[slot]
      if entry.hash == hash { return entry.property }
      if entry.hash == 0 { return nil }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  private static let slots: [(hash: UInt32, property: StyleProperty?)] = {
    var slots = [(hash: UInt32, property: StyleProperty?)](repeating: (0, nil), count: 128)
    for (name, property) in names {
      let hash = name.withUTF8Buffer { bytes in
        bytes.reduce(NameTable.emptyHash) { NameTable.hash($0, adding: $1) }
      }
      var slot = Int(hash ^ (hash >> 15)) & (slots.count - 1)
      while slots[slot].hash != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = (hash, property)
    }
    return slots
  }()

  private static let names: [(StaticString, StyleProperty)] = [
    ("display", .display), ("content-visibility", .display), ("visibility", .visibility),
    ("opacity", .opacity), ("font-size", .fontSize), ("font", .fontSize),
    ("text-indent", .textIndent), ("left", .left), ("top", .top), ("margin-left", .marginLeft),
    ("margin-top", .marginTop), ("clip", .clip), ("clip-path", .clipPath), ("width", .width),
    ("height", .height), ("max-width", .maxWidth), ("max-height", .maxHeight),
    ("padding", .padding), ("padding-top", .padding), ("padding-bottom", .padding),
    ("overflow", .overflow), ("overflow-x", .overflow), ("overflow-y", .overflow),
    ("color", .color), ("background", .background), ("background-color", .background),
    ("background-image", .background),
    ("-webkit-text-fill-color", .color), ("right", .right), ("bottom", .bottom),
    // Of the two shorthands only the edges to the left and above take text away.
    ("inset", .left), ("margin", .marginLeft), ("inset-inline-start", .left),
    ("inset-block-start", .top), ("inline-size", .width), ("block-size", .height),
    ("max-inline-size", .maxWidth), ("max-block-size", .maxHeight),
    ("overflow-block", .overflow), ("-webkit-clip-path", .clipPath),
    ("transform", .transform), ("-webkit-transform", .transform), ("translate", .translate),
    ("scale", .scale), ("filter", .filter), ("-webkit-filter", .filter), ("z-index", .stacking),
    ("letter-spacing", .spacing), ("zoom", .scale), ("mask", .mask), ("mask-image", .mask),
    ("-webkit-mask", .mask), ("-webkit-mask-image", .mask), ("line-height", .lineHeight),
  ]
}

/// One declaration, its value reduced to what it does to text.
struct Declaration: Hashable, Sendable {
  var property: StyleProperty
  var isImportant: Bool

  /// One of the values below; of a colour its sRGB bytes with `opaque` above them.
  var value: UInt32

  /// Text is seen, or the value is unknown.
  static let shows: UInt32 = 0

  /// Text is not seen, or not if another property agrees (a size with `overflow`).
  static let hides: UInt32 = 1

  /// A background of the text's own colour, `currentColor`.
  static let ofText: UInt32 = 3

  /// As the parent has it, or a part of that.
  static let inherits: UInt32 = 2

  /// The bit of a value that a variable has, which stands at the place that the other bits say.
  static let deferred: UInt32 = 1 << 31

  /// The bit of a known colour that covers what is below it.
  static let opaque: UInt32 = 1 << 24

  /// The bit of a colour that is known by the name of its variable alone.
  static let variable: UInt32 = 1 << 25

  static let white = 0xFFFFFF | opaque

  /// Whether two colours look the same: equal, or by so little apart that nobody tells them from each other.
  static func isSameColor(_ one: UInt32, _ other: UInt32) -> Bool {
    guard one & opaque != 0, other & opaque != 0 else { return false }
    if one == other { return true }
    guard one & variable == 0, other & variable == 0 else { return false }
    return [0, 8, 16].allSatisfy { shift in
      abs(Int(one >> shift & 0xFF) - Int(other >> shift & 0xFF)) <= unseenDifference
    }
  }

  /// Of 255, in each of red, green and blue: `#f5f5f5` on white, a contrast of 1.09 to 1 by WCAG 2.1's formula.
  private static let unseenDifference = 10
}
