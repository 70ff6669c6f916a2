extension [UInt8] {
  /// Whether the bytes hold `part` in one piece.
  func contains(_ part: [UInt8]) -> Bool {
    guard part.count <= count, let first = part.first else { return part.isEmpty }
    for start in 0...(count - part.count) where self[start] == first {
      if self[start..<start + part.count].elementsEqual(part) { return true }
    }
    return false
  }
}
