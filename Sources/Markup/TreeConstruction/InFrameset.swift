extension TreeConstruction {
  /// The "in frameset" insertion mode.
  mutating func inFrameset() {
    switch token.kind {
    case .characters: insertWhitespaceOnly()
    case .null, .doctype: return
    case .comment: insertComment()
    case .startTag:
      switch token.tag {
      case .html: inBody()
      case .frameset:
        if isAtDepthLimit { return tokenizer.note(.depth) }
        insertElement()
      case .frame: insertVoidElement()
      case .noframes: inHead()
      default: return
      }
    case .endTag:
      guard token.tag == .frameset, open.count > 1 else { return }
      pop()
      if context == nil, open.last?.isHTML(.frameset) != true { mode = .afterFrameset }
    case .endOfFile: stop()
    }
  }

  /// The "after frameset" insertion mode.
  mutating func afterFrameset() {
    switch token.kind {
    case .characters: insertWhitespaceOnly()
    case .null, .doctype: return
    case .comment: insertComment()
    case .startTag:
      if token.tag == .html { inBody() }
      if token.tag == .noframes { inHead() }
    case .endTag: if token.tag == .html { mode = .afterAfterFrameset }
    case .endOfFile: stop()
    }
  }

  /// The "after after frameset" insertion mode.
  mutating func afterAfterFrameset() {
    switch token.kind {
    case .comment: insertComment(under: 0)
    case .doctype: inBody()
    case .characters:
      if let whitespace = whitespaceOnly() {
        tokenizer.token.text = whitespace
        inBody()
      }
    case .startTag:
      if token.tag == .html { inBody() }
      if token.tag == .noframes { inHead() }
    case .endOfFile: stop()
    case .null, .endTag: return
    }
  }

  /// Inserts the whitespace among the characters; these modes ignore all others.
  private mutating func insertWhitespaceOnly() {
    if let whitespace = whitespaceOnly() { insertCharacters(whitespace) }
  }

  private mutating func whitespaceOnly() -> ByteRange? {
    let text = token.text
    if isWhitespace(text) { return text }
    let start = tokenizer.decoded.count
    for i in text.indices {
      let byte = tokenizer.byte(UInt32(i))
      if byte.isHTMLWhitespace { tokenizer.decoded.append(byte) }
    }
    guard tokenizer.decoded.count > start else { return nil }
    return ByteRange(
      tokenizer.source.count + start..<tokenizer.source.count + tokenizer.decoded.count)
  }
}
