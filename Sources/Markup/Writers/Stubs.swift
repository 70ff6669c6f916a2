extension Content {
  /// The text with one line per block.
  public func text() -> [UInt8] { [] }
  /// The sanitised HTML.
  public func html() -> [UInt8] { tree.innerHTML(root) }
  /// CommonMark with GFM's tables and strikethrough.
  public func markdown() -> [UInt8] { [] }
  func line(of node: NodeID) -> String { "" }
}
