import Domain
import Foundation
import GRDB

extension SQLiteArticleStore {
  public func known(url: String?, digest: PageDigest) throws(StoreError) -> Receipt? {
    try read { db in
      let reader = PageReader(db: db)
      guard let page = try reader.page(url: url, digest: digest), page.latest == digest else {
        return nil
      }
      return try reader.receipt(page)
    }
  }

  public func keep(_ entry: Entry) throws(StoreError) -> Receipt {
    let folding = folding
    let page = try packed { try PackedPage(entry, folding: folding) }
    while true {
      if let kept = try write({ db in try PageWriter(db: db, folding: folding).keep(page) }) {
        return try packed { try kept.receipt(for: page) }
      }
      // What it equals may be gone by now: then it is new.
      if let receipt = try known(url: entry.page.url, digest: entry.digest) { return receipt }
    }
  }

  /// Keeps pages in few transactions, in their order: for imports, which need no answer page by page.
  ///
  /// Returns how many of them were new or revised; throws what the first that failed failed of, after the
  /// others were kept.
  public func keep(all entries: [Entry]) throws(StoreError) -> Int {
    let folding = folding
    let pages = try packed { try entries.map { try PackedPage($0, folding: folding) } }
    let kept = try write(
      all: pages.map { page in
        { db in try PageWriter(db: db, folding: folding).keep(page) != nil }
      })
    return kept.count { $0 }
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
    let folding = folding
    let host = try read { db in try PageReader(db: db).host(id) }
    let packed = try packed { try PackedCleaning(cleaned, host: host, folding: folding) }
    return try write { db in
      try PageWriter(db: db, folding: folding).replace(id, digest: digest, with: packed, at: now)
    }
  }

  public func update(
    _ id: StoredArticle.ID, metadata: [String: JSONValue], corrections: [String: JSONValue],
    ifChange: Int64?, at now: Timestamp
  ) throws(StoreError) -> StoredArticle? {
    let folding = folding
    let texts = try packed { (try jsonText(metadata), try jsonText(corrections)) }
    return try write { db in
      try PageWriter(db: db, folding: folding).update(
        id, metadata: texts.0, corrections: texts.1, ifChange: ifChange, at: now)
    }
  }

  public func delete(_ id: StoredArticle.ID) throws(StoreError) -> Bool {
    let (now, folding) = (clock(), folding)
    return try write { db in
      guard let page = try PageReader(db: db).page(id) else { return false }
      try PageWriter(db: db, folding: folding).delete(page.number, at: now)
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
