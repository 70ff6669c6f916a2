extension TreeConstruction {
  /// The "in head" insertion mode.
  mutating func inHead() {
    switch token.kind {
    case .characters where !takeWhitespace({ $0.insertCharacters($1) }): return
    case .comment: return insertComment()
    case .doctype: return
    case .startTag where inHeadStart(): return
    case .endTag:
      switch token.tag {
      case .head:
        pop()
        mode = .afterHead
        return
      case .template: return closeTemplate()
      case .body, .html, .br: break
      default: return
      }
    default: break
    }
    pop()
    reprocess(in: .afterHead)
  }

  /// A start tag that the head takes; false for others.
  private mutating func inHeadStart() -> Bool {
    switch token.tag {
    case .html: inBody()
    case .base, .basefont, .bgsound, .link, .meta: insertVoidElement()
    case .title: insertRawText(.rcdata)
    case .noframes, .style: insertRawText(.rawtext)
    case .noscript:
      if options.isScriptingOn {
        insertRawText(.rawtext)
      } else {
        insertElement()
        mode = .inHeadNoscript
      }
    case .script: insertRawText(.scriptData)
    case .template: openTemplate()
    case .head: break
    default: return false
    }
    return true
  }

  private mutating func openTemplate() {
    if insertedFlat() { return }
    let template = insertElement()
    nodes.append(make(Node(.templateContents)), to: template)
    formatting.append(.marker)
    isFramesetOK = false
    mode = .inTemplate
    templateModes.append(.inTemplate)
  }

  private mutating func closeTemplate() {
    guard open.lastIndex(of: .template) != nil else { return }
    generateAllImpliedEndTags()
    popThrough(.template)
    clearFormattingToMarker()
    _ = templateModes.popLast()
    resetInsertionMode()
  }
}
