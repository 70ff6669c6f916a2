/// Reads declarations (a `style` attribute, the inside of a rule) for what hides text.
struct DeclarationReader {
  private var cursor: StyleCursor

  /// Whether a closing brace ends them.
  private let isBlock: Bool

  /// A rule that stands within the block: what it selects, and where its own block stands.
  struct Nested {
    var prelude: Range<Int>
    /// From its bracket to where it was stepped over: brackets of other kinds close it there and not where it is read, and a
    /// block that ran on would be read again by each that stands before it.
    var block: Range<Int>
  }

  private var variables = StyleVariables()
  private var nested: [Nested] = []

  private init(cursor: StyleCursor, isBlock: Bool) {
    self.cursor = cursor
    self.isBlock = isBlock
  }

  /// Adds the declarations of a `style` attribute that bear on hiding.
  static func read(
    _ bytes: [UInt8], _ range: Range<Int>, _ variables: StyleVariables,
    into result: inout [Declaration]
  ) {
    var reader = DeclarationReader(cursor: StyleCursor(bytes, range), isBlock: false)
    let first = result.count
    while let declaration = reader.next() { result.append(declaration) }
    for i in result.indices[first...] where result[i].value & Declaration.deferred != 0 {
      result[i].value = resolved(result[i], bytes, variables, own: reader.variables)
    }
  }

  /// Adds those of the block that begins at the cursor, which is left behind it; one that never ends takes the rest.
  ///
  /// - Returns: the rules within it.
  static func readBlock(
    _ cursor: inout StyleCursor, _ variables: inout StyleVariables,
    into result: inout [Declaration]
  ) -> [Nested] {
    cursor.position += 1
    var reader = DeclarationReader(cursor: cursor, isBlock: true)
    swap(&reader.variables, &variables)
    while let declaration = reader.next() { result.append(declaration) }
    swap(&reader.variables, &variables)
    cursor.position = reader.cursor.position
    return reader.nested
  }

  /// What a declaration does whose value a variable has.
  static func resolved(
    _ declaration: Declaration, _ bytes: [UInt8], _ variables: StyleVariables,
    own: StyleVariables? = nil
  ) -> UInt32 {
    let start = Int(declaration.value & ~Declaration.deferred)
    guard let range = variables.value(at: start, in: bytes, own: own) else {
      return Declaration.shows
    }
    var value = StyleCursor(bytes, range)
    let reader = DeclarationReader(cursor: value, isBlock: false)
    return reader.effect(declaration.property, isShorthand: false, &value)
  }

  private mutating func next() -> Declaration? {
    while true {
      cursor.skipBlanks()
      if cursor.isAtEnd { return nil }
      switch cursor.current {
      case UInt8(ascii: "}") where isBlock:
        cursor.position += 1
        return nil
      case UInt8(ascii: ";"): cursor.position += 1
      default: if let declaration = readItem() { return declaration }
      }
    }
  }

  /// Reads what stands here; nil for all that is no declaration that bears on hiding.
  @inline(__always)
  private mutating func readItem() -> Declaration? {
    let start = cursor.position
    let hash = nameHash()
    let name = start..<cursor.position
    cursor.skipBlanks()
    guard !name.isEmpty, cursor.current == UInt8(ascii: ":") else {
      // A nested rule ends with its block, anything else with its semicolon.
      let closing = isBlock ? UInt8(ascii: "}") : UInt8(ascii: "{")
      cursor.skip(to: UInt8(ascii: ";"), or: UInt8(ascii: "{"), or: closing)
      switch cursor.current {
      case UInt8(ascii: "{"): skipNested(from: start)
      case UInt8(ascii: "}") where isBlock: break
      default: cursor.position += 1
      }
      return nil
    }
    cursor.position += 1
    let value = cursor.position
    cursor.skip(to: UInt8(ascii: ";"), or: UInt8(ascii: "}"), or: UInt8(ascii: "{"))
    let isVariable =
      name.count > 2 && cursor.bytes[start] == UInt8(ascii: "-")
      && cursor.bytes[start + 1] == UInt8(ascii: "-")
    if cursor.current == UInt8(ascii: "{") {
      // `a:hover { … }`, or a variable whose value is a block.
      if isVariable { cursor.skipBlock() } else { skipNested(from: start) }
      return nil
    }
    if isVariable {
      variables.declare(
        StyleVariables.hash(of: name, in: cursor.bytes), value..<cursor.position, in: cursor.bytes)
      return nil
    }
    return StyleProperty.of(hash).flatMap { declaration($0, name, value..<cursor.position) }
  }

  /// The hash of the name here, which is stepped over.
  @inline(__always)
  private mutating func nameHash() -> UInt32 {
    var hash = NameTable.emptyHash
    let start = cursor.position
    for i in cursor.name() { hash = NameTable.hash(hash, adding: cursor.bytes[i].lowered) }
    guard cursor.current == UInt8(ascii: "\\") else { return hash }
    // An escape in a property's name hides the name from those who look for it.
    cursor.position = start
    return (cursor.unescapedName() ?? []).reduce(NameTable.emptyHash) {
      NameTable.hash($0, adding: $1.lowered)
    }
  }

  /// Steps over the block here, and notes it where it is of a rule.
  private mutating func skipNested(from start: Int) {
    let block = cursor.position
    cursor.skipBlock()
    guard isBlock else { return }
    nested.append(
      Nested(prelude: start..<block, block: block..<max(block, min(cursor.position, cursor.end))))
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
    // Without an image the colour that another declaration gives is seen.
    if property == .background, cursor.ends(name, with: "image"), word.matches(keyword, "none") {
      return nil
    }
    if property.bit & StyleProperty.colors == 0, !isShorthand(name),
      value.starts(value.position..<value.end, with: "var("),
      value.position < Declaration.deferred
    {
      return Declaration(
        property: property, isImportant: isImportant,
        value: Declaration.deferred | UInt32(value.position))
    }
    return Declaration(
      property: property, isImportant: isImportant,
      value: effect(property, isShorthand: isShorthand(name), &value))
  }

  private func isShorthand(_ name: Range<Int>) -> Bool {
    cursor.matches(name, "font") || cursor.matches(name, "margin") || cursor.matches(name, "inset")
  }

  /// What a value does.
  private func effect(
    _ property: StyleProperty, isShorthand: Bool, _ value: inout StyleCursor
  ) -> UInt32 {
    switch property {
    case .display: hidden(value, "none", "hidden")
    case .visibility: hidden(value, "hidden", "collapse")
    case .overflow: value.matches(value.nameHere, "visible") ? Declaration.shows : Declaration.hides
    case .opacity: zero(&value, below: DeclarationReader.unseenOpacity)
    case .fontSize: isShorthand ? fontShorthand(&value) : fontSize(&value)
    case .textIndent: textIndent(&value)
    case .left: isShorthand ? offScreenEdges(&value) : offScreen(&value, MediaQuery.width)
    case .marginLeft: isShorthand ? offScreenEdges(&value) : offScreen(&value, MediaQuery.width)
    case .right: offScreen(&value, MediaQuery.width)
    case .top, .marginTop, .bottom: offScreen(&value, MediaQuery.height)
    case .transform: transform(&value)
    case .translate: translated(&value)
    case .scale: isDot(&value) ? Declaration.hides : Declaration.shows
    case .mask: mask(&value)
    case .lineHeight: value.length()?.isZero == true ? Declaration.hides : Declaration.shows
    case .filter: filter(&value)
    case .stacking: stacking(&value)
    case .spacing: spacing(&value)
    // A box of one pixel is how text is kept for screen readers alone.
    case .width, .height, .maxWidth, .maxHeight: zero(&value, below: 1.5)
    case .padding: padding(&value)
    case .clip: clip(&value)
    case .clipPath: clipPath(&value)
    case .color: value.color()
    case .background: background(value)
    }
  }

  private func hidden(_ value: StyleCursor, _ one: StaticString, _ other: StaticString) -> UInt32 {
    let word = value.nameHere
    return value.matches(word, one) || value.matches(word, other)
      ? Declaration.hides : Declaration.shows
  }

  func zero(_ value: inout StyleCursor, below limit: Double) -> UInt32 {
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
    case .font: return length.number < 0.1 ? Declaration.hides : Declaration.inherits
    case .percent: return length.number < 10 ? Declaration.hides : Declaration.inherits
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

  /// The colour of a background that is nothing but a colour.
  private func background(_ value: StyleCursor) -> UInt32 {
    var rest = value
    let word = rest.nameHere
    if rest.matches(word, "none") || rest.matches(word, "transparent") {
      return Declaration.inherits
    }
    if rest.matches(word, "currentcolor"), word.upperBound == rest.end { return Declaration.ofText }
    let color = rest.color()
    if color == Declaration.hides { return Declaration.inherits }
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
