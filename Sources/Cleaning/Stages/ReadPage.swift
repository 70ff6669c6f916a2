/// Reads what a page says of itself and cuts it into blocks.
struct ReadPage: Stage {
  var words: WordWeights

  func apply(to document: inout Document) {
    if document.isMarkup {
      document.metadata = PageMetadata(document.tree)
      document.linked = LinkedArticle(document.metadata.linkedData)
    }
    document.segment(words: words)
  }
}
