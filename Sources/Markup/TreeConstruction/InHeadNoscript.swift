extension TreeConstruction {
  /// The "in head noscript" insertion mode.
  mutating func inHeadNoscript() {
    switch token.kind {
    case .doctype: return
    case .comment: return inHead()
    case .characters where !takeWhitespace({ $0.insertCharacters($1) }): return
    case .startTag:
      switch token.tag {
      case .html: return inBody()
      case .basefont, .bgsound, .link, .meta, .noframes, .style: return inHead()
      case .head, .noscript: return
      default: break
      }
    case .endTag:
      if token.tag == .noscript {
        pop()
        mode = .inHead
        return
      }
      if token.tag != .br { return }
    default: break
    }
    pop()
    reprocess(in: .inHead)
  }
}
