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
    let isTitle = features.isTitle
    var ratings = Ratings()
    ratings.first = BlockModel.rate(features.rows, by: first, isTitle)
    features.addContext(of: ratings.first, segmentation)
    ratings.second = BlockModel.rate(features.rows, by: second, isTitle)
    if let structure = features.structure, let scale = RepeatedStructure.scales.indices.last {
      ratings.second = SharedRatings.drawn(
        ratings.second, units: segmentation.blocks.map { Float($0.measure.units) },
        groups: structure.groups[scale], count: structure.counts[scale], isTitle: isTitle)
    }
    return ratings
  }

  struct Ratings {
    var first: [Float] = []
    var second: [Float] = []
  }

  private static func rate(_ rows: [Float], by ensemble: TreeEnsemble, _ isTitle: [Bool]) -> [Float]
  {
    rows.withUnsafeBufferPointer { rows in
      guard let start = rows.baseAddress else { return [] }
      return isTitle.indices.map { index in
        isTitle[index] ? 0 : ensemble.probability(start + index * BlockFeatures.width)
      }
    }
  }
}
