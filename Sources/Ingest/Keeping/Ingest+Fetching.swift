import Domain

extension Ingest {
  /// Fetches a page, cleans and keeps it; when it returns, the page is on disk.
  ///
  /// A page that its server says is unchanged is neither sent nor cleaned again.
  ///
  /// - Throws: `PageProblem.notFetched` where nothing is fetched, or where what came is no page;
  ///   `FetchProblem`; `StoreError`.
  public func receive(
    _ address: PageAddress, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> Receipt {
    let fetched = try fetch(address, isConditional: true, isCancelled)
    if let page = fetched.page { return try keep(page, fetched.record) }
    if let last = try fetches?.lastFetch(of: fetched.record.url),
      let receipt = try store.known(url: fetched.record.url, digest: last.digest)
    {
      return try taken(address.metadata, of: receipt) ?? receipt
    }
    // It was deleted while its server was asked.
    let again = try fetch(address, isConditional: false, isCancelled)
    guard let page = again.page else {
      throw FetchProblem(
        .broken, "\(address.url) answers 304 to a request that was not conditional.", status: 304)
    }
    return try keep(page, again.record)
  }

  /// Fetches a page and keeps nothing.
  public func page(
    at address: PageAddress, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> RawPage {
    guard let page = try fetch(address, isConditional: false, isCancelled).page else {
      throw FetchProblem(
        .broken, "\(address.url) answers 304 to a request that was not conditional.", status: 304)
    }
    return page
  }

  private func fetch(
    _ address: PageAddress, isConditional: Bool, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> Fetched {
    guard let fetcher else { throw PageProblem.notFetched }
    do {
      let fetched = try fetch(address, isConditional: isConditional, isCancelled, by: fetcher)
      observe?(.fetched(isModified: fetched.page != nil))
      return fetched
    } catch {
      observe?(.notFetched)
      throw error
    }
  }

  private func fetch(
    _ address: PageAddress, isConditional: Bool, _ isCancelled: @escaping @Sendable () -> Bool,
    by fetcher: any PageFetcher
  ) throws -> Fetched {
    let request = FetchRequest(
      url: address.url, validators: { isConditional ? validators(of: $0) : nil },
      isCancelled: isCancelled)
    var fetched = try fetcher.fetch(request)
    fetched.page?.ref = address.ref
    fetched.page?.metadata = address.metadata
    if let format = fetched.page.flatMap({ BinaryFormat($0.bytes) }) {
      throw FetchProblem(.notAPage, "What stands there is \(format.name), not a web page.")
    }
    return fetched
  }

  /// What makes a request conditional; nil unless the page that it is about is still the latest.
  private func validators(of url: String) -> FetchValidators? {
    // A store that does not answer makes the request a plain one; keeping the page will say so.
    guard let last = try? fetches?.lastFetch(of: url),
      (try? store.known(url: url, digest: last.digest)) ?? nil != nil
    else { return nil }
    return FetchValidators(
      entityTag: last.record.entityTag, lastModified: last.record.lastModified)
  }

  private func keep(_ page: RawPage, _ record: FetchRecord) throws -> Receipt {
    let receipt = try receive(page)
    try fetches?.remember(record, digest: PageDigest(of: page.bytes))
    return receipt
  }
}
