extension TreeConstruction {
  /// "Generate implied end tags", except for one.
  mutating func generateImpliedEndTags(except tag: Tag? = nil) {
    while let element = open.last, element.properties.contains(.impliedEndTag),
      element.tag != tag
    {
      pop()
    }
  }

  /// "Generate all implied end tags thoroughly".
  mutating func generateAllImpliedEndTags() {
    while let element = open.last, element.namespace == .html {
      switch element.tag {
      case .caption, .colgroup, .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc, .tbody,
        .td, .tfoot, .th, .thead, .tr:
        pop()
      default: return
      }
    }
  }

  /// Pops elements until an HTML element of this tag has been popped.
  mutating func popThrough(_ tag: Tag) {
    while let element = open.last {
      pop()
      if element.isHTML(tag) { return }
    }
  }

  /// Pops elements while the current node is none of these (or `template` or `html`).
  mutating func clearStack(backTo tags: Tag...) {
    while let element = open.last {
      if element.namespace == .html,
        element.tag == .html || element.tag == .template || tags.contains(element.tag)
      {
        return
      }
      pop()
    }
  }

  /// "Close a p element".
  mutating func closeParagraph() {
    generateImpliedEndTags(except: .p)
    popThrough(.p)
  }

  mutating func closeParagraphInButtonScope() {
    if open.hasInScope(.p, endedBy: .buttonScopeEnd) { closeParagraph() }
  }

  /// "Reset the insertion mode appropriately".
  mutating func resetInsertionMode() {
    for i in open.items.indices.reversed() {
      let isLast = i == 0
      var tag = open[i].tag
      var namespace = open[i].namespace
      if isLast, let context { (tag, namespace) = (context.tag, context.namespace) }
      guard let mode = resetMode(tag, namespace, isLast: isLast) else { continue }
      self.mode = mode
      return
    }
    mode = .inBody
  }

  private func resetMode(_ tag: Tag, _ namespace: Namespace, isLast: Bool) -> InsertionMode? {
    guard namespace == .html else { return isLast ? .inBody : nil }
    switch tag {
    case .td, .th: return isLast ? .inBody : .inCell
    case .tr: return .inRow
    case .tbody, .thead, .tfoot: return .inTableBody
    case .caption: return .inCaption
    case .colgroup: return .inColumnGroup
    case .table: return .inTable
    case .template: return templateModes.last ?? .inTemplate
    case .head: return isLast ? .inBody : .inHead
    case .body: return .inBody
    case .frameset: return .inFrameset
    case .html: return head == NodeID.absent ? .beforeHead : .afterHead
    default: return isLast ? .inBody : nil
    }
  }

  /// "The generic raw text element parsing algorithm" and that for RCDATA.
  mutating func insertRawText(_ content: Tokenizer.Content) {
    insertElement()
    tokenizer.content = content
    originalMode = mode
    mode = .text
  }

  /// The stack is emptied and parsing ends.
  mutating func stop() {
    while !open.isEmpty { pop() }
    isStopped = true
  }
}
