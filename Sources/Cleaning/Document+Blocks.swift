import Markup

extension Document {
  /// Cuts the tree into blocks.
  mutating func segment(words: WordWeights) {
    if isMarkup { visibility = Visibility(tree) }
    let segmentation = Segmenter.segment(
      tree, below: root, words: words, visibility: visibility)
    text = segmentation.text
    blocks = segmentation.blocks
    owner = segmentation.owner
  }

  /// What the model sees of the blocks.
  func features(words: WordWeights) -> BlockFeatures {
    BlockFeatures(
      tree, Segmentation(text: text, blocks: blocks, owner: owner), title: titleMatch, words: words)
  }

  /// The page's titles, to be found again in its blocks.
  private var titleMatch: TitleMatch {
    var titles = metadata.all("og:title", "twitter:title", "title").map(\.content)
    if let title = metadata.title {
      titles.append(title)
      titles.append(
        TitleText.headline(of: title, siteNames: metadata.all("og:site_name").map(\.content)))
    }
    return TitleMatch(titles.map { Array($0.utf8) })
  }
}
