extension ContentBuilder {
  /// Meets an element that is a container of blocks where it stands in its place.
  mutating func enterContainer(_ node: NodeID, _ tag: Tag, _ role: ContentRole) {
    boundary()
    guard mode == .flow, frames.count < Self.deepest else { return }
    let top = frames[frames.count - 1].kind
    switch role {
    case .quote: push(.quote, .blockquote, node)
    case .list: push(.list, ContentRole.normal(tag), node)
    case .item: if top == .list { pushItem(.item, .li, node) }
    case .definitions: push(.definitions, .dl, node)
    case .detail: if top == .definitions { pushItem(.detail, .dd, node) }
    case .term:
      if top == .definitions {
        frames[frames.count - 1].implicitItem = nil
        enterLeaf(node, .dt, if: region[node].isDisjoint(with: .structure), mode: .line)
        // A term that holds lists is a definition.
        if leafSource != node { pushItem(.detail, .dd, node) }
      }
    case .figure:
      if !region[node].contains(.figure) { push(.figure, .figure, node) }
    case .figureCaption:
      if top == .figure, !frames[frames.count - 1].hasCaption {
        push(.figureCaption, .figcaption, node)
      }
    case .table:
      // A table that holds tables, or says so itself, is layout.
      if !region[node].contains(.table), !isPresentation(node) { pushTable(node) }
    case .tableSection: if top == .table { pushSection(node, tag) }
    case .row: if top == .table || top == .tableSection { pushRow(node) }
    case .cell: if top == .row { pushCell(node, tag) }
    case .caption: if top == .table { enterLeaf(node, .caption, if: true, mode: .line) }
    default: break
    }
  }

  private func isPresentation(_ node: NodeID) -> Bool {
    guard let role = source.attribute(node, .role) else { return false }
    return source.withBytes(role) { $0.matches("presentation") || $0.matches("none") }
  }

  private mutating func push(_ kind: Frame.Kind, _ tag: Tag, _ node: NodeID) {
    frames.append(Frame(kind: kind, source: node, tag: tag))
  }

  private mutating func pushItem(_ kind: Frame.Kind, _ tag: Tag, _ node: NodeID) {
    frames[frames.count - 1].implicitItem = nil
    push(kind, tag, node)
  }

  mutating func leaveFrame() {
    closeLeaf()
    let frame = frames.removeLast()
    guard let node = frame.node else { return }
    switch frame.kind {
    case .list:
      if !flatten(node) { tightenItems(of: node) }
    case .definitions: tightenItems(of: node)
    case .figureCaption:
      frames[frames.count - 1].hasCaption = true
      tighten(node)
    case .figure: finishFigure(node)
    case .table: finishTable(node)
    case .root, .quote, .item, .detail, .tableSection, .row, .cell: break
    }
  }
}

extension ContentBuilder {
  /// The element of the innermost container in which a block can stand, made if need be.
  ///
  /// What stands in a list without an item gets one; a list in a list belongs to the item before it.
  mutating func host(forLeaf isLeaf: Bool) -> NodeID {
    let last = frames.count - 1
    let node = materialise(last)
    switch frames[last].kind {
    case .list: return implicitItem(.li, of: node, isNew: isLeaf)
    case .definitions: return implicitItem(.dd, of: node, isNew: false)
    case .table, .tableSection, .row: return implicitCell(in: node)
    case .root, .quote, .item, .detail, .figure, .figureCaption, .cell:
      placeRule(last, node)
      return node
    }
  }

  private mutating func implicitItem(_ tag: Tag, of list: NodeID, isNew: Bool) -> NodeID {
    let last = frames.count - 1
    if let item = frames[last].implicitItem { return item }
    if !isNew, let item = out.lastChild(list), out.tag(item) == tag { return item }
    let item = out.append(element: tag, to: list)
    frames[last].implicitItem = item
    return item
  }

  /// Makes the elements of the frames down to this one.
  mutating func materialise(_ index: Int) -> NodeID {
    if let node = frames[index].node { return node }
    var first = index
    while frames[first - 1].node == nil { first -= 1 }
    for i in first...index {
      let node = out.makeElement(frames[i].tag)
      copyAttributes(of: frames[i], to: node)
      out.append(node, to: place(i - 1, of: frames[i].kind))
      frames[i].node = node
    }
    return frames[index].node ?? .document
  }

  /// Where a container stands in another, which has its element.
  private mutating func place(_ index: Int, of child: Frame.Kind) -> NodeID {
    guard let node = frames[index].node else { return .document }
    switch frames[index].kind {
    case .list:
      if child == .item { return node }
      if let item = frames[index].implicitItem ?? out.lastChild(node) { return item }
      return out.append(element: .li, to: node)
    case .definitions:
      if child == .detail { return node }
      if let item = frames[index].implicitItem { return item }
      if let item = out.lastChild(node), out.tag(item) == .dd { return item }
      return out.append(element: .dd, to: node)
    case .table, .tableSection, .row: return implicitCell(in: node)
    case .root, .quote, .item, .detail, .figure, .figureCaption, .cell:
      placeRule(index, node)
      return node
    }
  }

  private mutating func placeRule(_ index: Int, _ node: NodeID) {
    guard frames[index].hasRule else { return }
    frames[index].hasRule = false
    if out.lastChild(node) != nil { out.append(element: .hr, to: node) }
  }

  private mutating func copyAttributes(of frame: Frame, to node: NodeID) {
    guard frame.tag == .ol, let value = source.attribute(frame.source, .start) else { return }
    // CommonMark's numbers have nine digits at most.
    guard let start = Digits.value(in: bytes[value.indices], atMost: 999_999_999), start != 1
    else { return }
    out.setAttribute(node, .start, to: String(start).utf8)
  }

  /// Makes a container's only paragraph its text.
  func isOnlyParagraph(_ child: NodeID, of node: NodeID) -> Bool {
    out.firstChild(node) == child && out.lastChild(node) == child && out.tag(child) == .p
  }

  mutating func tighten(_ node: NodeID) {
    if let child = out.firstChild(node), isOnlyParagraph(child, of: node) { out.unwrap(child) }
  }

  /// Unwraps a list whose only item is a list, which indents and says nothing; false where it is none.
  private mutating func flatten(_ list: NodeID) -> Bool {
    guard let item = out.firstChild(list), out.next(item) == nil, let only = out.firstChild(item),
      out.next(only) == nil, out.tag(only) == .ul || out.tag(only) == .ol
    else { return false }
    out.unwrap(item)
    out.unwrap(list)
    return true
  }

  /// An item of one paragraph, or of one and the lists under it, is written without `p`.
  mutating func tightenItems(of list: NodeID) {
    var next = out.firstChild(list)
    while let item = next {
      next = out.next(item)
      guard let first = out.firstChild(item), out.tag(first) == .p else { continue }
      var other = out.next(first)
      while let each = other, out.tag(each) == .ul || out.tag(each) == .ol {
        other = out.next(each)
      }
      if other == nil, out.tag(item) != .dt { out.unwrap(first) }
    }
  }

  /// A figure holds an image or a caption; else it is what it holds.
  private mutating func finishFigure(_ figure: NodeID) {
    var holdsImage = false
    var next = out.firstChild(figure)
    while let node = next {
      if out.tag(node) == .img || out.tag(node) == .figcaption { holdsImage = true }
      next = holdsImage ? nil : out.nextInOrder(node, within: figure)
    }
    guard holdsImage else { return out.unwrap(figure) }
    next = out.firstChild(figure)
    while let node = next {
      next = out.next(node)
      if out.tag(node) == .p { unwrapImages(node) }
    }
  }

  /// Takes the paragraph from around images that stand alone in a figure.
  private mutating func unwrapImages(_ paragraph: NodeID) {
    var next = out.firstChild(paragraph)
    var spaces: [NodeID] = []
    while let node = next {
      next = out.next(node)
      switch out.tag(node) {
      case .img: continue
      case .br: spaces.append(node)
      case .a:
        guard let only = out.firstChild(node), out.tag(only) == .img, out.next(only) == nil
        else { return }
      default:
        guard out.kind(node) == .text, out.isBlank(node) else { return }
        spaces.append(node)
      }
    }
    for space in spaces { out.detach(space) }
    out.unwrap(paragraph)
  }
}
