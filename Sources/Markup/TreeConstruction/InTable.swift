extension TreeConstruction {
  /// The "in table" insertion mode.
  mutating func inTable() {
    switch token.kind {
    case .characters, .null:
      guard let current = open.last, current.namespace == .html,
        current.properties.contains(.tableStructure) || current.tag == .template
      else { break }
      pendingTableText.removeAll(keepingCapacity: true)
      originalMode = mode
      return reprocess(in: .inTableText)
    case .comment: return insertComment()
    case .doctype: return
    case .startTag where inTableStart(): return
    case .endTag:
      switch token.tag {
      case .table:
        guard open.hasInScope(.table, endedBy: .tableScopeEnd) else { return }
        popThrough(.table)
        return resetInsertionMode()
      case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return
      case .template: return inHead()
      default: break
      }
    case .endOfFile: return inBody()
    default: break
    }
    inTableAnythingElse()
  }

  mutating func inTableAnythingElse() {
    isFosterParenting = true
    inBody()
    isFosterParenting = false
  }

  private mutating func inTableStart() -> Bool {
    switch token.tag {
    case .caption:
      clearStack(backTo: .table)
      formatting.append(.marker)
      insertElement()
      mode = .inCaption
    case .colgroup:
      clearStack(backTo: .table)
      insertElement()
      mode = .inColumnGroup
    case .col:
      clearStack(backTo: .table)
      insertImplied(.colgroup)
      reprocess(in: .inColumnGroup)
    case .tbody, .tfoot, .thead:
      clearStack(backTo: .table)
      insertElement()
      mode = .inTableBody
    case .td, .th, .tr:
      clearStack(backTo: .table)
      insertImplied(.tbody)
      reprocess(in: .inTableBody)
    case .table:
      guard open.hasInScope(.table, endedBy: .tableScopeEnd) else { return true }
      popThrough(.table)
      resetInsertionMode()
      dispatch()
    case .style, .script, .template: inHead()
    case .input:
      guard isHiddenInput else { return false }
      insertVoidElement()
    case .form:
      if open.lastIndex(of: .template) == nil, form == NodeID.absent {
        form = insertElement()
        pop()
      }
    default: return false
    }
    return true
  }

  var isHiddenInput: Bool {
    for i in token.attributes.indices where tokenizer.attributes[i].name == .type {
      return tokenizer.equals(tokenizer.attributes[i].value, "hidden")
    }
    return false
  }
}
