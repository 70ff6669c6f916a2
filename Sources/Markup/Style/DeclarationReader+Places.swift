/// Values that take text out of its place, out of the window or out of sight.
///
/// Source: CSS Positioned Layout 3, CSS Transforms 2, Filter Effects 1.
extension DeclarationReader {
  /// Text this far before the edge of the page is meant not to be seen.
  static let farAway = -999.0

  /// Text this far behind the edge is out of any window; nearer text may slide in.
  static let farBehind = 5_000.0

  /// Black on white at this opacity is `#e6e6e6`, a contrast of 1.25 to 1.
  static let unseenOpacity = 0.1

  static func isAway(_ length: StyleLength, _ whole: Double) -> Bool {
    let pixels = length.pixels(of: whole)
    return pixels <= farAway || pixels >= farBehind && length.unit != .percent
  }

  func offScreen(_ value: inout StyleCursor, _ whole: Double) -> UInt32 {
    guard let length = value.length() else { return Declaration.shows }
    return DeclarationReader.isAway(length, whole) ? Declaration.hides : Declaration.shows
  }

  /// `0 0 0 -9999px`: top, right, bottom, left, of which the first and the last count, or those that stand for them.
  func offScreenEdges(_ value: inout StyleCursor) -> UInt32 {
    var edges: [StyleLength?] = []
    while !value.isAtEnd, edges.count < 4 {
      value.skipBlanks()
      let length = value.length()
      if length == nil, value.name().isEmpty { value.position += 1 }
      edges.append(length)
    }
    guard let top = edges.first else { return Declaration.shows }
    let left = edges.count == 4 ? edges[3] : edges.count > 1 ? edges[1] : top
    let isAway = [top, left].contains { edge in
      edge.map { DeclarationReader.isAway($0, MediaQuery.width) } ?? false
    }
    return isAway ? Declaration.hides : Declaration.shows
  }

  /// Letters that are drawn one upon the other, or each far away.
  func spacing(_ value: inout StyleCursor) -> UInt32 {
    guard let length = value.length() else { return Declaration.shows }
    return length.pixels(of: MediaQuery.width) <= DeclarationReader.farAway
      ? Declaration.hides : Declaration.shows
  }

  /// A whole line's indent pushes the text out of its box.
  func textIndent(_ value: inout StyleCursor) -> UInt32 {
    guard let length = value.length() else { return Declaration.shows }
    return DeclarationReader.isAway(length, MediaQuery.width)
      || length.unit == .percent && length.number >= 100 ? Declaration.hides : Declaration.shows
  }

  /// `z-index` this low is for what no one is to see; one layer below another has -1.
  static let deepLayer = -9.0

  func stacking(_ value: inout StyleCursor) -> UInt32 {
    guard let number = value.length()?.number else { return Declaration.shows }
    return number <= DeclarationReader.deepLayer ? Declaration.hides : Declaration.shows
  }

  /// `translate(-9999px, 0)`, after its bracket, or the value of `translate`.
  ///
  /// Shares of the element's own size move what slides.
  func translated(_ value: inout StyleCursor) -> UInt32 {
    while !value.isAtEnd, value.current != UInt8(ascii: ")") {
      guard let length = value.length() else {
        value.position += 1
        continue
      }
      let isOwnShare = value.position > 0 && value.bytes[value.position - 1] == UInt8(ascii: "%")
      if !isOwnShare, DeclarationReader.isAway(length, MediaQuery.width) {
        return Declaration.hides
      }
    }
    return Declaration.shows
  }

  /// `scale(0)`, `rotateX(90deg)`, `matrix(0, 0, 0, 0, …)` leave nothing to see.
  func transform(_ value: inout StyleCursor) -> UInt32 {
    while let name = value.nextFunction() {
      if value.starts(name, with: "translate") {
        if translated(&value) == Declaration.hides { return Declaration.hides }
      } else if value.starts(name, with: "scale") {
        if numbers(&value, 3).contains(where: { abs($0) < DeclarationReader.dot }) {
          return Declaration.hides
        }
      } else if value.matches(name, "matrix") {
        let parts = numbers(&value, 4)
        // A turn by a right angle has zeros too, but an area.
        if parts.count == 4, abs(parts[0] * parts[3] - parts[1] * parts[2]) < 1e-3 {
          return Declaration.hides
        }
      } else if value.matches(name, "rotatex") || value.matches(name, "rotatey") {
        if let turn = value.length()?.number, abs(turn) == 90 { return Declaration.hides }
      }
      value.skip(to: UInt8(ascii: ")"), or: UInt8(ascii: ")"))
      value.position += 1
    }
    return Declaration.shows
  }

  /// A size of two hundredths is a dot.
  static let dot = 0.02

  /// The numbers of a function at most so many, after its bracket; percentages as shares.
  private func numbers(_ value: inout StyleCursor, _ most: Int) -> [Double] {
    var numbers: [Double] = []
    while !value.isAtEnd, value.current != UInt8(ascii: ")"), numbers.count < most {
      if let length = value.length() {
        numbers.append(length.unit == .percent ? length.number / 100 : length.number)
      } else {
        value.position += 1
      }
    }
    return numbers
  }

  /// `opacity(0)` among the filters.
  func filter(_ value: inout StyleCursor) -> UInt32 {
    while let name = value.nextFunction() {
      if value.matches(name, "opacity"),
        zero(&value, below: DeclarationReader.unseenOpacity) == Declaration.hides
      {
        return Declaration.hides
      }
    }
    return Declaration.shows
  }
}
