import Domain

/// Cleans one page; what the program's cleaner does, passed in.
public typealias CleanPage = @Sendable (_ page: RawPage, _ restoring: Restoring) -> Cleaned

/// Takes raw pages in: receive → known already? → clean → keep.
///
/// Calls block and are safe from any thread.
public struct Ingest: Sendable {
  public let store: any ArticleStore
  public let clean: CleanPage
  public let clock: @Sendable () -> Timestamp
  private let newID: @Sendable (Timestamp) -> StoredArticle.ID

  /// - Parameters:
  ///   - clock: The time now.
  ///   - newID: A name for a new page; a ULID of the system's randomness unless told.
  public init(
    store: any ArticleStore, clean: @escaping CleanPage,
    clock: @escaping @Sendable () -> Timestamp,
    newID: @escaping @Sendable (Timestamp) -> StoredArticle.ID = Ingest.systemID
  ) {
    self.store = store
    self.clean = clean
    self.clock = clock
    self.newID = newID
  }

  /// Cleans and keeps a page; when it returns, the page is on disk.
  ///
  /// A page that is the latest of its URL already is not cleaned again.
  public func receive(_ page: RawPage) throws(StoreError) -> Receipt {
    let digest = PageDigest(of: page.bytes)
    if let known = try store.known(url: page.url, digest: digest) { return known }
    let cleaned = clean(page, .stored)
    let now = clock()
    return try store.keep(
      Entry(page: page, digest: digest, cleaned: cleaned, newID: newID(now), now: now))
  }

  /// Cleans a kept page again with today's cleaner; nil where there is no such page.
  ///
  /// Where other bytes come in meanwhile, those are cleaned instead.
  public func reclean(_ id: StoredArticle.ID) throws(StoreError) -> Receipt? {
    for _ in 0..<Ingest.attempts {
      guard let kept = try store.page(id, revision: nil) else { return nil }
      let cleaned = clean(kept.page, .stored)
      if let receipt = try store.replace(
        id, digest: kept.raw.digest, with: cleaned, at: clock())
      {
        return receipt
      }
    }
    throw .conflict
  }

  /// How often new bytes may overtake a re-clean before it gives up.
  private static let attempts = 4

  /// A ULID of the system's randomness.
  public static let systemID: @Sendable (Timestamp) -> StoredArticle.ID = { now in
    var random = SystemRandomNumberGenerator()
    return .ulid(at: now, using: &random)
  }
}
