import Domain

/// Turns raw pages into articles.
///
/// A value without state: the same page and the same tables give the same article, on any thread.
public struct Cleaner: Sendable {
  /// Names the cleaner that made an article: `winnow/1.0.0`.
  public static let version = "winnow/0.1.0"

  public init() {}

  /// Cleans one page.
  ///
  /// Never fails: a page without an article says why in `refusal`.
  public func clean(_ page: RawPage, restoring: Restoring = .stored) -> Cleaned {
    var cleaned = Cleaned()
    cleaned.refusal = "The page holds no article."
    return cleaned
  }
}
