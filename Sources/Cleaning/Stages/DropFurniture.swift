import Domain

/// Drops lines of the body that many pages of the host have in common, as a store has learnt them.
///
/// What a page's own structure speaks for is left alone: a heading that opens kept text, the page's
/// title; and all of it where furniture would be most of the body, since a host that repeats its articles
/// teaches nothing about them.
struct DropFurniture: Stage {
  var furniture: Furniture

  static let rule: StaticString = "a line of many pages of this host"

  func apply(to document: inout Document) {
    let kept = document.blocks.indices.filter { document.blocks[$0].isKept }
    let shared = Set(
      kept.filter {
        document.lineHash(of: $0).map(furniture.lines.contains) == true
          && !document.titleBlocks.contains($0)
      })
    guard !shared.isEmpty else { return }
    let units = document.blocks.map(\.measure.units)
    let (own, all) = (shared.reduce(0) { $0 + units[$1] }, kept.reduce(0) { $0 + units[$1] })
    guard own * 2 <= all else { return }
    for (place, index) in kept.enumerated() where shared.contains(index) {
      if document.blocks[index].context.headingLevel > 0,
        opensText(kept[(place + 1)...], besides: shared, document)
      {
        continue
      }
      document.judge(index, .boilerplate, keeping: false, DropFurniture.rule)
    }
  }

  /// Whether text of the article's own comes before the next heading.
  private func opensText(
    _ following: ArraySlice<Int>, besides shared: Set<Int>, _ document: Document
  ) -> Bool {
    for index in following {
      if document.blocks[index].context.headingLevel > 0 { return false }
      if !shared.contains(index) { return true }
    }
    return false
  }
}
