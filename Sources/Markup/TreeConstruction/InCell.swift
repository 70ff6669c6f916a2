extension TreeConstruction {
  /// The "in cell" insertion mode.
  mutating func inCell() {
    switch token.kind {
    case .endTag:
      switch token.tag {
      case .td, .th:
        guard open.hasInScope(token.tag, endedBy: .tableScopeEnd) else { return }
        generateImpliedEndTags()
        popThrough(token.tag)
        clearFormattingToMarker()
        mode = .inRow
        return
      case .body, .caption, .col, .colgroup, .html: return
      case .table, .tbody, .tfoot, .thead, .tr:
        guard open.hasInScope(token.tag, endedBy: .tableScopeEnd) else { return }
        closeCell()
        return dispatch()
      default: break
      }
    case .startTag:
      switch token.tag {
      case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr:
        let isOpen = [Tag.td, .th].contains { open.hasInScope($0, endedBy: .tableScopeEnd) }
        guard isOpen else { return }
        closeCell()
        return dispatch()
      default: break
      }
    default: break
    }
    inBody()
  }

  /// "Close the cell".
  private mutating func closeCell() {
    generateImpliedEndTags()
    while let element = open.last {
      pop()
      if element.isHTML(.td) || element.isHTML(.th) { break }
    }
    clearFormattingToMarker()
    mode = .inRow
  }
}
