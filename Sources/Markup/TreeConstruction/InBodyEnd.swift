extension TreeConstruction {
  /// An end tag in the body, in the order of the standard's list.
  mutating func inBodyEnd() {
    let tag = tokenizer.token.tag
    if closedFlat() { return }
    switch tag {
    case .template: inHead()
    case .body, .html:
      guard open.hasInScope(.body) else { return }
      mode = .afterBody
      if tag == .html { dispatch() }
    case .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div,
      .dl, .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu,
      .nav, .ol, .pre, .search, .section, .select, .summary, .ul:
      guard open.hasInScope(tag) else { return }
      generateImpliedEndTags()
      popThrough(tag)
    case .form: endOfForm()
    case .p:
      if !open.hasInScope(.p, endedBy: .buttonScopeEnd) { insertImplied(.p) }
      closeParagraph()
    case .li:
      guard open.hasInScope(.li, endedBy: .listItemScopeEnd) else { return }
      generateImpliedEndTags(except: .li)
      popThrough(.li)
    case .dd, .dt:
      guard open.hasInScope(tag) else { return }
      generateImpliedEndTags(except: tag)
      popThrough(tag)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      guard open.hasHeadingInScope() else { return }
      generateImpliedEndTags()
      while let element = open.last {
        pop()
        if element.namespace == .html, element.tag.isHeading { break }
      }
    case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u:
      adoptionAgency()
    case .applet, .marquee, .object:
      guard open.hasInScope(tag) else { return }
      generateImpliedEndTags()
      popThrough(tag)
      clearFormattingToMarker()
    case .br:
      // "Drop the attributes from the token, and act as if this was a start tag."
      reconstructFormatting()
      insertImplied(.br)
      pop()
      isFramesetOK = false
    default: anyOtherEndTag()
    }
  }

  private mutating func endOfForm() {
    guard open.lastIndex(of: .template) == nil else {
      guard open.hasInScope(.form) else { return }
      generateImpliedEndTags()
      return popThrough(.form)
    }
    let node = form
    form = NodeID.absent
    guard node != NodeID.absent, node != TreeConstruction.contextForm, nodes[Int(node)].isOpen,
      open.hasInScope(node: node)
    else { return }
    generateImpliedEndTags()
    guard let i = open.index(of: node) else { return }
    close(node)
    open.remove(at: i)
    currentNodeChanged()
  }

  /// "Any other end tag".
  mutating func anyOtherEndTag() {
    let tag = tokenizer.token.tag
    guard open.mayHold(tag) else { return }
    var i = open.count - 1
    while i >= 0 {
      if open[i].isHTML(tag) {
        generateImpliedEndTags(except: tag)
        while open.count > i { pop() }
        return
      }
      if open[i].properties.contains(.special) { return }
      i -= 1
    }
  }
}
