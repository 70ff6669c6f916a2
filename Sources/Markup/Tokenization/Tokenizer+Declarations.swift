extension Tokenizer {
  /// "Markup declaration open state", the `<` being at the position; false where CDATA begins.
  mutating func markupDeclaration() -> Bool {
    if isAt(position, "<!--") {
      comment(from: position + 4)
    } else if isAt(position, "<!doctype") {
      doctype(from: position + 9)
    } else if allowsCDATA, position + 9 <= source.count,
      source[position..<position + 9] == Array("<![CDATA[".utf8)[...]
    {
      content = .cdataSection
      position += 9
      return false
    } else {
      bogusComment(from: position + 2)
    }
    return true
  }

  mutating func bogusComment(from start: Int) {
    let end = source.span.first(UInt8(ascii: ">"), from: start)
    emitComment(start..<end, next: end + 1)
  }

  /// "Comment start state" and the states after it.
  private mutating func comment(from start: Int) {
    if isAt(start, ">") { return emitComment(start..<start, next: start + 1) }
    if isAt(start, "->") { return emitComment(start..<start, next: start + 2) }
    var i = start
    while true {
      i = source.span.first(UInt8(ascii: "-"), from: i)
      guard i < source.count else { break }
      if isAt(i, "-->") { return emitComment(start..<i, next: i + 3) }
      if isAt(i, "--!>") { return emitComment(start..<i, next: i + 4) }
      i += 1
    }
    var end = source.count
    for unfinished in ["--!", "--", "-"] as [StaticString] {
      let length = unfinished.utf8CodeUnitCount
      if end - start >= length, isAt(end - length, unfinished) {
        end -= length
        break
      }
    }
    emitComment(start..<end, next: source.count)
  }

  private mutating func emitComment(_ range: Range<Int>, next: Int) {
    token.kind = .comment
    token.text = replacingNulls(range)
    position = min(next, source.count)
  }

  private mutating func replacingNulls(_ range: Range<Int>) -> ByteRange {
    var text = Decoding(from: range.lowerBound)
    var i = range.lowerBound
    while i < range.upperBound {
      i = source[i] == 0 ? replaceNull(at: i, into: &text) : i + 1
    }
    return finish(text, at: range.upperBound)
  }

  /// "DOCTYPE state" and the states after it.
  private mutating func doctype(from start: Int) {
    token.kind = .doctype
    token.doctype = Doctype()
    token.forcesQuirks = false
    var i = skipWhitespace(start)
    let nameStart = i
    while i < source.count, source[i] != UInt8(ascii: ">"), !source[i].isHTMLWhitespace { i += 1 }
    if i > nameStart {
      token.doctype.name = lowered(replacingNulls(nameStart..<i))
    } else {
      token.forcesQuirks = true
    }
    i = skipWhitespace(i)
    if isAt(i, "public") {
      i = identifier(after: skipWhitespace(i + 6), \.publicID)
      if source.indices.contains(i), isQuote(i) { i = identifier(after: i, \.systemID) }
    } else if isAt(i, "system") {
      i = identifier(after: skipWhitespace(i + 6), \.systemID)
    } else if i < source.count, source[i] != UInt8(ascii: ">") {
      token.forcesQuirks = true
    }
    // "Bogus DOCTYPE state", also where nothing is bogus: the next `>` ends it.
    if i < source.count, source[i] != UInt8(ascii: ">"), token.doctype.systemID == nil {
      token.forcesQuirks = true
    }
    let reachedEnd = i >= source.count
    i = source.span.first(UInt8(ascii: ">"), from: i)
    if reachedEnd { token.forcesQuirks = true }
    position = min(i + 1, source.count)
  }

  /// Reads a quoted identifier and the whitespace after it, and says where to go on.
  private mutating func identifier(
    after i: Int, _ part: WritableKeyPath<Doctype, ByteRange?>
  ) -> Int {
    guard i < source.count, isQuote(i) else {
      token.forcesQuirks = true
      return i
    }
    var end = i + 1
    while end < source.count, source[end] != source[i], source[end] != UInt8(ascii: ">") {
      end += 1
    }
    token.doctype[keyPath: part] = replacingNulls(i + 1..<end)
    guard end < source.count, source[end] == source[i] else {
      token.forcesQuirks = true
      return end
    }
    return skipWhitespace(end + 1)
  }

  private func isQuote(_ i: Int) -> Bool {
    source[i] == UInt8(ascii: "\"") || source[i] == UInt8(ascii: "'")
  }

  private func skipWhitespace(_ start: Int) -> Int {
    var i = start
    while i < source.count, source[i].isHTMLWhitespace { i += 1 }
    return i
  }

  private mutating func lowered(_ range: ByteRange) -> ByteRange {
    let start = decoded.count
    for i in range.indices {
      decoded.append((i < source.count ? source[i] : decoded[i - source.count]).lowered)
    }
    return ByteRange(source.count + start..<source.count + decoded.count)
  }
}
