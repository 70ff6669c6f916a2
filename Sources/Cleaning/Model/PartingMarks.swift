/// Counts of short lines that part threads, comments and listings: the same words again and again, dates, headings.
struct PartingMarks {
  /// Units of the longest line that is a mark, and how often the same words must stand on the page.
  private static let longest = 60
  private static let leastRepeats: Float = 3

  /// Digits of the shortest date: `1.2.`, `11:04`.
  private static let leastDigits = 3

  static let names = [
    "page_repeated", "page_dated", "heading_index", "heading_total",
  ]

  /// Shares of marks among the page's blocks.
  private var repeated: Float = 0
  private var dated: Float = 0

  /// For each block the number of headings of the level of the one above it, up to it and on the page.
  private var headingIndex: [Float] = []
  private var headingLevel: [Int] = []
  private var headings = [Float](repeating: 0, count: 7)

  init(_ blocks: [PageBlock], repeats: [Float]) {
    var level = 0
    for (index, block) in blocks.enumerated() {
      let isShort = block.measure.units <= PartingMarks.longest
      if isShort, repeats[index] >= PartingMarks.leastRepeats { repeated += 1 }
      if isShort, block.measure.years > 0 || block.measure.digits >= PartingMarks.leastDigits {
        dated += 1
      }
      if block.context.headingLevel > 0 {
        level = block.context.headingLevel
        headings[level] += 1
      }
      headingLevel.append(level)
      headingIndex.append(headings[level])
    }
    repeated /= Float(max(blocks.count, 1))
    dated /= Float(max(blocks.count, 1))
  }

  func write(_ index: Int, into row: inout FeatureRow) {
    row.put(repeated)
    row.put(dated)
    row.put(BlockFeatures.logarithm(headingIndex[index]))
    row.put(BlockFeatures.logarithm(headings[headingLevel[index]]))
  }
}
