extension TreeConstruction {
  /// The "after body" insertion mode.
  mutating func afterBody() {
    switch token.kind {
    case .characters where isWhitespace(token.text): return inBody()
    case .comment: return insertComment(under: open.isEmpty ? 0 : open[0].node)
    case .doctype: return
    case .startTag where token.tag == .html: return inBody()
    case .endTag where token.tag == .html:
      if context == nil { mode = .afterAfterBody }
      return
    case .endOfFile: return stop()
    default: reprocess(in: .inBody)
    }
  }

  /// The "after after body" insertion mode.
  mutating func afterAfterBody() {
    switch token.kind {
    case .comment: return insertComment(under: 0)
    case .doctype: return inBody()
    case .characters where isWhitespace(token.text): return inBody()
    case .startTag where token.tag == .html: return inBody()
    case .endOfFile: return stop()
    default: reprocess(in: .inBody)
    }
  }
}
