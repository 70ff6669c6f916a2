import Domain
import Markup

/// Takes the article from the page's data where the page itself shows almost none of it, since scripts fill it in: from its
/// JSON-LD (`articleBody` of schema.org), else from its script state.
struct TakeLinkedBody: Stage {
  var words: WordWeights
  var maximumBlocks = Cleaner.defaultBlocks

  /// Units that the data must hold at least, and how many times what the page shows.
  ///
  /// Set by hand: a teaser or a first paragraph before a paywall is a tenth to a quarter of its article.
  private static let leastUnits = 400
  private static let timesShown = 4

  /// The confidence in a body that no model has rated.
  private static let score: Float = 0.9

  /// Units that the page shows at most for its script state to be read.
  ///
  /// The state holds other texts too, so that only a page that is all but empty is believed to have left its own there.
  private static let mostShown = 100

  func apply(to document: inout Document) {
    guard document.isMarkup else { return }
    let shown = document.blocks.reduce(0) { $1.isKept ? $0 + $1.measure.units : $0 }
    if let body = document.linked.body, body.count >= TakeLinkedBody.leastUnits {
      take(paragraphs(of: body), instead: shown, &document)
    } else if shown <= TakeLinkedBody.mostShown {
      take(ScriptState(document.tree).strings.flatMap(paragraphs), instead: shown, &document)
    }
  }

  /// Takes paragraphs for the body where they are enough, and far more than the page shows.
  private func take(_ paragraphs: [[UInt8]], instead shown: Int, _ document: inout Document) {
    let units = paragraphs.reduce(0) { sum, paragraph in
      sum + paragraph.withUnsafeBufferPointer { TextMeasure.units(of: $0) }
    }
    guard units >= TakeLinkedBody.leastUnits, shown * TakeLinkedBody.timesShown < units else {
      return
    }
    for index in document.blocks.indices where document.blocks[index].isKept {
      document.judge(
        index, .boilerplate, keeping: false, "the page's data hold more of the article")
    }
    append(paragraphs, to: &document)
  }

  /// The paragraphs of a text in data, which may hold tags or their escapes.
  private func paragraphs(of body: [UInt8]) -> [[UInt8]] {
    let text = CharacterReferences.decoded(String(decoding: body, as: UTF8.self))
    guard text.utf8.contains(UInt8(ascii: "<")) else {
      return text.utf8.split { $0 == 0x0a || $0 == 0x0d }.map(Array.init)
    }
    let tree = Tree(parsing: Array(text.utf8), options: ParseOptions())
    let segmentation = Segmenter.segment(
      tree, below: tree.body ?? .document, words: words, visibility: Visibility(),
      maximumBlocks: maximumBlocks)
    return segmentation.blocks.map { Array(segmentation.text[$0.text]) }
  }

  /// Adds paragraphs at the end of the page, as blocks of its article.
  private func append(_ paragraphs: [[UInt8]], to document: inout Document) {
    let root = document.tree.append(element: .div, to: document.root)
    for paragraph in paragraphs {
      let element = document.tree.append(element: .p, to: root)
      document.tree.append(document.tree.makeText(paragraph), to: element)
    }
    let added = Segmenter.segment(
      document.tree, below: root, words: words, visibility: Visibility(),
      maximumBlocks: maximumBlocks)
    if added.isCut { document.isCut = true }
    let blocks = document.blocks.count
    document.linkedBlocks = min(document.linkedBlocks, blocks)
    let bytes = document.text.count
    let containers = Int32(document.containers.count)
    document.text += added.text
    document.containers += added.containers.map {
      Container(
        node: $0.node, parent: $0.parent < 0 ? 0 : $0.parent + containers, signature: $0.signature,
        kin: $0.kin)
    }
    document.owner += [Int32](
      repeating: -1, count: document.tree.nodeCount - document.owner.count)
    for (node, owner) in added.owner.enumerated() where owner >= 0 {
      document.owner[node] = owner + Int32(blocks)
    }
    for var block in added.blocks {
      block.text = block.text.lowerBound + bytes..<block.text.upperBound + bytes
      block.place += containers
      block.score = TakeLinkedBody.score
      document.blocks.append(block)
      document.verdicts.append(nil)
      document.folded.append(nil)
      document.judge(
        document.blocks.count - 1, .body, keeping: true, "the article in the page's data")
    }
  }
}
