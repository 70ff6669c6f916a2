extension TreeConstruction {
  /// The "in row" insertion mode.
  mutating func inRow() {
    switch token.kind {
    case .startTag:
      switch token.tag {
      case .th, .td:
        clearStack(backTo: .tr)
        insertElement()
        mode = .inCell
        formatting.append(.marker)
        return
      case .caption, .col, .colgroup, .tbody, .tfoot, .thead, .tr:
        if closeRow() { dispatch() }
        return
      default: break
      }
    case .endTag:
      switch token.tag {
      case .tr:
        _ = closeRow()
        return
      case .table:
        if closeRow() { dispatch() }
        return
      case .tbody, .tfoot, .thead:
        guard open.hasInScope(token.tag, endedBy: .tableScopeEnd) else { return }
        if closeRow() { dispatch() }
        return
      case .body, .caption, .col, .colgroup, .html, .td, .th: return
      default: break
      }
    default: break
    }
    inTable()
  }

  private mutating func closeRow() -> Bool {
    guard open.hasInScope(.tr, endedBy: .tableScopeEnd) else { return false }
    clearStack(backTo: .tr)
    pop()
    mode = .inTableBody
    return true
  }
}
