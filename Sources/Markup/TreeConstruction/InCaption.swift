extension TreeConstruction {
  /// The "in caption" insertion mode.
  mutating func inCaption() {
    switch token.kind {
    case .endTag:
      switch token.tag {
      case .caption:
        _ = closeCaption()
        return
      case .table:
        if closeCaption() { dispatch() }
        return
      case .body, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return
      default: break
      }
    case .startTag:
      switch token.tag {
      case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr:
        if closeCaption() { dispatch() }
        return
      default: break
      }
    default: break
    }
    inBody()
  }

  private mutating func closeCaption() -> Bool {
    guard open.hasInScope(.caption, endedBy: .tableScopeEnd) else { return false }
    generateImpliedEndTags()
    popThrough(.caption)
    clearFormattingToMarker()
    mode = .inTable
    return true
  }
}
