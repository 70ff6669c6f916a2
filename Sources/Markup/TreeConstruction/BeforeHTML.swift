extension TreeConstruction {
  /// The "before html" insertion mode.
  mutating func beforeHTML() {
    switch token.kind {
    case .doctype: return
    case .comment: return insertComment(under: 0)
    case .characters where !takeWhitespace({ _, _ in }): return
    case .startTag where token.tag == .html:
      insertElement()
      mode = .beforeHead
      return
    case .endTag where ![.head, .body, .html, .br].contains(token.tag): return
    default: break
    }
    insertImplied(.html)
    reprocess(in: .beforeHead)
  }
}
