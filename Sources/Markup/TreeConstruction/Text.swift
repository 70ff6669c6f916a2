extension TreeConstruction {
  /// The "text" insertion mode.
  mutating func text() {
    switch token.kind {
    case .characters: insertCharacters(token.text)
    case .endOfFile:
      pop()
      reprocess(in: originalMode)
    default:
      pop()
      mode = originalMode
    }
  }
}
