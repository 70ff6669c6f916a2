extension TreeConstruction {
  /// The "in column group" insertion mode.
  mutating func inColumnGroup() {
    switch token.kind {
    case .characters where !takeWhitespace({ $0.insertCharacters($1) }): return
    case .comment: return insertComment()
    case .doctype: return
    case .startTag:
      switch token.tag {
      case .html: return inBody()
      case .col: return insertVoidElement()
      case .template: return inHead()
      default: break
      }
    case .endTag:
      switch token.tag {
      case .colgroup:
        guard open.last?.isHTML(.colgroup) == true else { return }
        pop()
        mode = .inTable
        return
      case .col: return
      case .template: return inHead()
      default: break
      }
    case .endOfFile: return inBody()
    default: break
    }
    guard open.last?.isHTML(.colgroup) == true else { return }
    pop()
    reprocess(in: .inTable)
  }
}
