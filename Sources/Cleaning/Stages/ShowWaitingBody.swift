import Markup

/// Takes a body that the page hides until a script shows it for seen, where what is hidden is most of the page's prose.
///
/// WeChat's articles are of this kind. By its share of the page's text such a body is known without this stage; beside a farm
/// of links or a list of phrases only its sentences tell.
struct ShowWaitingBody: Stage {
  func apply(to document: inout Document) {
    guard document.isMarkup, !document.visibility.roots.isEmpty, document.isHanPage else { return }
    // A poem has no paragraph by which it is known, so that its lines are counted too.
    var (paragraphs, lines) = ((hidden: 0, seen: 0), (hidden: 0, seen: 0))
    for index in document.blocks.indices where document.verdicts[index] == nil {
      let block = document.blocks[index]
      let isSeen = !block.context.ancestors.contains(.hidden)
      guard isSeen || isWaiting(index, document) else { continue }
      let units = (hidden: isSeen ? 0 : block.measure.units, seen: isSeen ? block.measure.units : 0)
      if block.measure.units >= 60, block.measure.enders > 0 {
        paragraphs = (paragraphs.hidden + units.hidden, paragraphs.seen + units.seen)
      } else if block.measure.han > 0, block.linkDensity < 0.5 {
        lines = (lines.hidden + units.hidden, lines.seen + units.seen)
      }
    }
    guard
      paragraphs.hidden > paragraphs.seen * 2
        || paragraphs.hidden == 0 && lines.hidden > (paragraphs.seen + lines.seen) * 2
    else { return }
    for index in document.blocks.indices where isWaiting(index, document) {
      document.blocks[index].context.ancestors.remove(.hidden)
      document.blocks[index].context.hiddenElement = nil
    }
  }

  /// Scripts that show a page when it is ready hide it by these two.
  private func isWaiting(_ index: Int, _ document: Document) -> Bool {
    guard let element = document.blocks[index].context.hiddenElement,
      let cause = document.visibility.hiding(element)?.cause
    else { return false }
    return cause == .visibility || cause == .opacity
  }
}
