import Domain

/// Cleans one page; what the program's cleaner does, passed in.
public typealias CleanPage = @Sendable (_ page: RawPage, _ restoring: Restoring) -> Cleaned

/// Cleans one page of which its host's furniture may be known.
public typealias CleanWithFurniture =
  @Sendable (
    _ page: RawPage, _ restoring: Restoring, _ furniture: Furniture?, _ aim: CleaningAim
  ) -> Cleaned

/// What is wanted beside the article.
public enum CleaningAim: Sendable {
  case nothing
  /// The page's lines, which the store learns from.
  case keeping
  /// Every block of the page, and why it was kept or dropped.
  case explaining
}

/// Takes raw pages in: receive → known already? → clean → keep.
///
/// Calls block and are safe from any thread.
public struct Ingest: Sendable {
  public let store: any ArticleStore
  public let clock: @Sendable () -> Timestamp

  /// Gets pages of which a client gives the address alone; nil where nothing is fetched.
  public var fetcher: (any PageFetcher)?

  /// Remembers fetches, so that later ones are conditional.
  public var fetches: (any FetchStore)?

  /// Told of what comes of pages, on the threads that do the work: for the metrics.
  public var observe: (@Sendable (IngestEvent) -> Void)?
  private let cleaner: CleanWithFurniture

  /// What cleaning, and making ready to be kept, passes through; nil: nothing.
  private var gate: CleaningGate?
  private let learner: FurnitureLearner?
  private let newID: @Sendable (Timestamp) -> StoredArticle.ID

  /// - Parameters:
  ///   - learner: Where what hosts put on many pages is learnt; nil: it is not.
  ///   - clock: The time now.
  ///   - newID: A name for a new page; a ULID of the system's randomness unless told.
  public init(
    store: any ArticleStore, learner: FurnitureLearner?, clean: @escaping CleanWithFurniture,
    clock: @escaping @Sendable () -> Timestamp,
    newID: @escaping @Sendable (Timestamp) -> StoredArticle.ID = Ingest.systemID
  ) {
    self.store = store
    self.learner = learner
    cleaner = clean
    self.clock = clock
    self.newID = newID
  }

  /// An ingest that learns nothing of hosts.
  public init(
    store: any ArticleStore, clean: @escaping CleanPage,
    clock: @escaping @Sendable () -> Timestamp,
    newID: @escaping @Sendable (Timestamp) -> StoredArticle.ID = Ingest.systemID
  ) {
    self.init(
      store: store, learner: nil, clean: { page, restoring, _, _ in clean(page, restoring) },
      clock: clock, newID: newID)
  }

  /// The same, with no more pages cleaned and packed at once than the gate lets.
  public func cleaning(through gate: CleaningGate) -> Ingest {
    var ingest = self
    ingest.gate = gate
    return ingest
  }

  private func gated<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let gate else { return try body() }
    return try gate.pass(body)
  }

  /// Cleans a page with what is known of its host now.
  public func clean(_ page: RawPage, _ restoring: Restoring, for aim: CleaningAim) -> Cleaned {
    gated { cleanAtOnce(page, restoring, for: aim) }
  }

  private func cleanAtOnce(
    _ page: RawPage, _ restoring: Restoring, for aim: CleaningAim
  ) -> Cleaned {
    // A store that cannot say what it learnt is no reason not to clean: keeping will tell.
    let furniture = try? learner?.furniture(ofHostOf: page.url)
    return timed(page, restoring, furniture, aim)
  }

  private func timed(
    _ page: RawPage, _ restoring: Restoring, _ furniture: Furniture?, _ aim: CleaningAim
  ) -> Cleaned {
    guard let observe else { return cleaner(page, restoring, furniture, aim) }
    let start = ContinuousClock.now
    let cleaned = cleaner(page, restoring, furniture, aim)
    observe(.cleaned(bytes: page.bytes.count, in: ContinuousClock.now - start))
    return cleaned
  }

  /// Cleans a page with what was known of its host when an article was made of it.
  public func clean(
    _ page: RawPage, _ restoring: Restoring, as article: Article?, for aim: CleaningAim
  ) -> Cleaned {
    guard let article else { return clean(page, restoring, for: aim) }
    return timed(
      page, restoring, try? learner?.furniture(version: article.boilerplateVersion), aim)
  }

  /// Cleans a page with what was known of its host up to a version.
  public func clean(_ page: RawPage, furnitureUpTo version: Int64) throws(StoreError) -> Cleaned {
    timed(page, .stored, try learner?.furniture(ofHostOf: page.url, upTo: version), .keeping)
  }

  /// Cleans and keeps a page; when it returns, the page is on disk.
  ///
  /// A page that is the latest of its URL already is not cleaned again.
  public func receive(_ page: RawPage) throws(StoreError) -> Receipt {
    try keep([try arrival(of: page)])[0].get()
  }

  /// A page on its way into the store.
  public enum Arrival: Sendable {
    /// The latest of its URL already.
    case known(Receipt)
    case ready(any PreparedEntry, url: String?)

    /// The bytes that it holds on to until it is kept.
    public var weight: Int {
      guard case .ready(let entry, _) = self else { return 0 }
      return entry.weight
    }
  }

  /// Cleans a page and makes it ready to be kept together with others.
  ///
  /// - Parameters:
  ///   - answered: What its receipt says of the article, where it is kept.
  ///   - stream: The pages that it comes among; nil: it comes alone.
  public func arrival(
    of page: RawPage, answered: Entry.Extent = .whole, in stream: KnownPages? = nil
  ) throws(StoreError) -> Arrival {
    try gated { () throws(StoreError) in
      let digest = PageDigest(of: page.bytes)
      if stream?.areLikely ?? true, let known = try store.known(url: page.url, digest: digest) {
        stream?.note(isKnown: true)
        return .known(try taken(page.metadata, of: known) ?? known)
      }
      let cleaned = cleanAtOnce(page, .stored, for: .keeping)
      let now = clock()
      let entry = Entry(
        page: page, digest: digest, cleaned: cleaned, newID: newID(now), now: now,
        answered: answered)
      return .ready(try store.prepare(entry), url: page.url)
    }
  }

  /// A known page's receipt with the metadata that came with it this time, where that is other metadata; nil
  /// where it is not.
  func taken(
    _ metadata: [String: JSONValue], of known: Receipt
  ) throws(StoreError) -> Receipt? {
    guard !metadata.isEmpty else { return nil }
    var receipt = known
    for _ in 0..<Ingest.attempts {
      guard let article = receipt.article else {
        try store.describe(known.id, metadata: metadata, at: clock())
        return nil
      }
      guard article.metadata != metadata else { return nil }
      do throws(StoreError) {
        receipt.article = try store.update(
          known.id, metadata: metadata, corrections: article.corrections,
          ifChange: article.change, at: clock())
        return receipt.article == nil ? nil : receipt
      } catch {
        guard error == .conflict else { throw error }
        // Changed since it was read.
        receipt.article = try store.article(known.id)
      }
    }
    throw .conflict
  }

  /// Keeps pages in their order; when it returns, all that were kept are on disk.
  ///
  /// - Parameter stream: The pages that they come among.
  public func keep(
    _ arrivals: [Arrival], in stream: KnownPages? = nil
  ) -> [Result<Receipt, StoreError>] {
    var kept = store.keep(
      arrivals.compactMap { if case .ready(let entry, _) = $0 { entry } else { nil } })[...]
    return arrivals.map { arrival in
      switch arrival {
      case .known(let receipt):
        observe?(.kept(receipt))
        return .success(receipt)
      case .ready(_, let url):
        let outcome = kept.removeFirst()
        switch outcome {
        case .success(let receipt):
          stream?.note(isKnown: receipt.outcome == .unchanged)
          // The page is on disk: that nothing could be learnt of it is not the client's concern.
          if receipt.article != nil { try? learner?.note(url) }
          observe?(.kept(receipt))
        case .failure: observe?(.notKept)
        }
        return outcome
      }
    }
  }

  /// Cleans a kept page again with today's cleaner; nil where there is no such page, or its bytes are
  /// not kept any more.
  ///
  /// Where other bytes come in meanwhile, those are cleaned instead.
  public func reclean(_ id: StoredArticle.ID) throws(StoreError) -> Receipt? {
    for _ in 0..<Ingest.attempts {
      guard let kept = try store.page(id, revision: nil), !kept.isForgotten else { return nil }
      let cleaned = clean(kept.page, .stored, for: .keeping)
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
