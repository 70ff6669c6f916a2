extension TreeConstruction {
  /// "The adoption agency algorithm" for the current token's tag.
  mutating func adoptionAgency() {
    let subject = tokenizer.token.tag
    if let current = open.last, current.isHTML(subject),
      formattingIndex(of: current.node) == nil
    {
      return pop()
    }
    for _ in 0..<8 {
      guard let entry = lastFormatting(subject) else { return anyOtherEndTag() }
      let formattingNode = formatting[entry].node
      guard nodes[Int(formattingNode)].isOpen, let index = open.index(of: formattingNode) else {
        formatting.remove(at: entry)
        return
      }
      guard open.hasInScope(node: formattingNode) else { return }
      let furthest = (index + 1..<open.count).first { open[$0].properties.contains(.special) }
      guard let furthest else {
        while open.count > index { pop() }
        formatting.remove(at: entry)
        return
      }
      adopt(formattingNode, at: index, furthest: furthest)
    }
  }

  /// Steps 9 to 21: moves the furthest block out of the formatting element.
  private mutating func adopt(_ formattingNode: UInt32, at index: Int, furthest: Int) {
    let block = open[furthest]
    var bookmark: UInt32?
    var last = block.node
    var i = furthest
    var counter = 0
    while true {
      counter += 1
      i -= 1
      guard i > index else { break }
      let node = open[i].node
      var entry = formattingIndex(of: node)
      if counter > 3, let dropped = entry {
        formatting.remove(at: dropped)
        entry = nil
      }
      guard let entry else {
        close(node)
        open.remove(at: i)
        continue
      }
      let copy = clone(node)
      close(node)
      nodes[Int(copy)].isOpen = true
      formatting[entry].node = copy
      open.replace(at: i, with: copy)
      if last == block.node { bookmark = copy }
      nodes.append(last, to: copy)
      last = copy
    }
    nodes.detach(last)
    insert(last, at: appropriatePlace(override: open[index - 1]))

    let copy = clone(formattingNode)
    while nodes[Int(block.node)].firstChild != NodeID.absent {
      nodes.append(nodes[Int(block.node)].firstChild, to: copy)
    }
    nodes.append(copy, to: block.node)
    let tag = open[index].tag
    if let old = formattingIndex(of: formattingNode) {
      if let bookmark, let after = formattingIndex(of: bookmark) {
        formatting.insert(FormattingEntry(node: copy, tag: tag), at: after + 1)
        formatting.remove(at: old)
      } else {
        formatting[old].node = copy
      }
    }
    close(formattingNode)
    let element = open[index]
    open.remove(at: index)
    if let block = open.index(of: block.node) {
      var below = element
      below.node = copy
      below.depth = open[block].depth + 1
      nodes[Int(copy)].isOpen = true
      open.insert(below, at: block + 1)
    }
    currentNodeChanged()
  }
}
