import Domain
import Foundation
import GRDB

extension SQLiteArticleStore {
  public func known(url: String?, digest: PageDigest) throws(StoreError) -> Receipt? {
    // Most pages are new, and one statement says so.
    guard try isLatest(digest, url: url) else { return nil }
    return try read { db in
      let reader = PageReader(db: db)
      guard let page = try reader.page(url: url, digest: digest), page.latest == digest else {
        return nil
      }
      return try reader.receipt(page)
    }
  }

  public func prepare(_ entry: Entry) throws(StoreError) -> any PreparedEntry {
    try packed { try PackedPage(entry, folding: folding) }
  }

  public func keep(_ entries: [any PreparedEntry]) -> [Result<Receipt, StoreError>] {
    let pages = entries.map { $0 as? PackedPage }
    let outcomes = write(
      each: pages.map { page in
        { [index] db in
          guard let page else { throw StoreError.unavailable("another store prepared the page") }
          return try PageWriter(db: db, index: index).keep(page)
        }
      })
    return zip(pages, outcomes).map { page, outcome in
      Result { () throws(StoreError) in
        switch (try outcome.get(), page) {
        case (.unchanged(let receipt), _): return receipt
        case (.kept(let kept), let page?): return try packed { try kept.receipt(for: page) }
        case (.kept, nil): throw .unavailable("another store prepared the page")
        }
      }
    }
  }

  public func article(_ id: StoredArticle.ID) throws(StoreError) -> StoredArticle? {
    try read { db in
      let reader = PageReader(db: db)
      return try reader.page(id).flatMap { try reader.article($0.number) }
    }
  }

  public func change(_ id: StoredArticle.ID) throws(StoreError) -> Int64? {
    try read { db in
      // An article of the page's latest revision, as `article` finds it.
      let find = try db.cachedStatement(
        sql: """
          SELECT page.change FROM page JOIN article ON article.page = page.number
          WHERE page.id = ?
          """)
      return try Int64.fetchOne(find, arguments: [id.rawValue])
    }
  }

  public func page(_ id: StoredArticle.ID, revision: Int?) throws(StoreError) -> StoredPage? {
    try read { db in try PageReader(db: db).raw(id, revision: revision) }
  }

  public func edits(_ id: StoredArticle.ID) throws(StoreError) -> [Edit] {
    try read { db in try PageReader(db: db).edits(id) }
  }

  public func replace(
    _ id: StoredArticle.ID, digest: PageDigest, with cleaned: Cleaned, at now: Timestamp
  ) throws(StoreError) -> Receipt? {
    let host = try read { db in try PageReader(db: db).host(id) }
    let packed = try packed { try PackedCleaning(cleaned, host: host, folding: folding) }
    return try write { [index] db in
      try PageWriter(db: db, index: index).replace(id, digest: digest, with: packed, at: now)
    }
  }

  public func update(
    _ id: StoredArticle.ID, metadata: [String: JSONValue], corrections: [String: JSONValue],
    ifChange: Int64?, at now: Timestamp
  ) throws(StoreError) -> StoredArticle? {
    let texts = (objectText(metadata), objectText(corrections))
    return try write { [index] db in
      try PageWriter(db: db, index: index).update(
        id, metadata: texts.0, corrections: texts.1, ifChange: ifChange, at: now)
    }
  }

  public func describe(
    _ id: StoredArticle.ID, metadata: [String: JSONValue], at now: Timestamp
  ) throws(StoreError) {
    let text = objectText(metadata)
    try write { [index] db in
      guard let page = try PageReader(db: db).page(id) else { return }
      try PageWriter(db: db, index: index).describe(page.number, metadata: text, at: now)
    }
  }

  public func titles(
    of ids: [StoredArticle.ID]
  ) throws(StoreError) -> [StoredArticle.ID: String] {
    try read { db in
      let reader = PageReader(db: db)
      var titles: [StoredArticle.ID: String] = [:]
      for id in ids {
        guard let page = try reader.page(id),
          let stored = try reader.article(page.number, includingText: false)
        else { continue }
        titles[id] = stored.article.corrected(by: stored.corrections).title
      }
      return titles
    }
  }

  public func delete(_ id: StoredArticle.ID) throws(StoreError) -> Bool {
    let now = clock()
    return try write { [index] db in
      guard let page = try PageReader(db: db).page(id) else { return false }
      try PageWriter(db: db, index: index).delete(page.number, at: now)
      return true
    }
  }

  /// Packs on the caller's thread, with the store's errors.
  func packed<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    do {
      return try body()
    } catch {
      throw StoreError(error, folder: folder)
    }
  }
}
