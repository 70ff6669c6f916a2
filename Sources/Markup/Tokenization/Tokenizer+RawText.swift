extension Tokenizer {
  /// RCDATA, RAWTEXT or script data: the text up to the end tag that closes it, or that end tag.
  mutating func nextInRawText() {
    if isAppropriateEndTag(at: position) {
      tag(.endTag, at: position + 2)
      return
    }
    let end = content == .scriptData ? scriptEnd() : rawTextEnd()
    rawText(to: end)
  }

  /// Text in which NULs are replaced, and references decoded if it is RCDATA.
  mutating func rawText(to end: Int) {
    token.kind = .characters
    let references = content == .rcdata
    var text = Decoding(from: position)
    var i = position
    while true {
      i = references ? source.span.firstTextStop(from: i) : source.span.first(0, from: i, to: end)
      guard i < end else { break }
      switch source[i] {
      case 0: i = replaceNull(at: i, into: &text)
      case UInt8(ascii: "&"): i = decodeReference(at: i, inAttribute: false, into: &text)
      default: i += 1
      }
    }
    token.text = finish(text, at: end)
    position = end
  }

  private func rawTextEnd() -> Int {
    var i = source.span.first(UInt8(ascii: "<"), from: position)
    while i < source.count, !isAppropriateEndTag(at: i) {
      i = source.span.first(UInt8(ascii: "<"), from: i + 1)
    }
    return i
  }

  /// Whether `</`, the name of the last start tag, and a byte that ends a name stand here.
  private func isAppropriateEndTag(at index: Int) -> Bool {
    guard index + 2 < source.count, source[index] == UInt8(ascii: "<"),
      source[index + 1] == UInt8(ascii: "/")
    else { return false }
    let name = names[lastStartTag.rawValue]
    let end = index + 2 + name.count
    guard !name.isEmpty, end < source.count, endsName(end) else { return false }
    for (i, byte) in name.enumerated() where source[index + 2 + i].lowered != byte { return false }
    return true
  }

  private func endsName(_ index: Int) -> Bool {
    source[index].isHTMLWhitespace || source[index] == UInt8(ascii: "/")
      || source[index] == UInt8(ascii: ">")
  }

  /// Where script data ends, by the escaped and double escaped states.
  private func scriptEnd() -> Int {
    enum State { case plain, escaped, doubleEscaped }
    var state = State.plain
    // Hyphens just before, while escaped: two and a `>` end the escape.
    var hyphens = 0
    var i = position
    while i < source.count {
      if state == .plain {
        i = source.span.first(UInt8(ascii: "<"), from: i)
        guard i < source.count else { break }
      }
      switch source[i] {
      case UInt8(ascii: "<"):
        if state != .doubleEscaped, isAppropriateEndTag(at: i) { return i }
        switch state {
        case .plain:
          guard isAt(i, "<!--") else { break }
          state = .escaped
          hyphens = 2
          i += 4
          continue
        case .escaped:
          hyphens = 0
          guard isScriptName(at: i + 1) else { break }
          state = .doubleEscaped
          i += 8
          continue
        case .doubleEscaped:
          hyphens = 0
          guard i + 1 < source.count, source[i + 1] == UInt8(ascii: "/"), isScriptName(at: i + 2)
          else { break }
          state = .escaped
          i += 9
          continue
        }
      case UInt8(ascii: "-"): hyphens += 1
      case UInt8(ascii: ">") where hyphens >= 2:
        state = .plain
        hyphens = 0
      default: hyphens = 0
      }
      i += 1
    }
    return source.count
  }

  /// Whether `script` and a byte that ends a name stand here.
  private func isScriptName(at index: Int) -> Bool {
    isAt(index, "script") && index + 6 < source.count && endsName(index + 6)
  }
}
