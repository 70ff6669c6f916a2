import Domain

/// Reads what a page says of itself and cuts it into blocks.
struct ReadPage: Stage {
  var words: WordWeights

  /// Blocks that any page may have.
  var maximumBlocks = Cleaner.defaultBlocks

  func apply(to document: inout Document) {
    if document.isMarkup {
      document.metadata = PageMetadata(document.tree)
      document.linked = LinkedArticle(document.metadata.linkedData)
    }
    document.segment(words: words, maximumBlocks: maximumBlocks)
    guard document.isCut else { return }
    document.findings.append(
      Finding(
        stage: "ReadPage", rule: "the page has more blocks than limits.max_blocks allows",
        subject: "what follows block \(document.blocks.count) is left out"))
  }
}
