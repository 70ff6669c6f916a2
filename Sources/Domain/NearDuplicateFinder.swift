/// Finds articles that say nearly the same as another.
///
/// Two articles are near-duplicates where about 85% of their text is the same or more; case, width,
/// accents and script make no difference. Which are does not depend on the order they came in.
public protocol NearDuplicateFinder: Sendable {
  /// The near-duplicates of an article, nearest first; nil where there is no such article.
  ///
  /// They come without their texts.
  func nearDuplicates(
    of id: StoredArticle.ID, limit: Int
  ) throws(StoreError) -> [NearDuplicate]?
}

/// An article and how far it is from another.
public struct NearDuplicate: Sendable, Hashable {
  public var article: StoredArticle

  /// The estimated share of what only one of the two has among all that they say (one less the Jaccard
  /// similarity of their shingles): 0 for equal texts; the estimate is good to 0.04.
  public var distance: Double

  public init(article: StoredArticle, distance: Double) {
    self.article = article
    self.distance = distance
  }
}
