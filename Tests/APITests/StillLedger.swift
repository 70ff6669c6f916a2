import Domain
import Ingest

@testable import API

/// A ledger that holds nothing, for what does not depend on it: that its routes are there.
final class StillLedger: LedgerStore {
  func changes(since: Int64, limit: Int) throws(StoreError) -> ChangeList? {
    ChangeList(changes: [], next: since, isComplete: true)
  }

  func nearDuplicates(
    of id: StoredArticle.ID, limit: Int
  ) throws(StoreError) -> [NearDuplicate]? { nil }
  func revisions(_ id: StoredArticle.ID) throws(StoreError) -> [Revision] { [] }
  func article(_ id: StoredArticle.ID, revision: Int) throws(StoreError) -> StoredArticle? { nil }
  func tally() throws(StoreError) -> StoreTally { StoreTally() }
  func statistics() throws(StoreError) -> StoreStatistics { StoreStatistics() }

  func furniture(ofHostOf url: String, upTo version: Int64?) throws(StoreError) -> Furniture? {
    nil
  }
  func furniture(version: Int64) throws(StoreError) -> Furniture? { nil }
  func newestFurniture() throws(StoreError) -> Int64 { 0 }
  func learnFurniture(
    ofHostOf url: String, by rule: FurnitureRule
  ) throws(StoreError) -> (pages: Int, version: Int64?) { (0, nil) }

  func beginReclean(
    _ filter: ArticleQuery.Filter, cleaner: String, at now: Timestamp
  ) throws(StoreError) -> RecleanRun { throw .conflict }
  func recleans() throws(StoreError) -> [RecleanRun] { [] }
  func reclean(_ number: Int64) throws(StoreError) -> RecleanRun? { nil }
  func pagesToReclean(
    _ filter: ArticleQuery.Filter, after page: Int64, upTo last: Int64
  ) throws(StoreError) -> [Int64] { [] }
  func lastPage() throws(StoreError) -> Int64 { 0 }
  func recleanable(_ page: Int64) throws(StoreError) -> Recleanable? { nil }
  func advance(
    _ run: Int64, with changes: [Recleaned], unchanged: Int, skipped: Int, to page: Int64,
    isDone: Bool, at now: Timestamp
  ) throws(StoreError) -> RecleanRun { throw .conflict }
  func recleanReports(
    _ run: Int64, after page: Int64, limit: Int
  ) throws(StoreError) -> [(page: Int64, report: String)] { [] }
  func undoReclean(_ run: Int64, limit: Int, at now: Timestamp) throws(StoreError) -> RecleanRun? {
    nil
  }
  func confirmReclean(
    _ run: Int64, limit: Int, at now: Timestamp
  ) throws(StoreError) -> RecleanRun? { nil }

  func enforce(
    _ rules: RetentionRules, at now: Timestamp, until isPaused: () -> Bool
  ) throws(StoreError) -> RetentionReport { RetentionReport() }
  func purge(until isPaused: () -> Bool) throws(StoreError) -> Bool { false }

  /// The part of a service made of it.
  static func ledger(_ ingest: Ingest, bookArticles: Int) -> Ledger {
    let store = StillLedger()
    let recleaner = Recleaner(store: store, ingest: ingest, cleaner: "winnow/1.2.3", workers: 1)
    return Ledger(
      store: store, recleaning: RecleanDesk(recleaner: recleaner) { _ in },
      bookArticles: bookArticles)
  }
}
