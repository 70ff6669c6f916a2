/// Reads declarations (a `style` attribute, the inside of a rule) for what hides text.
struct DeclarationReader {
  private var cursor: StyleCursor

  /// Whether a closing brace ends them.
  private let isBlock: Bool

  /// Adds the declarations of a range that bear on hiding.
  static func read(_ bytes: [UInt8], _ range: Range<Int>, into result: inout [Declaration]) {
    var reader = DeclarationReader(cursor: StyleCursor(bytes, range), isBlock: false)
    while let declaration = reader.next() { result.append(declaration) }
  }

  /// Adds those of the block that begins at the cursor, which is left behind it; one that never ends takes the rest.
  static func readBlock(_ cursor: inout StyleCursor, into result: inout [Declaration]) {
    cursor.position += 1
    var reader = DeclarationReader(cursor: cursor, isBlock: true)
    while let declaration = reader.next() { result.append(declaration) }
    cursor.position = reader.cursor.position
  }

  private mutating func next() -> Declaration? {
    while true {
      cursor.skipBlanks()
      if cursor.isAtEnd { return nil }
      if isBlock, cursor.current == UInt8(ascii: "}") {
        cursor.position += 1
        return nil
      }
      if cursor.current == UInt8(ascii: ";") {
        cursor.position += 1
        continue
      }
      var hash = NameTable.emptyHash
      let start = cursor.position
      for i in cursor.name() { hash = NameTable.hash(hash, adding: cursor.bytes[i].lowered) }
      let name = start..<cursor.position
      cursor.skipBlanks()
      guard !name.isEmpty, cursor.current == UInt8(ascii: ":") else {
        // A nested rule ends with its block, anything else with its semicolon.
        let closing = isBlock ? UInt8(ascii: "}") : UInt8(ascii: "{")
        cursor.skip(to: UInt8(ascii: ";"), or: UInt8(ascii: "{"), or: closing)
        switch cursor.current {
        case UInt8(ascii: "{"): cursor.skipBlock()
        case UInt8(ascii: "}") where isBlock: break
        default: cursor.position += 1
        }
        continue
      }
      cursor.position += 1
      let value = cursor.position
      cursor.skip(to: UInt8(ascii: ";"), or: UInt8(ascii: "}"))
      guard let property = StyleProperty.of(hash) else { continue }
      if let declaration = declaration(property, name, value..<cursor.position) {
        return declaration
      }
    }
  }

  private func declaration(
    _ property: StyleProperty, _ name: Range<Int>, _ range: Range<Int>
  ) -> Declaration? {
    var end = range.upperBound
    var isImportant = false
    if let mark = range.last(where: { cursor.bytes[$0] == UInt8(ascii: "!") }) {
      var after = StyleCursor(cursor.bytes, mark + 1..<end)
      after.skipBlanks()
      let word = after.name()
      isImportant = after.matches(word, "important")
      end = mark
    }
    var value = StyleCursor(cursor.bytes, range.lowerBound..<end)
    value.skipBlanks()
    if value.isAtEnd { return nil }
    var word = value
    let keyword = word.name()
    if word.matches(keyword, "inherit") {
      return Declaration(property: property, isImportant: isImportant, value: Declaration.inherits)
    }
    return Declaration(
      property: property, isImportant: isImportant,
      value: effect(property, isShorthand: cursor.matches(name, "font"), &value))
  }

  /// What a value does.
  private func effect(
    _ property: StyleProperty, isShorthand: Bool, _ value: inout StyleCursor
  ) -> UInt32 {
    switch property {
    case .display: hidden(value, "none", "hidden")
    case .visibility: hidden(value, "hidden", "collapse")
    case .overflow: value.matches(value.nameHere, "visible") ? Declaration.shows : Declaration.hides
    case .opacity: zero(&value, below: 0.02)
    case .fontSize: isShorthand ? fontShorthand(&value) : fontSize(&value)
    case .textIndent, .left, .marginLeft: offScreen(&value, whole: MediaQuery.width)
    case .top, .marginTop: offScreen(&value, whole: MediaQuery.height)
    // A box of one pixel is how text is kept for screen readers alone.
    case .width, .height, .maxWidth, .maxHeight: zero(&value, below: 1.5)
    case .padding: padding(&value)
    case .clip: clip(&value)
    case .clipPath: clipPath(&value)
    case .color: value.matches(value.nameHere, "transparent") ? Declaration.hides : value.color()
    case .background: background(value)
    }
  }

  private func hidden(_ value: StyleCursor, _ one: StaticString, _ other: StaticString) -> UInt32 {
    let word = value.nameHere
    return value.matches(word, one) || value.matches(word, other)
      ? Declaration.hides : Declaration.shows
  }

  private func zero(_ value: inout StyleCursor, below limit: Double) -> UInt32 {
    guard let length = value.length() else { return Declaration.shows }
    if length.unit == .font || length.unit == .percent {
      return length.isZero ? Declaration.hides : Declaration.shows
    }
    return length.number < limit ? Declaration.hides : Declaration.shows
  }

  /// Below two pixels nobody reads; a share of nothing is nothing.
  private func fontSize(_ value: inout StyleCursor) -> UInt32 {
    guard let length = value.length() else {
      let word = value.nameHere
      return value.matches(word, "smaller") || value.matches(word, "larger")
        ? Declaration.inherits : Declaration.shows
    }
    if length.isZero { return Declaration.hides }
    switch length.unit {
    case .font, .percent: return Declaration.inherits
    case .none, .pixels: return length.number < 2 ? Declaration.hides : Declaration.shows
    }
  }

  /// `font: 0/0 a` empties an element of text; the size is the first length.
  private func fontShorthand(_ value: inout StyleCursor) -> UInt32 {
    while !value.isAtEnd {
      value.skipBlanks()
      let start = value.position
      if let length = value.length() {
        // A bare number that is not zero is a weight.
        if length.unit == .none, !length.isZero { continue }
        value.position = start
        return fontSize(&value)
      }
      if value.name().isEmpty { value.position += 1 }
    }
    return Declaration.shows
  }

  /// Text this far before the edge of the page is meant not to be seen.
  private static let farAway = -999.0

  private func offScreen(_ value: inout StyleCursor, whole: Double) -> UInt32 {
    guard let length = value.length() else { return Declaration.shows }
    return length.pixels(of: whole) <= DeclarationReader.farAway
      ? Declaration.hides : Declaration.shows
  }

  /// A padding that holds a box open (the frame of a film, by its proportions) lets text be seen.
  private func padding(_ value: inout StyleCursor) -> UInt32 {
    while !value.isAtEnd {
      value.skipBlanks()
      guard let length = value.length() else { return Declaration.hides }
      if !length.isZero { return Declaration.hides }
    }
    return Declaration.shows
  }

  /// `rect(0, 0, 0, 0)`, `rect(1px 1px 1px 1px)`.
  private func clip(_ value: inout StyleCursor) -> UInt32 {
    guard value.matches(value.name(), "rect"), value.current == UInt8(ascii: "(") else {
      return Declaration.shows
    }
    value.position += 1
    while !value.isAtEnd, value.current != UInt8(ascii: ")") {
      guard let length = value.length() else {
        if value.matches(value.name(), "auto") { return Declaration.shows }
        value.position += 1
        continue
      }
      if abs(length.pixels(of: MediaQuery.width)) > 1.5 { return Declaration.shows }
    }
    return Declaration.hides
  }

  /// `inset(50%)` and more, `circle(0)`.
  private func clipPath(_ value: inout StyleCursor) -> UInt32 {
    let shape = value.name()
    guard value.current == UInt8(ascii: "(") else { return Declaration.shows }
    value.position += 1
    value.skipBlanks()
    guard let length = value.length() else { return Declaration.shows }
    if value.matches(shape, "inset") {
      return length.unit == .percent && length.number >= 50 ? Declaration.hides : Declaration.shows
    }
    return value.matches(shape, "circle") && length.isZero ? Declaration.hides : Declaration.shows
  }

  /// The colour of a background that is nothing but a colour.
  private func background(_ value: StyleCursor) -> UInt32 {
    var rest = value
    let word = rest.nameHere
    if rest.matches(word, "none") || rest.matches(word, "transparent") {
      return Declaration.inherits
    }
    let color = rest.color()
    guard color != 0 else { return 0 }
    if rest.current == UInt8(ascii: ")") { rest.position += 1 }
    // An image or a gradient lies above the colour.
    while !rest.isAtEnd {
      if rest.current == UInt8(ascii: "(") { return 0 }
      rest.position += 1
    }
    return color
  }
}

extension StyleCursor {
  /// The name here, without a step.
  fileprivate var nameHere: Range<Int> {
    var ahead = self
    return ahead.name()
  }
}
