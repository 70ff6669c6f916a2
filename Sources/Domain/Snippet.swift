/// A piece of an article's text around what a search found.
public struct Snippet: Sendable, Hashable {
  /// The text in order, each part that was searched for on its own.
  public var parts: [Part]

  public struct Part: Sendable, Hashable {
    public var text: String
    public var isMatch: Bool

    public init(_ text: String, isMatch: Bool = false) {
      self.text = text
      self.isMatch = isMatch
    }
  }

  public init(parts: [Part]) {
    self.parts = parts
  }
}
