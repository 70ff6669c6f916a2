import Domain
import HTTPServer
import Ingest

/// What remembers, changes and forgets: the part of the service that a store on disk makes possible.
public struct Ledger: Sendable {
  public var store: any LedgerStore
  public var recleaning: RecleanDesk

  /// The most articles of one EPUB: a book's table of contents is held in memory, and read by people.
  public var bookArticles: Int

  public init(store: any LedgerStore, recleaning: RecleanDesk, bookArticles: Int = 5000) {
    self.store = store
    self.recleaning = recleaning
    self.bookArticles = bookArticles
  }

  func routes(_ service: Service) -> [Route] {
    [
      .get("/v1/articles/{id}/revisions", GetRevisions(service: service, ledger: self)),
      .get("/v1/articles/{id}/revisions/{n}", GetRevision(service: service, ledger: self)),
      .get("/v1/articles/{id}/revisions/{n}/raw", GetRawPage(service: service)),
      .get("/v1/changes", GetChanges(ledger: self)),
      .get("/v1/export", GetExport(service: service, ledger: self)),
      .get("/v1/feed.atom", GetFeed(service: service)),
      .get("/v1/stats", GetStatistics(ledger: self)),
      .get("/v1/reclean", GetRecleans(ledger: self)),
      .post("/v1/reclean", PostRecleans(service: service, ledger: self)),
      .get("/v1/reclean/{run}", GetReclean(ledger: self)),
      .get("/v1/reclean/{run}/changes", GetRecleanChanges(ledger: self)),
      .post("/v1/reclean/{run}/undo", UndoReclean(ledger: self)),
      .post("/v1/reclean/{run}/confirm", ConfirmReclean(ledger: self)),
    ]
  }
}
