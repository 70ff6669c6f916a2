import Markup

/// Takes a body that the page hides until a script shows it for seen, where what is hidden is most of the page's prose.
///
/// WeChat's articles are of this kind. By its share of the page's text such a body is known without this stage; beside a farm
/// of links or a list of phrases only its sentences tell.
struct ShowWaitingBody: Stage {
  func apply(to document: inout Document) {
    guard document.isMarkup, !document.visibility.roots.isEmpty, document.isHanPage else { return }
    var (hidden, seen) = (0, 0)
    // A poem has no paragraph by which it is known, so that its lines are counted too.
    var (hiddenLines, seenLines) = (0, 0)
    for index in document.blocks.indices where document.verdicts[index] == nil {
      let measure = document.blocks[index].measure
      guard measure.units >= 60, measure.enders > 0 else {
        if measure.han == 0 || document.blocks[index].linkDensity >= 0.5 { continue }
        if !document.blocks[index].context.ancestors.contains(.hidden) {
          seenLines += measure.units
        } else if isWaiting(index, document) {
          hiddenLines += measure.units
        }
        continue
      }
      if !document.blocks[index].context.ancestors.contains(.hidden) {
        seen += measure.units
      } else if isWaiting(index, document) {
        hidden += measure.units
      }
    }
    guard hidden > seen * 2 || hidden == 0 && hiddenLines > (seen + seenLines) * 2 else { return }
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
