/// Which blocks make up the body, by their probabilities.
///
/// The best rated blocks are taken as long as the F1 that is to be expected of the body grows: a page whose blocks are
/// all doubtful still gives its likeliest ones, a page of certain ones none that are doubtful. Source: Lipton, Elkan,
/// Naryanaswamy 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure": the best threshold is half of the F1
/// that it gives. That holds of blocks that err each for itself; on a page of a strange site ratings are too high or too
/// low together, so the F1 expected is the mean over pages that differ in this.
enum BodyChoice {
  /// Blocks rated below the first are never taken, blocks rated from the second on always are.
  ///
  /// Swept by cross-validation over sites.
  private static let limits: ClosedRange<Float> = 0.1...0.5

  /// A page whose best block is rated lower has no body.
  private static let leastBest: Float = 0.25

  /// What the odds of all blocks of a page are multiplied by, in four cases that are equally likely.
  ///
  /// Swept by cross-validation over sites (docs/decisions/0014).
  private static let odds = Cases(0.05, 0.8, 0.8, 12.8)
  private typealias Cases = SIMD4<Float>

  /// A block's length in each case, as far as it is of the body.
  private static func found(_ block: PageBlock) -> Cases {
    let raised = odds * block.score
    return raised / (1 - block.score + raised) * length(of: block)
  }

  /// The rating from which on a block is taken.
  static func threshold(_ blocks: [PageBlock]) -> Float {
    let order = blocks.indices.filter { blocks[$0].score > 0 }.sorted {
      blocks[$0].score > blocks[$1].score
    }
    guard let first = order.first, blocks[first].score >= leastBest else {
      return limits.upperBound
    }
    var total = Cases(repeating: 0)
    for index in order { total += BodyChoice.found(blocks[index]) }
    var found = Cases(repeating: 0)
    var taken: Float = 0
    var best: Float = 0
    var threshold = limits.upperBound
    for index in order {
      found += BodyChoice.found(blocks[index])
      taken += length(of: blocks[index])
      let expected = (found / (total + taken)).sum()
      if expected >= best {
        best = expected
        threshold = blocks[index].score
      }
    }
    return min(max(threshold, limits.lowerBound), limits.upperBound)
  }

  /// Units beyond which a block counts for no more: one of a hundred thousand is keyword stuffing, and would outweigh
  /// the page.
  private static let longest = 4000

  private static func length(of block: PageBlock) -> Float {
    Float(min(max(block.measure.units, 1), longest))
  }
}
