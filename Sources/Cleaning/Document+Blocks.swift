import Markup

extension Document {
  /// Cuts the tree into blocks, as many as are wanted.
  mutating func segment(words: WordWeights, maximumBlocks: Int) {
    if isMarkup { visibility = Visibility(tree) }
    let segmentation = Segmenter.segment(
      tree, below: root, words: words, visibility: visibility, maximumBlocks: maximumBlocks)
    isCut = segmentation.isCut
    text = segmentation.text
    blocks = segmentation.blocks
    owner = segmentation.owner
    containers = segmentation.containers
  }

  /// The blocks as segmentation made them.
  var segmentation: Segmentation {
    Segmentation(text: text, blocks: blocks, owner: owner, containers: containers)
  }

  /// What the model sees of the blocks; the lines must have been judged.
  func features(words: WordWeights) -> BlockFeatures {
    BlockFeatures(
      BlockFeatures.Source(
        tree: tree,
        segmentation: segmentation,
        title: TitleMatch(titles),
        description: DescriptionMatch(metadata.all("og:description", "description").map(\.content)),
        topic: TopicWords(titles),
        hasLinkedBody: linked.body != nil, verdicts: verdicts, words: words))
  }

  /// The page's titles, to be found again in its blocks.
  private var titles: [[UInt8]] {
    var titles = metadata.all("og:title", "twitter:title", "title").map(\.content)
    if let title = metadata.title {
      titles.append(title)
      titles.append(
        TitleText.headline(of: title, siteNames: metadata.all("og:site_name").map(\.content)))
    }
    return titles.map { Array($0.utf8) }
  }
}
