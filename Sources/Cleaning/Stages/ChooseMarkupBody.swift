import Domain
import Markup

/// Finds the article of an HTML page: the learnt model rates each block, then the grammar of lines has its say where a
/// line's words and its place agree.
struct ChooseMarkupBody: Stage {
  var model: BlockModel

  func apply(to document: inout Document) {
    guard document.isMarkup, !document.blocks.isEmpty else { return }
    rate(&document)
    let threshold = BodyChoice.threshold(document.blocks)
    for index in document.blocks.indices {
      let keeps = document.blocks[index].score >= threshold
      document.blocks[index].isKept = keeps
      document.blocks[index].role = keeps ? .body : role(ofDropped: index, document)
      guard document.blocks[index].role == .hidden,
        let element = document.blocks[index].context.hiddenElement,
        let hiding = document.visibility.hiding(element)
      else { continue }
      document.blocks[index].reason = .hidden(hiding)
    }
    for index in document.titleBlocks {
      // The headline stands in `title`, not in the body.
      document.judge(index, .title, keeping: false, "repeats the page's title")
    }
    dropJudged(in: &document)
  }

  private func rate(_ document: inout Document) {
    let (scores, titles) = ratings(of: document)
    for index in document.blocks.indices { document.blocks[index].score = scores[index] }
    document.titleBlocks = titles
  }

  /// The blocks' probabilities, and which repeat the title.
  ///
  /// Features share the document's blocks: they are gone before these are changed, which would copy them.
  private func ratings(of document: Document) -> (scores: [Float], titles: [Int]) {
    var features = document.features(words: model.words)
    let ratings = model.rate(&features, document.segmentation)
    return (ratings.second, features.isTitle.indices.filter { features.isTitle[$0] })
  }

  /// The name of what the model dropped, by what stands around it.
  private func role(ofDropped index: Int, _ document: Document) -> Role {
    if let verdict = document.verdicts[index] { return verdict.role }
    let ancestors = document.blocks[index].context.ancestors
    if ancestors.contains(.hidden) { return .hidden }
    if ancestors.contains(.nav) || ancestors.contains(.header) { return .navigation }
    if ancestors.contains(.footer) { return .legal }
    if ancestors.contains(.aside) { return .related }
    return .boilerplate
  }

  /// Lines that no author writes go wherever they stand; on Chinese pages, whose furniture the grammar knows best, judged
  /// lines at the edges of the body go as well.
  private func dropJudged(in document: inout Document) {
    let isHijacked = document.looksHijacked
    for index in document.blocks.indices where document.blocks[index].isKept {
      if let verdict = document.verdicts[index],
        verdict.role == .spam || verdict.role == .strayMark
      {
        document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
      } else if document.blocks[index].isAside
        || isHijacked
          && !document.blocks[index].context.ancestors.isDisjoint(with: [.hidden, .noscript])
        || isHiddenForGood(index, document) || isForScriptless(index, document)
      {
        document.judge(index, .hidden, keeping: false, "hidden text", layer: .hiddenNoise)
        guard let element = document.blocks[index].context.hiddenElement,
          let hiding = document.visibility.hiding(element)
        else { continue }
        document.blocks[index].reason = .hidden(hiding)
      }
    }
    guard document.isHanPage else {
      let kept = document.blocks.indices.filter { document.blocks[$0].isKept }
      dropFurniture(kept, in: &document)
      return dropFurniture(kept.reversed(), in: &document)
    }
    dropBelowHeading(in: &document)
    let kept = document.blocks.indices.filter { document.blocks[$0].isKept }
    dropEdge(kept, in: &document)
    dropEdge(kept.reversed(), in: &document)
  }

  /// Whether what hides a block is no way of folding content away until it is asked for.
  private func isHiddenForGood(_ index: Int, _ document: Document) -> Bool {
    guard let element = document.blocks[index].context.hiddenElement,
      let cause = document.visibility.hiding(element)?.cause
    else { return false }
    return [.clip, .color, .fontSize, .offScreen, .textIndent].contains(cause)
  }

  /// Whether a Chinese text inside a paragraph is for readers without scripts; others put pictures there, which have names.
  private func isForScriptless(_ index: Int, _ document: Document) -> Bool {
    document.blocks[index].measure.han > 0
      && document.blocks[index].context.ancestors.isSuperset(of: [.noscript, .paragraph])
  }

  /// Drops lines of furniture from one end of the body inwards.
  private func dropFurniture(_ kept: [Int], in document: inout Document) {
    // What is left of a body of a few lines is no article.
    for index in kept.dropLast(kept.count / 2) {
      guard let verdict = document.verdicts[index], !verdict.isWeak,
        Self.furniture.contains(verdict.role)
      else { return }
      document.judge(index, verdict.role, keeping: false, verdict.rule)
    }
  }

  private static let furniture: Set<Role> = [.comment, .navigation, .promotion, .related, .share]

  /// Drops what hangs below the last heading for other pages, where only short lines follow it.
  private func dropBelowHeading(in document: inout Document) {
    var last: Int?
    var lines = 0
    for index in document.blocks.indices.reversed() {
      let measure = document.blocks[index].measure
      if let role = document.verdicts[index]?.role, role == .related || role == .comment {
        last = index
      } else if document.blocks[index].isKept {
        lines += 1
        if measure.units >= ChooseMarkupBody.paragraph && measure.enders > 0
          || measure.units >= 2 * ChooseMarkupBody.paragraph || lines > Self.longestList
        {
          break
        }
      }
    }
    guard let last else { return }
    // A thread's replies stand below such a heading too, and are most of the page.
    func units(_ range: Range<Int>) -> Int {
      range.reduce(0) { $0 + (document.blocks[$1].isKept ? document.blocks[$1].measure.units : 0) }
    }
    guard units(0..<last) > units(last..<document.blocks.count) else { return }
    for index in document.blocks.indices[last...] where document.blocks[index].isKept {
      document.judge(index, .related, keeping: false, "below a heading for other pages")
    }
  }

  /// Lines below a heading for other pages at most.
  private static let longestList = 24

  /// Drops judged lines from one end of the body inwards, until lines of the article begin.
  private func dropEdge(_ kept: [Int], in document: inout Document) {
    var unjudged = 0
    for index in kept where document.blocks[index].isKept {
      if let verdict = document.verdicts[index], verdict.role != .body {
        document.judge(index, verdict.role, keeping: false, verdict.rule, layer: verdict.layer)
      } else {
        unjudged += document.blocks[index].measure.units >= ChooseMarkupBody.paragraph ? 3 : 1
      }
      if unjudged >= 3 { return }
    }
  }

  /// Units from which on a block is a paragraph, beyond which no edge reaches.
  private static let paragraph = 60
}

extension Document {
  /// Whether Han characters make up the text, or that of the sentences: lists in an alphabet may be longer than the article
  /// that they were put around.
  var isHanPage: Bool {
    var (han, letters, spoken, written) = (0, 0, 0, 0)
    for block in blocks {
      han += block.measure.han
      letters += block.measure.letters
      guard block.measure.enders > 0 else { continue }
      spoken += block.measure.han
      written += block.measure.letters
    }
    return han > letters / 2 || spoken > max(written, Document.fewestHan)
  }

  /// Han characters in sentences at least that make a page of more letters Chinese.
  private static let fewestHan = 100

  /// Whether repair found what only hijacking leaves: injected readings, or broken pairs more than once or twice, for an
  /// honest `?！` may look like one.
  var isDamaged: Bool { damage.kind != .none || damage.brokenCount > 2 }

  /// Whether the page bears marks of injection: repaired damage, or lines of search spam.
  var looksHijacked: Bool {
    // A list of places alone is a menu of an honest site.
    // So are the words of spam in links: 视频 | 福利 | 彩票 are channels of portals.
    isDamaged || hasStuffedTitle
      || verdicts.indices.contains {
        verdicts[$0]?.layer == .keywordLine && blocks[$0].linkDensity < 0.5
      }
  }
}
