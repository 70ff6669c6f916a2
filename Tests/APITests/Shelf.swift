import Domain
import Synchronization

/// A store in memory that keeps to the contract of `ArticleStore`; it can be told to fail.
final class Shelf: ArticleStore, NearDuplicateFinder {
  fileprivate struct Revision {
    var page: RawPage
    var digest: PageDigest
    var cleaned: Cleaned
    var ingestedAt: Timestamp
  }

  fileprivate struct Record {
    var id: StoredArticle.ID
    var revisions: [Revision]
    var metadata: [String: JSONValue]
    var corrections: [String: JSONValue] = [:]
    var updatedAt: Timestamp
    var change: Int64
  }

  fileprivate struct State {
    var records: [Record] = []
    var change: Int64 = 0
    var failure: StoreError?
    var lastQuery: ArticleQuery?
    var fetches: [String: (record: FetchRecord, digest: PageDigest)] = [:]
  }

  private let state = Mutex(State())

  /// What every call throws from now on.
  func fail(with error: StoreError?) { state.withLock { $0.failure = error } }

  /// The query of the last list or deletion.
  var lastQuery: ArticleQuery? { state.withLock { $0.lastQuery } }

  var count: Int { state.withLock { $0.records.count } }

  fileprivate func holding<T>(_ body: (inout State) throws(StoreError) -> T) throws(StoreError) -> T
  {
    let result = state.withLock { state -> Result<T, StoreError> in
      if let failure = state.failure { return .failure(failure) }
      do throws(StoreError) {
        return .success(try body(&state))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  func known(url: String?, digest: PageDigest) throws(StoreError) -> Receipt? {
    try holding { state in
      state.records.first { $0.isLatest(url, digest) }.map { $0.receipt(.unchanged) }
    }
  }

  private struct Waiting: PreparedEntry {
    let entry: Entry
    var weight: Int { entry.page.bytes.count }
  }

  func prepare(_ entry: Entry) throws(StoreError) -> any PreparedEntry { Waiting(entry: entry) }

  func keep(_ entries: [any PreparedEntry]) -> [Result<Receipt, StoreError>] {
    entries.map { entry in
      Result { () throws(StoreError) in
        guard let entry = entry as? Waiting else { throw .unavailable("another shelf's") }
        return try put(entry.entry)
      }
    }
  }

  private func put(_ entry: Entry) throws(StoreError) -> Receipt {
    try holding { state in
      let revision = Revision(
        page: entry.page, digest: entry.digest, cleaned: entry.cleaned, ingestedAt: entry.now)
      if let known = state.records.first(where: { $0.isLatest(entry.page.url, entry.digest) }) {
        return known.receipt(.unchanged)
      }
      state.change += 1
      if let url = entry.page.url,
        let index = state.records.firstIndex(where: { $0.revisions.last?.page.url == url })
      {
        state.records[index].revisions.append(revision)
        state.records[index].updatedAt = entry.now
        state.records[index].change = state.change
        return state.records[index].receipt(.revised)
      }
      state.records.append(
        Record(
          id: entry.newID, revisions: [revision], metadata: entry.page.metadata,
          updatedAt: entry.now, change: state.change))
      return state.records[state.records.count - 1].receipt(.created)
    }
  }

  func article(_ id: StoredArticle.ID) throws(StoreError) -> StoredArticle? {
    try holding { state in state.records.first { $0.id == id }?.article }
  }

  var writes: Int { state.withLock { Int($0.change) } }

  func change(_ id: StoredArticle.ID) throws(StoreError) -> Int64? { try article(id)?.change }

  func page(_ id: StoredArticle.ID, revision: Int?) throws(StoreError) -> StoredPage? {
    try holding { state in
      guard let record = state.records.first(where: { $0.id == id }) else { return nil }
      let number = revision ?? record.revisions.count
      guard (1...record.revisions.count).contains(number) else { return nil }
      let kept = record.revisions[number - 1]
      return StoredPage(
        id: id, revision: number, page: kept.page, raw: kept.raw, ingestedAt: kept.ingestedAt)
    }
  }

  func edits(_ id: StoredArticle.ID) throws(StoreError) -> [Edit] {
    try holding { state in
      state.records.first { $0.id == id }?.revisions.last?.cleaned.edits ?? []
    }
  }

  /// Everything in order of arrival, in pages whose cursor is a number.
  func list(_ query: ArticleQuery) throws(StoreError) -> ArticleList {
    try holding { (state) throws(StoreError) in
      state.lastQuery = query
      let all = state.records.compactMap(\.article)
      guard let start = Int(query.cursor ?? "0") else { throw .badCursor }
      let end = min(start + query.limit, all.count)
      var list = ArticleList(
        articles: Array(all[min(start, end)..<end]), next: end < all.count ? "\(end)" : nil)
      guard let words = query.filter.text else { return list }
      for stored in list.articles {
        list.snippets[stored.id] = Snippet(parts: [
          .init("<b> & "), .init(words, isMatch: true), .init("…"),
        ])
      }
      return list
    }
  }

  func delete(_ id: StoredArticle.ID) throws(StoreError) -> Bool {
    try holding { state in
      let before = state.records.count
      state.change += 1
      state.records.removeAll { $0.id == id }
      return state.records.count < before
    }
  }

  func delete(matching filter: ArticleQuery.Filter) throws(StoreError) -> Int {
    try holding { state in
      state.lastQuery = ArticleQuery(filter: filter)
      let before = state.records.count
      state.change += 1
      state.records.removeAll { $0.revisions.last?.page.url == filter.url }
      return before - state.records.count
    }
  }

  func replace(
    _ id: StoredArticle.ID, digest: PageDigest, with cleaned: Cleaned, at now: Timestamp
  ) throws(StoreError) -> Receipt? {
    try holding { state in
      guard let index = state.records.firstIndex(where: { $0.id == id }),
        state.records[index].revisions.last?.digest == digest
      else { return nil }
      state.change += 1
      let last = state.records[index].revisions.count - 1
      state.records[index].revisions[last].cleaned = cleaned
      state.records[index].updatedAt = now
      state.records[index].change = state.change
      return state.records[index].receipt(.revised)
    }
  }

  func update(
    _ id: StoredArticle.ID, metadata: [String: JSONValue], corrections: [String: JSONValue],
    ifChange: Int64?, at now: Timestamp
  ) throws(StoreError) -> StoredArticle? {
    try holding { (state) throws(StoreError) in
      guard let index = state.records.firstIndex(where: { $0.id == id }) else { return nil }
      guard ifChange == nil || ifChange == state.records[index].change else { throw .conflict }
      state.change += 1
      state.records[index].metadata = metadata
      state.records[index].corrections = corrections
      state.records[index].updatedAt = now
      state.records[index].change = state.change
      return state.records[index].article
    }
  }

  func describe(
    _ id: StoredArticle.ID, metadata: [String: JSONValue], at now: Timestamp
  ) throws(StoreError) {
    try holding { state in
      guard let index = state.records.firstIndex(where: { $0.id == id }),
        state.records[index].article == nil
      else { return }
      state.records[index].metadata = metadata
    }
  }

  func titles(
    of ids: [StoredArticle.ID]
  ) throws(StoreError) -> [StoredArticle.ID: String] {
    var titles: [StoredArticle.ID: String] = [:]
    for id in ids {
      titles[id] = try article(id).flatMap { $0.article.corrected(by: $0.corrections).title }
    }
    return titles
  }

  /// Those of the same text.
  func nearDuplicates(
    of id: StoredArticle.ID, limit: Int
  ) throws(StoreError) -> [NearDuplicate]? {
    try holding { state in
      let all = state.records.compactMap(\.article)
      guard let one = all.first(where: { $0.id == id }) else { return nil }
      return all.filter { $0.id != id && $0.article.text == one.article.text }.prefix(limit)
        .map { NearDuplicate(article: $0, distance: 0.125) }
    }
  }

  func check() throws(StoreError) { try holding { _ in } }
  func close() { fail(with: .closed) }
}

extension Shelf.Revision {
  fileprivate var raw: RawReference {
    RawReference(
      digest: digest, size: page.bytes.count, mediaType: cleaned.mediaType,
      charset: cleaned.charset)
  }
}

extension Shelf.Record {
  fileprivate var article: StoredArticle? {
    guard let latest = revisions.last, let article = latest.cleaned.article else { return nil }
    return StoredArticle(
      id: id, revision: revisions.count, article: article, raw: latest.raw, metadata: metadata,
      corrections: corrections, ingestedAt: revisions[0].ingestedAt, updatedAt: updatedAt,
      change: change)
  }

  /// Whether these bytes are the latest of their address; without one, of the page.
  fileprivate func isLatest(_ url: String?, _ digest: PageDigest) -> Bool {
    revisions.last?.page.url == url && revisions.last?.digest == digest
  }

  fileprivate func receipt(_ outcome: Receipt.Outcome) -> Receipt {
    Receipt(
      outcome: outcome, id: id, revision: revisions.count, article: article,
      refusal: revisions.last?.cleaned.refusal ?? "")
  }
}

extension Shelf: FetchStore {
  func lastFetch(
    of url: String
  ) throws(StoreError) -> (record: FetchRecord, digest: PageDigest)? {
    try holding { state throws(StoreError) in state.fetches[url] }
  }

  func remember(_ record: FetchRecord, digest: PageDigest) throws(StoreError) {
    try holding { state throws(StoreError) in state.fetches[record.url] = (record, digest) }
  }
}
