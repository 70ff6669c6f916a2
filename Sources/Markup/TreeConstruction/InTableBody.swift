extension TreeConstruction {
  /// The "in table body" insertion mode.
  mutating func inTableBody() {
    switch token.kind {
    case .startTag:
      switch token.tag {
      case .tr:
        clearStack(backTo: .tbody, .tfoot, .thead)
        insertElement()
        mode = .inRow
        return
      case .th, .td:
        clearStack(backTo: .tbody, .tfoot, .thead)
        insertImplied(.tr)
        return reprocess(in: .inRow)
      case .caption, .col, .colgroup, .tbody, .tfoot, .thead:
        if closeTableBody() { dispatch() }
        return
      default: break
      }
    case .endTag:
      switch token.tag {
      case .tbody, .tfoot, .thead:
        guard open.hasInScope(token.tag, endedBy: .tableScopeEnd) else { return }
        clearStack(backTo: .tbody, .tfoot, .thead)
        pop()
        mode = .inTable
        return
      case .table:
        if closeTableBody() { dispatch() }
        return
      case .body, .caption, .col, .colgroup, .html, .td, .th, .tr: return
      default: break
      }
    default: break
    }
    inTable()
  }

  private mutating func closeTableBody() -> Bool {
    let isOpen = [Tag.tbody, .thead, .tfoot].contains {
      open.hasInScope($0, endedBy: .tableScopeEnd)
    }
    guard isOpen else { return false }
    clearStack(backTo: .tbody, .tfoot, .thead)
    pop()
    mode = .inTable
    return true
  }
}
