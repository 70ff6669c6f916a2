extension Tree {
  /// Parses a page, whatever its bytes are.
  ///
  /// UTF-8 is expected; what is not UTF-8 becomes U+FFFD. Nothing fails: any bytes give a tree.
  public init(parsing source: [UInt8], options: ParseOptions = ParseOptions()) {
    self.init()
  }

  /// Parses a part of a page, as if it stood in an element of this tag (`innerHTML`).
  ///
  /// What it holds becomes the children of an `html` element, the document's only child.
  public init(
    parsingFragment source: [UInt8], context: Tag = .body, namespace: Namespace = .html,
    options: ParseOptions = ParseOptions()
  ) {
    self.init()
  }
}
