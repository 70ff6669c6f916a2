extension Content {
  /// CommonMark with GFM's tables and strikethrough.
  public func markdown() -> [UInt8] { [] }
}
