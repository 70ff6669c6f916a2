extension TreeConstruction {
  /// The "in table text" insertion mode.
  mutating func inTableText() {
    switch token.kind {
    case .null: return
    case .characters: pendingTableText.append(token.text)
    default:
      let after = tokenizer.token
      let isWhitespace = pendingTableText.allSatisfy { self.isWhitespace($0) }
      for text in pendingTableText {
        if isWhitespace {
          insertCharacters(text)
        } else {
          tokenizer.token.kind = .characters
          tokenizer.token.text = text
          if Int(text.end) <= tokenizer.source.count {
            tokenizer.token.start = Int(text.start)
            tokenizer.token.end = Int(text.end)
          }
          inTableAnythingElse()
        }
      }
      tokenizer.token = after
      pendingTableText.removeAll(keepingCapacity: true)
      reprocess(in: originalMode)
    }
  }
}
