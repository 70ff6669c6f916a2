extension Tokenizer {
  /// Reads a tag whose name begins at an index; an unfinished one is dropped with all that follows.
  ///
  /// "Tag name state" to "self-closing start tag state".
  mutating func tag(_ kind: Token.Kind, at nameStart: Int) {
    let (number, nameEnd) = name(from: nameStart, stoppingAtEquals: false)
    let first = attributes.count
    var i = nameEnd
    token.isSelfClosing = false
    while true {
      guard i < source.count else { return endInsideTag() }
      let byte = source[i]
      if byte == UInt8(ascii: ">") { break }
      if byte == UInt8(ascii: "/") {
        i += 1
        if i < source.count, source[i] == UInt8(ascii: ">") {
          token.isSelfClosing = true
          break
        }
      } else if byte.isHTMLWhitespace {
        i += 1
      } else if let end = attribute(at: i, first: first, isKept: kind == .startTag) {
        i = end
      } else {
        return endInsideTag()
      }
    }
    position = i + 1
    token.kind = kind
    token.tag = Tag(rawValue: number)
    token.attributes = ByteRange(first..<attributes.count)
    content = .data
    if kind == .startTag { lastStartTag = token.tag }
  }

  private mutating func endInsideTag() {
    position = source.count
    token.kind = .endOfFile
  }

  /// Reads one attribute and says where it ends, nil where the source ended first.
  private mutating func attribute(at start: Int, first: Int, isKept: Bool) -> Int? {
    // What will be dropped is passed over: no name is numbered for it, nothing decoded.
    let hasRoom = isKept && attributes.count - first < maximumAttributes
    if isKept, !hasRoom { note(.attributes) }
    let (number, nameEnd) =
      hasRoom
      ? name(from: start, stoppingAtEquals: true)
      : (0, nameEnd(from: start, stoppingAtEquals: true).end)
    var i = nameEnd
    while i < source.count, source[i].isHTMLWhitespace { i += 1 }
    guard i < source.count else { return nil }
    var value = ByteRange.empty
    if source[i] == UInt8(ascii: "=") {
      i += 1
      while i < source.count, source[i].isHTMLWhitespace { i += 1 }
      guard i < source.count else { return nil }
      switch source[i] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let end = quotedValueEnd(from: i + 1, quote: source[i])
        guard end.index < source.count else { return nil }
        value = attributeValue(i + 1..<end.index, isPlain: end.isPlain || !hasRoom)
        i = end.index + 1
      case UInt8(ascii: ">"): break
      default:
        let end = unquotedValueEnd(from: i)
        guard end.index < source.count else { return nil }
        value = attributeValue(i..<end.index, isPlain: end.isPlain || !hasRoom)
        i = end.index
      }
    }
    if hasRoom {
      keep(Attribute(name: AttributeName(rawValue: number), value: value), first: first)
    }
    return i
  }

  /// The first of two attributes of one name counts.
  private mutating func keep(_ attribute: Attribute, first: Int) {
    for i in first..<attributes.count where attributes[i].name == attribute.name { return }
    attributes.append(attribute)
  }

  private func quotedValueEnd(from start: Int, quote: UInt8) -> (index: Int, isPlain: Bool) {
    let span = source.span
    var isPlain = true
    var i = span.first(of: quote, UInt8(ascii: "&"), 0, from: start)
    if i < span.count, span[i] != quote {
      isPlain = false
      i = span.first(quote, from: i)
    }
    return (i, isPlain)
  }

  private func unquotedValueEnd(from start: Int) -> (index: Int, isPlain: Bool) {
    let span = source.span
    var isPlain = true
    var i = start
    while i < span.count {
      let byte = span[i]
      if byte.isHTMLWhitespace || byte == UInt8(ascii: ">") { break }
      if byte == UInt8(ascii: "&") || byte == 0 { isPlain = false }
      i += 1
    }
    return (i, isPlain)
  }

  private mutating func attributeValue(_ range: Range<Int>, isPlain: Bool) -> ByteRange {
    guard !isPlain else { return ByteRange(range) }
    var text = Decoding(from: range.lowerBound)
    var i = range.lowerBound
    while i < range.upperBound {
      switch source[i] {
      case UInt8(ascii: "&"): i = decodeReference(at: i, inAttribute: true, into: &text)
      case 0: i = replaceNull(at: i, into: &text)
      default: i += 1
      }
    }
    return finish(text, at: range.upperBound)
  }

  /// The number of the name that begins at an index, and where it ends.
  private mutating func name(
    from start: Int, stoppingAtEquals: Bool
  ) -> (number: UInt32, end: Int) {
    let (end, hash, hasNull) = nameEnd(from: start, stoppingAtEquals: stoppingAtEquals)
    guard hasNull || end - start > maximumNameLength else {
      let source = source
      return (names.intern(source.span.extracting(start..<end), hash: hash), end)
    }
    return (oddName(start..<end), end)
  }

  @inline(__always)
  private func nameEnd(
    from start: Int, stoppingAtEquals: Bool
  ) -> (end: Int, hash: UInt32, hasNull: Bool) {
    let span = source.span
    var hash = NameTable.emptyHash
    var hasNull = false
    var i = start
    while i < span.count {
      let byte = span[i]
      if byte.isHTMLWhitespace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
      // "Before attribute name state": an equals sign at the start belongs to the name.
      if stoppingAtEquals, byte == UInt8(ascii: "="), i > start { break }
      if byte == 0 { hasNull = true }
      hash = NameTable.hash(hash, adding: byte.lowered)
      i += 1
    }
    return (i, hash, hasNull)
  }

  /// A name with NULs, or one that is too long.
  private mutating func oddName(_ range: Range<Int>) -> UInt32 {
    var end = range.upperBound
    if range.count > maximumNameLength {
      note(.nameLength)
      end = range.lowerBound + maximumNameLength
      // Not within a character: the next byte must begin one.
      while end > range.lowerBound, source[end] & 0xC0 == 0x80 { end -= 1 }
    }
    var name: [UInt8] = []
    for byte in source[range.lowerBound..<end] {
      if byte == 0 { name += [0xEF, 0xBF, 0xBD] } else { name.append(byte) }
    }
    return names.intern(name.span)
  }
}
