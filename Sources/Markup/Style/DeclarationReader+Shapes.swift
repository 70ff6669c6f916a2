/// Values that cut away what they are given to.
///
/// Source: CSS Shapes 1 §3 and 2 §4, CSS Masking 1.
extension DeclarationReader {
  /// `inset(50%)`, `circle(0)`, `polygon(0 0, 0 0, 0 0)`, `rect(0 0 0 0)`, `xywh(0 0 0 0)`: shapes without an area.
  func clipPath(_ value: inout StyleCursor) -> UInt32 {
    let shape = value.name()
    guard value.current == UInt8(ascii: "(") else { return Declaration.shows }
    value.position += 1
    let lengths = shapeLengths(&value)
    guard let first = lengths.first else { return Declaration.shows }
    let isEmpty: Bool
    if value.matches(shape, "inset") {
      let edges = DeclarationReader.edges(lengths)
      isEmpty = covers(edges[0], edges[2]) || covers(edges[1], edges[3])
    } else if value.matches(shape, "circle") {
      isEmpty = first.isZero
    } else if value.matches(shape, "ellipse") {
      isEmpty = lengths.prefix(2).contains(where: \.isZero)
    } else if value.matches(shape, "rect") {
      isEmpty = lengths.count == 4 && lengths.allSatisfy { isSame($0, first) }
    } else if value.matches(shape, "xywh") {
      isEmpty = lengths.count >= 4 && lengths[2...3].contains(where: \.isZero)
    } else if value.matches(shape, "polygon") {
      isEmpty =
        lengths.count % 2 == 0
        && lengths.indices.dropFirst(2).allSatisfy { isSame(lengths[$0], lengths[$0 % 2]) }
    } else {
      return Declaration.shows
    }
    return isEmpty ? Declaration.hides : Declaration.shows
  }

  /// The lengths of a shape, to its closing bracket or the word (`at`, `round`) that begins something else.
  private func shapeLengths(_ value: inout StyleCursor) -> [StyleLength] {
    var lengths: [StyleLength] = []
    while !value.isAtEnd, value.current != UInt8(ascii: ")"), lengths.count < 64 {
      if let length = value.length() {
        lengths.append(length)
        continue
      }
      let word = value.name()
      if value.matches(word, "at") || value.matches(word, "round") { break }
      if word.isEmpty { value.position += 1 }
    }
    return lengths
  }

  /// The four edges that one to four lengths stand for.
  private static func edges(_ lengths: [StyleLength]) -> [StyleLength] {
    let top = lengths[0]
    let right = lengths.count > 1 ? lengths[1] : top
    let bottom = lengths.count > 2 ? lengths[2] : top
    return [top, right, bottom, lengths.count > 3 ? lengths[3] : right]
  }

  /// Whether two opposite insets leave nothing between them.
  private func covers(_ one: StyleLength, _ other: StyleLength) -> Bool {
    [one, other].contains { $0.unit != .percent && $0.pixels(of: 0) >= DeclarationReader.farBehind }
      || (one.unit == .percent || one.isZero) && (other.unit == .percent || other.isZero)
        && one.number + other.number >= 100
  }

  private func isSame(_ one: StyleLength, _ other: StyleLength) -> Bool {
    one.number == other.number && (one.unit == other.unit || one.isZero)
  }

  /// A gradient that lets nothing through: `linear-gradient(transparent, transparent)`.
  func mask(_ value: inout StyleCursor) -> UInt32 {
    let name = value.name()
    guard value.current == UInt8(ascii: "("), value.ends(name, with: "gradient") else {
      return Declaration.shows
    }
    value.position += 1
    var isTransparent = false
    while !value.isAtEnd, value.current != UInt8(ascii: ")") {
      let start = value.position
      let color = value.color()
      if color == Declaration.hides {
        isTransparent = true
        if value.current == UInt8(ascii: ")"),
          value.bytes[start..<value.position].contains(UInt8(ascii: "("))
        {
          value.position += 1
        }
      } else if color != 0 || value.bytes[start..<value.position].contains(UInt8(ascii: "(")) {
        return Declaration.shows
      } else if value.position == start {
        value.position += 1
      }
    }
    return isTransparent ? Declaration.hides : Declaration.shows
  }

  /// `scale: 0`, `zoom: .01`.
  func isDot(_ value: inout StyleCursor) -> Bool {
    guard let length = value.length() else { return false }
    let share = length.unit == .percent ? length.number / 100 : length.number
    return abs(share) < DeclarationReader.dot
  }
}
