import Domain

/// What comes of a page on its way in, for who counts it.
public enum IngestEvent: Sendable {
  /// A page was cleaned, to be kept or not.
  case cleaned(bytes: Int, in: Duration)

  /// A page is in the store, or was there before.
  case kept(Receipt)

  /// The store did not take a page.
  case notKept

  /// A page's server answered; it may say that nothing changed.
  case fetched(isModified: Bool)

  /// A page could not be fetched, or what came was none.
  case notFetched
}
