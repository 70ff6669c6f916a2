/// Which blocks make up the body, by their probabilities.
///
/// The best rated blocks are taken as long as the F1 that is to be expected of the body grows: a page whose blocks are
/// all doubtful still gives its likeliest ones, a page of certain ones none that are doubtful. Source: Lipton, Elkan,
/// Naryanaswamy 2014, "Optimal Thresholding of Classifiers to Maximize F1 Measure": the best threshold is half of the F1
/// that it gives.
enum BodyChoice {
  /// Blocks rated below the first are never taken, blocks rated from the second on always are.
  ///
  /// Swept by cross-validation over sites.
  private static let limits: ClosedRange<Float> = 0.25...0.5

  /// The rating from which on a block is taken.
  static func threshold(_ blocks: [PageBlock]) -> Float {
    var total: Float = 0
    for block in blocks { total += block.score * length(of: block) }
    let order = blocks.indices.filter { blocks[$0].score > 0 }.sorted {
      blocks[$0].score > blocks[$1].score
    }
    var found: Float = 0
    var taken: Float = 0
    var best: Float = 0
    var threshold = limits.upperBound
    for index in order {
      found += blocks[index].score * length(of: blocks[index])
      taken += length(of: blocks[index])
      let expected = 2 * found / (taken + total)
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
