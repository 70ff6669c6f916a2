/// The learnt part of finding the body: word weights, and an ensemble over features of blocks.
///
/// Trained by `tools/train/train_blocks.py`; docs/decisions tells on what, and what each part is worth.
struct BlockModel: Sendable {
  var words: WordWeights
  var ensemble: TreeEnsemble

  /// The one that is built in.
  static let standard = BlockModel(
    words: WordWeights(Base64Text.bytes(wordWeightsData)),
    ensemble: TreeEnsemble(Base64Text.bytes(blockModelData)) ?? .empty)
}
