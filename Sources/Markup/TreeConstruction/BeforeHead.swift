extension TreeConstruction {
  /// The "before head" insertion mode.
  mutating func beforeHead() {
    switch token.kind {
    case .characters where !takeWhitespace({ _, _ in }): return
    case .comment: return insertComment()
    case .doctype: return
    case .startTag where token.tag == .html: return inBody()
    case .startTag where token.tag == .head:
      head = insertElement()
      mode = .inHead
      return
    case .endTag where ![.head, .body, .html, .br].contains(token.tag): return
    default: break
    }
    head = insertImplied(.head)
    reprocess(in: .inHead)
  }
}
