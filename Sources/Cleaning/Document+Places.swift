import Markup

extension Document {
  /// Where the article's head stands: its headline's block, else the first that was kept.
  var headBlock: Int {
    let firstKept = blocks.firstIndex { $0.isKept } ?? 0
    let titles = blocks.indices.filter { blocks[$0].role == .title && $0 <= firstKept + 3 }
    return titles.last ?? firstKept
  }

  /// Blocks around the headline, where byline and dateline stand: a few before it, and on to the first paragraph.
  var headRegion: Range<Int> {
    guard !blocks.isEmpty else { return 0..<0 }
    let head = headBlock
    let low = max(0, head - 4)
    let high = min(blocks.count, head + 14)
    let paragraph = (head..<high).first { blocks[$0].isKept && blocks[$0].measure.units >= 160 }
    return low..<max(head + 1, min(high, (paragraph ?? high) + 1))
  }

  /// Whether a mention's text stands around the headline.
  func isAtHead(_ mention: PageMetadata.Mention) -> Bool {
    block(of: mention).map { headRegion.contains($0) } ?? false
  }

  /// Whether a node stands among readers' comments.
  func isInComments(_ node: NodeID) -> Bool {
    var next: NodeID? = node
    for _ in 0..<Document.commentReach {
      guard let each = next, tree.kind(each) == .element, !tree.isElement(each, .body) else {
        return false
      }
      for name in [tree.attribute(each, .class), tree.attribute(each, .id)] {
        if let name, tree.withBytes(name, { CommentNames.match($0) }) { return true }
      }
      next = tree.parent(each)
    }
    return false
  }

  /// Elements above a name or a time that are asked whether they are a comment.
  private static let commentReach = 8

  /// The block that a mention's first text is part of.
  private func block(of mention: PageMetadata.Mention) -> Int? {
    var node: NodeID? =
      tree.kind(mention.node) == .text ? mention.node : tree.firstChild(mention.node)
    while let each = node {
      if owner.indices.contains(each.slot), owner[each.slot] >= 0 { return Int(owner[each.slot]) }
      node = tree.nextInOrder(each, within: mention.node)
    }
    return nil
  }

  /// Mentions in the order of their distance from the article's head; what stands before it counts as further off.
  func byDistance(_ mentions: [PageMetadata.Mention]) -> [PageMetadata.Mention] {
    guard mentions.count > 1, blocks.indices.contains(headBlock) else { return mentions }
    let head = blocks[headBlock].offset
    func distance(_ mention: PageMetadata.Mention) -> Int {
      let place = Int(tree.source(mention.node).start)
      return place >= head ? place - head : (head - place) * 2
    }
    return mentions.map { ($0, distance($0)) }
      .sorted { $0.1 < $1.1 }.map { $0.0 }
  }
}
