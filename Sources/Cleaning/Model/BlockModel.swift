import TextCoding

/// The learnt part of finding the body: word weights, two ensembles over features of blocks, and a net over their sequence.
///
/// The first ensemble rates each block by itself and what stands around it; the second and the net see these ratings of
/// the surroundings as well, and rate only candidates. Trained by `tools/train/train_blocks.py`; docs/decisions tells on
/// what, and what each part is worth.
struct BlockModel: Sendable {
  var words: WordWeights
  var first: TreeEnsemble
  var second: TreeEnsemble
  var sequence: SequenceModel?

  /// The one that is built in.
  static let standard = BlockModel(
    words: WordWeights(base64(wordWeightsData)),
    first: TreeEnsemble(base64(firstPassData)) ?? .empty,
    second: TreeEnsemble(base64(secondPassData)) ?? .empty,
    sequence: SequenceModel(base64(sequenceModelData)))

  /// Blocks that the first ensemble rates lower keep its rating: the second never rated one of them 0.25 or more, which a
  /// body needs at least (docs/decisions/0012).
  private static let leastRating: Float = 0.02

  /// The part of the net in the log odds; the rest is that of the second ensemble.
  ///
  /// Swept by cross-validation over sites: 0.25 to 1.
  private static let partOfSequence: Float = 0.35

  /// The probability of each block that it belongs to the article.
  ///
  /// Blocks that repeat the title have none: the headline stands in `title`.
  func rate(_ features: inout BlockFeatures, _ segmentation: Segmentation) -> Ratings {
    var ratings = Ratings()
    ratings.first = rateAlone(&features)
    let isTitle = features.isTitle
    let isCandidate = ratings.first.indices.map {
      isTitle[$0] || ratings.first[$0] >= BlockModel.leastRating
    }
    features.addContext(of: ratings.first, segmentation, for: isCandidate)
    ratings.second = ratings.first
    let candidates = rateCandidates(isCandidate, &features, segmentation.blocks)
    for (candidate, logit) in zip(candidates.indices, candidates.logits)
    where !isTitle[candidate] {
      ratings.second[candidate] = TreeEnsemble.probability(logit)
    }
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

  /// Blocks whose rows are written at once, 700 KB of them.
  ///
  /// Hardly a page has more, so that few are written twice.
  private static let blocksAtOnce = 1024

  /// Calls `body` with some blocks and the row of each, run after run.
  private static func forEachRun(
    _ features: inout BlockFeatures, _ body: (Range<Int>, (Int) -> UnsafePointer<Float>) -> Void
  ) {
    let count = features.isTitle.count
    for start in stride(from: 0, to: count, by: blocksAtOnce) {
      let blocks = start..<min(start + blocksAtOnce, count)
      features.withRows(of: blocks) { rows in
        guard let first = rows.baseAddress else { return }
        body(blocks) { first + ($0 - start) * BlockFeatures.width }
      }
    }
  }

  /// The first ensemble's ratings.
  private func rateAlone(_ features: inout BlockFeatures) -> [Float] {
    precondition(first.width <= BlockFeatures.width)
    let isTitle = features.isTitle
    var ratings: [Float] = []
    ratings.reserveCapacity(isTitle.count)
    BlockModel.forEachRun(&features) { blocks, row in
      for (index, logit) in zip(blocks, first.logits(of: blocks.map(row))) {
        ratings.append(isTitle[index] ? 0 : TreeEnsemble.probability(logit))
      }
    }
    return ratings
  }

  /// The candidates, and the log odds that the second ensemble and the net give them together.
  private func rateCandidates(
    _ isCandidate: [Bool], _ features: inout BlockFeatures, _ blocks: [PageBlock]
  ) -> (indices: [Int], logits: [Float]) {
    precondition(max(second.width, sequence?.width ?? 0) <= BlockFeatures.width)
    let sequence = sequence
    var indices: [Int] = []
    var logits: [Float] = []
    var begun: [SequenceModel.Hidden] = []
    var units = 0
    BlockModel.forEachRun(&features) { run, row in
      var rows: [UnsafePointer<Float>] = []
      for index in run {
        guard isCandidate[index] else {
          units += blocks[index].measure.units
          continue
        }
        let row = row(index)
        if let sequence {
          begun.append(
            sequence.begin(
              row, role: Int(row[BlockFeatures.roleColumn]),
              blocks: index - (indices.last ?? -1) - 1, units: units))
        }
        units = 0
        indices.append(index)
        rows.append(row)
      }
      logits += second.logits(of: rows)
    }
    guard let sequence else { return (indices, logits) }
    let part = BlockModel.partOfSequence
    return (
      indices,
      zip(logits, sequence.logits(begun)).map { $0 * (1 - part) + $1 * part }
    )
  }
}
