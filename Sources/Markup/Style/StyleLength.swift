/// A length or percentage, as far as hiding asks.
///
/// Source: CSS Values 4 §5 to §6. Font-relative units count as 16 px, the initial font size; those of
/// the window are measured against `MediaQuery.width`.
struct StyleLength {
  var number: Double
  var unit: Unit

  enum Unit { case none, pixels, font, percent }

  var isZero: Bool { number == 0 }

  /// Pixels, a percentage taken of `whole`.
  func pixels(of whole: Double) -> Double {
    switch unit {
    case .none, .pixels: number
    case .font: number * 16
    case .percent: number / 100 * whole
    }
  }
}

extension StyleCursor {
  /// Greater numbers than any page's count as this one.
  static let greatestLength = 1e9

  /// The number with its unit here; nil, and no step, where none stands.
  ///
  /// - Parameter depth: how many brackets of a `calc()` are open.
  mutating func length(depth: Int = 0) -> StyleLength? {
    let start = position
    var sign = 1.0
    if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") {
      if current == UInt8(ascii: "-") { sign = -1 }
      position += 1
    }
    var number = 0.0
    var digits = 0
    while position < end, bytes[position] &- 0x30 < 10 {
      number = number * 10 + Double(bytes[position] - 0x30)
      position += 1
      digits += 1
    }
    if current == UInt8(ascii: "."), following &- 0x30 < 10 {
      position += 1
      var place = 0.1
      while position < end, bytes[position] &- 0x30 < 10 {
        number += place * Double(bytes[position] - 0x30)
        place /= 10
        position += 1
        digits += 1
      }
    }
    guard digits > 0 else {
      position = start
      let word = name()
      if matches(word, "calc"), current == UInt8(ascii: "(") {
        position += 1
        if let length = calculation(depth: depth) { return length }
      }
      position = start
      return nil
    }
    return StyleLength(number: sign * min(number, Self.greatestLength), unit: unit())
  }

  private mutating func unit() -> StyleLength.Unit {
    if current == UInt8(ascii: "%") {
      position += 1
      return .percent
    }
    let unit = name()
    if unit.isEmpty { return .none }
    if matches(unit, "em") || matches(unit, "rem") || matches(unit, "ex") || matches(unit, "ch") {
      return .font
    }
    if matches(unit, "vw") || matches(unit, "vh") { return .percent }
    return .pixels
  }
}
