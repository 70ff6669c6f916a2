/// A clean article in simplified script.
public struct ArticleSource: Sendable {
  public var title: String
  public var source: String
  public var author: String
  /// `2024-03-18 09:26`.
  public var published: String
  public var keywords: [String]
  public var paragraphs: [String]

  public init(
    title: String, source: String, author: String, published: String, keywords: [String],
    paragraphs: [String]
  ) {
    self.title = title
    self.source = source
    self.author = author
    self.published = published
    self.keywords = keywords
    self.paragraphs = paragraphs
  }
}
