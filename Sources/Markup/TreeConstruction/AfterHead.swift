extension TreeConstruction {
  /// The "after head" insertion mode.
  mutating func afterHead() {
    switch token.kind {
    case .characters where !takeWhitespace({ $0.insertCharacters($1) }): return
    case .comment: return insertComment()
    case .doctype: return
    case .startTag:
      switch token.tag {
      case .html: return inBody()
      case .body:
        insertElement()
        isFramesetOK = false
        mode = .inBody
        return
      case .frameset:
        insertElement()
        mode = .inFrameset
        return
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
        return afterHeadMetadata()
      case .head: return
      default: break
      }
    case .endTag:
      switch token.tag {
      case .template: return inHead()
      case .body, .html, .br: break
      default: return
      }
    default: break
    }
    insertImplied(.body)
    reprocess(in: .inBody)
  }

  /// Metadata after the head goes into it all the same.
  private mutating func afterHeadMetadata() {
    guard head != NodeID.absent else { return inHead() }
    push(head, tag: .head)
    inHead()
    if let i = open.index(of: head) {
      open.remove(at: i)
      nodes[Int(head)].isOpen = false
      currentNodeChanged()
    }
  }
}
