import Domain
import Markup

/// Takes short gaps into the body: a heading, a line of code or a short sentence between two blocks that are kept, where
/// the model had its doubts but nothing else speaks against it.
///
/// A hole in a text costs its reader more than a line too many, and tears what stands around it apart.
struct FillGaps: Stage {
  /// Blocks of the longest gap, and the least rating that each must have.
  ///
  /// Swept by cross-validation over sites: 1 to 3 blocks, ratings of 0.1 to 0.3 (docs/decisions/0011).
  private static let longest = 3
  private static let leastRating: Float = 0.2

  /// Preformatted text reads like nothing else on a page, and is rated low for it: three of four such gaps are text.
  private static let leastCodeRating: Float = 0.05

  /// Share of links from which on a block is navigation.
  private static let mostLinks: Float = 0.5

  func apply(to document: inout Document) {
    guard document.isMarkup, !document.isBareContent else { return }
    var last: Int?
    for index in document.blocks.indices where document.blocks[index].isKept {
      if let last, (1...FillGaps.longest).contains(index - last - 1),
        (last + 1..<index).allSatisfy({ mayStand($0, in: document) })
      {
        for gap in last + 1..<index {
          document.judge(gap, .body, keeping: true, "a gap in what is kept")
        }
      }
      last = index
    }
  }

  private func mayStand(_ index: Int, in document: Document) -> Bool {
    let block = document.blocks[index]
    // What a rule or hiding has dropped stays out.
    guard case .model = block.reason, !block.context.ancestors.contains(.hidden),
      block.linkDensity < FillGaps.mostLinks
    else { return false }
    if block.context.ancestors.contains(.preformatted) {
      return block.score >= FillGaps.leastCodeRating
    }
    // A caption between two paragraphs is no hole in a text.
    guard block.score >= FillGaps.leastRating,
      block.context.ancestors.isDisjoint(with: [.figure, .caption])
    else { return false }
    switch document.verdicts[index]?.role {
    case nil, .body, .heading: return true
    default: return false
    }
  }
}
