import Domain
import Markup

/// What the model sees of a block: a row of numbers about it, its surroundings and the page.
///
/// Rows are written when they are asked for, so that a page of a hundred thousand blocks needs no memory for all of
/// theirs. Everything else is computed in a fixed number of passes over blocks and containers.
struct BlockFeatures {
  private var page: Page?

  /// What the first ensemble's ratings say, once there are any.
  private var context: RatingContext?

  /// The blocks whose rows the context is written into, and rows at all once there is one; nil for all.
  private var wanted: [Bool]?

  /// The rows written last, `width` numbers each, and whose they are.
  private var rows: [Float] = []
  private var written = 0..<0

  /// Whether a block repeats the page's title.
  private(set) var isTitle: [Bool] = []

  /// What the ratings of the first ensemble are spread over.
  private(set) var structure: RepeatedStructure?
  private(set) var larger: [Int32] = []
  private(set) var records: RepeatedRecords?

  /// Keeps words of texts apart from words of class names in one table.
  static let textSeed: UInt32 = 0x5bd1_e995

  init(_ source: Source) {
    let blocks = source.segmentation.blocks
    guard !blocks.isEmpty else { return }
    let page = Page(source)
    structure = page.structure
    larger = page.measures.larger
    records = page.records
    isTitle = page.titles
    self.page = page
  }

  /// What features are computed from.
  struct Source {
    var tree: Tree
    var segmentation: Segmentation
    var title: TitleMatch
    var description: DescriptionMatch
    var topic: TopicWords
    var hasLinkedBody: Bool

    /// For each block what the grammar of lines says.
    var verdicts: [LineVerdict?]
    var words: WordWeights
  }

  /// What is computed once for a page.
  struct Page {
    let tree: Tree
    let segmentation: Segmentation
    let measures: PageMeasures
    let words: WordRatings
    let structure: RepeatedStructure
    let groups: GroupMeasures
    let records: RepeatedRecords
    let marks: PartingMarks
    let topics: TopicMeasures
    let verdicts: [LineVerdict?]
    let hasLinkedBody: Bool
    private(set) var titles: [Bool]

    /// The block that is the page's headline, or -1.
    private(set) var titleBlock = -1

    /// For each block the heading before it, or -1.
    private(set) var headings: [Int32] = []

    init(_ source: Source) {
      tree = source.tree
      segmentation = source.segmentation
      verdicts = source.verdicts
      hasLinkedBody = source.hasLinkedBody
      let blocks = segmentation.blocks
      measures = PageMeasures(tree, segmentation)
      words = WordRatings(
        segmentation, source.description, source.topic, words: source.words)
      structure = RepeatedStructure(segmentation)
      groups = GroupMeasures(structure, blocks, measures.isProse)
      records = RepeatedRecords(segmentation.containers, measures.sums)
      marks = PartingMarks(blocks, repeats: words.repeats)
      topics = TopicMeasures(words.topic, segmentation)
      titles = [Bool](repeating: false, count: blocks.count)
      findTitles(source.title)
      var heading: Int32 = -1
      for (index, block) in blocks.enumerated() {
        headings.append(heading)
        if block.context.headingLevel > 0 { heading = Int32(index) }
      }
    }

    /// Units of what may be a title.
    private static let titleUnits = 4...400

    private mutating func findTitles(_ title: TitleMatch) {
      let blocks = segmentation.blocks
      segmentation.text.withUnsafeBufferPointer { text in
        for (index, block) in blocks.enumerated()
        where Page.titleUnits.contains(block.measure.units) {
          guard title.matches(UnsafeBufferPointer(rebasing: text[block.text])) else { continue }
          titles[index] = true
          if titleBlock < 0
            || block.context.headingLevel == 1 && blocks[titleBlock].context.headingLevel != 1
          {
            titleBlock = index
          }
        }
      }
    }
  }

  /// log2(1 + x) by the bits of the number: exact enough for a tree's threshold, the same on every machine.
  @inline(__always)
  static func logarithm(_ x: Float) -> Float {
    let y = 1 + max(x, 0)
    return Float(y.exponent) + (y.significand - 1)
  }
}

extension BlockFeatures {
  /// Takes what the first ensemble's ratings say of the surroundings into the rows of the blocks that are wanted; those of
  /// others are not to be read any more.
  mutating func addContext(of ratings: [Float], _ segmentation: Segmentation, for wanted: [Bool]) {
    guard let structure, let records else { return }
    context = RatingContext(ratings: ratings, segmentation, structure, records)
    self.wanted = wanted
  }

  /// Makes whole rows of all blocks readable.
  mutating func wantAll() {
    wanted = nil
    written = 0..<0
  }

  /// Calls `body` with the rows of some blocks, one after another.
  mutating func withRows<Result>(
    of blocks: Range<Int>, _ body: (UnsafeBufferPointer<Float>) -> Result
  ) -> Result {
    write(blocks)
    return rows.withUnsafeBufferPointer(body)
  }

  private mutating func write(_ blocks: Range<Int>) {
    guard let page, let structure else { return }
    if written != blocks {
      rows = [Float](repeating: 0, count: blocks.count * BlockFeatures.width)
      written = blocks
      fill(blocks, from: 0) { index, row in page.write(index, into: &row) }
    }
    // Unwrapped once for all rows: each copy of the context counts a dozen references.
    guard let context else { return }
    let larger = larger
    fill(blocks, from: BlockFeatures.firstNames.count) { index, row in
      context.write(index, page.segmentation.blocks[index], larger: larger, structure, into: &row)
    }
  }

  /// Calls `body` with each block's row from the number `first` on.
  @inline(__always)
  private mutating func fill(
    _ blocks: Range<Int>, from first: Int, _ body: (Int, inout FeatureRow) -> Void
  ) {
    let wanted = wanted
    rows.withUnsafeMutableBufferPointer { rows in
      for (place, index) in blocks.enumerated() where wanted?[index] != false {
        let start = place * BlockFeatures.width
        var row = FeatureRow(
          UnsafeMutableBufferPointer(rebasing: rows[start + first..<start + BlockFeatures.width]))
        body(index, &row)
      }
    }
  }
}
