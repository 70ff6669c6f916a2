/// Folds text for search and for comparing: case, width, accents and, with a table, script.
public struct Folding: Sendable {
  /// A piece of text that is searched for as one: a word, or one Han, kana or Hangul character.
  public struct Token: Sendable, Equatable {
    /// Byte range of the folded form in the output buffer.
    public var folded: Range<Int>
    /// Byte range of the token in the source.
    public var source: Range<Int>
    /// One Han, kana or Hangul character: a query for several of them is a phrase.
    public var isIdeographic: Bool

    public init(folded: Range<Int>, source: Range<Int>, isIdeographic: Bool) {
      self.folded = folded
      self.source = source
      self.isIdeographic = isIdeographic
    }
  }

  let simplified: [UInt32: UInt32]

  /// - Parameter simplified: single characters of traditional script and what they fold to.
  public init(simplified: [UInt32: UInt32] = [:]) {
    self.simplified = simplified
  }

  /// Appends the folded tokens of `utf8` to `output` and calls `body` with each, in the order of the text.
  ///
  /// Invalid UTF-8 separates tokens. `body` returns whether to go on.
  public func tokens(
    of utf8: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], _ body: (Token) -> Bool
  ) {
  }

  /// The folded tokens, parted by single blanks.
  public func fold(_ text: String) -> String { text }
}
