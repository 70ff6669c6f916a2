extension TreeConstruction {
  /// The "in template" insertion mode.
  mutating func inTemplate() {
    switch token.kind {
    case .characters, .null, .comment, .doctype: inBody()
    case .startTag:
      switch token.tag {
      case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
        inHead()
      case .caption, .colgroup, .tbody, .tfoot, .thead: reprocessInTemplate(as: .inTable)
      case .col: reprocessInTemplate(as: .inColumnGroup)
      case .tr: reprocessInTemplate(as: .inTableBody)
      case .td, .th: reprocessInTemplate(as: .inRow)
      default: reprocessInTemplate(as: .inBody)
      }
    case .endTag: if token.tag == .template { inHead() }
    case .endOfFile:
      guard open.lastIndex(of: .template) != nil else { return stop() }
      popThrough(.template)
      clearFormattingToMarker()
      _ = templateModes.popLast()
      resetInsertionMode()
      dispatch()
    }
  }

  private mutating func reprocessInTemplate(as mode: InsertionMode) {
    _ = templateModes.popLast()
    templateModes.append(mode)
    reprocess(in: mode)
  }
}
