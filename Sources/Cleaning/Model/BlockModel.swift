/// The learnt part of finding the body: word weights, and two ensembles over features of blocks.
///
/// The first rates each block by itself and what stands around it; the second sees these ratings of the surroundings as
/// well. Trained by `tools/train/train_blocks.py`; docs/decisions tells on what, and what each part is worth.
struct BlockModel: Sendable {
  var words: WordWeights
  var first: TreeEnsemble
  var second: TreeEnsemble

  /// The one that is built in.
  static let standard = BlockModel(
    words: WordWeights(Base64Text.bytes(wordWeightsData)),
    first: TreeEnsemble(Base64Text.bytes(firstPassData)) ?? .empty,
    second: TreeEnsemble(Base64Text.bytes(secondPassData)) ?? .empty)

  /// The probability of each block that it belongs to the article.
  ///
  /// Blocks that repeat the title have none: the headline stands in `title`.
  func rate(_ features: inout BlockFeatures, _ segmentation: Segmentation) -> Ratings {
    var ratings = Ratings()
    ratings.first = BlockModel.rate(&features, by: first)
    features.addContext(of: ratings.first, segmentation)
    ratings.second = BlockModel.rate(&features, by: second)
    if let structure = features.structure, let scale = RepeatedStructure.scales.indices.last {
      ratings.second = SharedRatings.drawn(
        ratings.second, units: segmentation.blocks.map { Float($0.measure.units) },
        groups: structure.groups[scale], count: structure.counts[scale], isTitle: features.isTitle)
    }
    return ratings
  }

  struct Ratings {
    var first: [Float] = []
    var second: [Float] = []
  }

  /// Blocks whose rows are written at once, 700 KB of them.
  ///
  /// Hardly a page has more, so that few are written twice.
  private static let blocksAtOnce = 1024

  private static func rate(_ features: inout BlockFeatures, by ensemble: TreeEnsemble) -> [Float] {
    precondition(ensemble.width <= BlockFeatures.width)
    let isTitle = features.isTitle
    var ratings: [Float] = []
    ratings.reserveCapacity(isTitle.count)
    for start in stride(from: 0, to: isTitle.count, by: blocksAtOnce) {
      let blocks = start..<min(start + blocksAtOnce, isTitle.count)
      features.withRows(of: blocks) { rows in
        guard let first = rows.baseAddress else { return }
        for index in blocks {
          ratings.append(
            isTitle[index]
              ? 0 : ensemble.probability(first + (index - start) * BlockFeatures.width))
        }
      }
    }
    return ratings
  }
}
