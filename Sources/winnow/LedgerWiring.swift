import API
import Cleaning
import Domain
import Fetching
import Foundation
import Ingest
import Logging
import Storage

/// What takes pages into a store, and learns from them where the configuration says so.
func makeIngest(_ store: SQLiteArticleStore, _ configuration: Configuration) -> Ingest {
  let learner = FurnitureLearner(store: store, rule: FurnitureRule(configuration))
  var ingest = Ingest(
    store: store, learner: configuration[Settings.boilerplateLearn] ? learner : nil,
    clean: makeTeachingCleaner(configuration), clock: { systemTime() })
  ingest.fetcher = Fetcher(configuration)
  ingest.fetches = store
  return ingest
}

/// What cleans the pages of a store again.
func makeRecleaner(
  _ store: SQLiteArticleStore, _ configuration: Configuration, workers: Int
) -> Recleaner {
  Recleaner(
    store: store, ingest: makeIngest(store, configuration), cleaner: Cleaner.version,
    workers: workers)
}

/// What remembers, changes and forgets beside the service.
func makeLedger(
  _ store: SQLiteArticleStore, _ configuration: Configuration, _ logger: Logger
) -> Ledger {
  let desk = RecleanDesk(
    recleaner: makeRecleaner(
      store, configuration, workers: configuration[Settings.recleanWorkers])
  ) { error in logger.error("a run of recleaning waits", error: error) }
  return Ledger(
    store: store, recleaning: desk, bookArticles: configuration[Settings.maxBookArticles])
}

/// What keeps a store to the rules of retention while a service runs.
func makeHousekeeper(
  _ store: SQLiteArticleStore, _ configuration: Configuration, _ logger: Logger
) -> Housekeeper {
  Housekeeper(
    store: store, rules: RetentionRules(configuration),
    interval: configuration[Settings.retentionInterval].duration, clock: { systemTime() }
  ) { result in
    switch result {
    case .success(let report):
      logger.info(
        "retention",
        metadata: [
          "pages": .stringConvertible(report.pages), "raws": .stringConvertible(report.raws),
          "tombstones": .stringConvertible(report.tombstones),
          "runs": .stringConvertible(report.previousArticles),
        ])
    case .failure(let error): logger.error("retention failed", error: error)
    }
  }
}

extension FurnitureRule {
  init(_ configuration: Configuration) {
    self.init(
      leastClusters: configuration[Settings.boilerplateMinPages],
      leastShare: configuration[Settings.boilerplateShare],
      window: configuration[Settings.boilerplateWindow])
  }
}
