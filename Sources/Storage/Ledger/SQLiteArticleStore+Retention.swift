import Domain
import GRDB

extension SQLiteArticleStore: RetentionStore {
  public func enforce(
    _ rules: RetentionRules, at now: Timestamp, until isPaused: () -> Bool
  ) throws(StoreError) -> RetentionReport {
    var report = RetentionReport()
    report.pages = try deletePages(over: rules, at: now, until: isPaused)
    report.raws = try giveUpRaws(over: rules, at: now, until: isPaused)
    if let age = rules.tombstoneAge { report.tombstones = try forgetTombstones(before: now - age) }
    if let age = rules.previousAge {
      for run in try recleans()
      where run.state == .confirming || (run.state == .done && (run.finishedAt ?? now) < now - age)
      {
        while !isPaused(),
          try confirmReclean(run.number, limit: step, at: now)?.state == .confirming
        {}
        report.previousArticles += 1
      }
    }
    return report
  }

  /// Pieces small enough that pages go on coming in between.
  private var step: Int { 100 }

  private func deletePages(
    over rules: RetentionRules, at now: Timestamp, until isPaused: () -> Bool
  ) throws(StoreError) -> Int {
    var deleted = 0
    let step = step
    while !isPaused() {
      let count = try write { [index] db in
        var pages: [Int64] = []
        if let age = rules.articleAge {
          pages = try Int64.fetchAll(
            db, sql: "SELECT number FROM page WHERE ingested_at < ? ORDER BY ingested_at LIMIT ?",
            arguments: [(now - age).milliseconds, step])
        }
        if pages.isEmpty { pages = try SQLiteArticleStore.pages(over: rules, step, db) }
        let writer = PageWriter(db: db, index: index)
        for page in pages { try writer.delete(page, at: now) }
        return pages.count
      }
      guard count > 0 else { break }
      deleted += count
    }
    return deleted
  }

  /// The oldest pages, as many as count or bytes are over, at most a step; by bytes one in proportion
  /// to what pages take on average, so that no more goes than has to.
  private static func pages(
    over rules: RetentionRules, _ step: Int, _ db: Database
  ) throws -> [Int64] {
    guard
      let row = try Row.fetchOne(db, sql: "SELECT pages, article_stored FROM tally")
    else { return [] }
    let (pages, bytes): (Int, Int) = (row[0], row[1])
    var surplus = 0
    if let most = rules.articleCount, most > 0 { surplus = pages - most }
    if let most = rules.articleBytes, most > 0, bytes > most, pages > 0 {
      surplus = max(surplus, (bytes - most) / max(1, bytes / pages), 1)
    }
    guard surplus > 0 else { return [] }
    return try Int64.fetchAll(
      db, sql: "SELECT number FROM page ORDER BY ingested_at, number LIMIT ?",
      arguments: [min(surplus, step)])
  }

  private func giveUpRaws(
    over rules: RetentionRules, at now: Timestamp, until isPaused: () -> Bool
  ) throws(StoreError) -> Int {
    var given = 0
    if let age = rules.rawAge {
      let cutoff = now - age
      var cursor: Int64 = 0
      while !isPaused() {
        let (count, last) = try giveUp(from: cursor, before: cutoff)
        given += count
        guard let last else { break }
        cursor = last
      }
    }
    guard let most = rules.rawBytes, most > 0 else { return given }
    let step = step
    while !isPaused() {
      let count = try write { db in
        let row = try Row.fetchOne(db, sql: "SELECT raws, raw_stored FROM tally")
        let (raws, bytes): (Int, Int) = (row?[0] ?? 0, row?[1] ?? 0)
        guard raws > 0, bytes > most else { return 0 }
        let surplus = max(1, (bytes - most) / max(1, bytes / raws))
        let oldest = try Int64.fetchAll(
          db, sql: "SELECT number FROM raw WHERE length(zstd) > 0 ORDER BY number LIMIT ?",
          arguments: [min(surplus, step)])
        for raw in oldest { try SQLiteArticleStore.giveUp(raw, db) }
        return oldest.count
      }
      guard count > 0 else { break }
      given += count
    }
    return given
  }

  /// Gives up raw pages that no revision since the cutoff has, from a number on.
  ///
  /// - Returns: How many, and where to go on; nil once raw pages are younger.
  private func giveUp(
    from cursor: Int64, before cutoff: Timestamp
  ) throws(StoreError) -> (Int, Int64?) {
    let step = step
    return try write { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT w.number, (SELECT min(ingested_at) FROM revision WHERE raw = w.number),
            (SELECT max(ingested_at) FROM revision WHERE raw = w.number)
          FROM raw w WHERE length(w.zstd) > 0 AND w.number > ? ORDER BY w.number LIMIT ?
          """, arguments: [cursor, step])
      var count = 0
      for row in rows {
        let (number, first, last): (Int64, Int64, Int64) = (row[0], row[1], row[2])
        // Numbers rise with time: what follows is younger.
        guard first < cutoff.milliseconds else { return (count, nil) }
        guard last < cutoff.milliseconds else { continue }
        try SQLiteArticleStore.giveUp(number, db)
        count += 1
      }
      return (count, rows.last?[0])
    }
  }

  private static func giveUp(_ raw: Int64, _ db: Database) throws {
    try db.cachedStatement(sql: "UPDATE raw SET zstd = x'' WHERE number = ?")
      .execute(arguments: [raw])
  }

  private func forgetTombstones(before cutoff: Timestamp) throws(StoreError) -> Int {
    try write { db in
      // Changes rise with time, so that all up to one go.
      let last = try Int64.fetchOne(
        db, sql: "SELECT max(change) FROM tombstone WHERE deleted_at < ?",
        arguments: [cutoff.milliseconds])
      guard let last else { return 0 }
      try db.execute(sql: "UPDATE store SET forgotten = ?", arguments: [last])
      try db.execute(sql: "DELETE FROM tombstone WHERE change <= ?", arguments: [last])
      return db.changesCount
    }
  }
}

extension SQLiteArticleStore {
  @discardableResult
  public func purge(until isPaused: () -> Bool) throws(StoreError) -> Bool {
    let isNeeded = try write { db in
      let isNeeded = try Bool.fetchOne(db, sql: "SELECT unpurged FROM tally") ?? false
      // Taken back first: what is deleted from here on is for the next time.
      if isNeeded { try db.execute(sql: "UPDATE tally SET unpurged = 0") }
      return isNeeded
    }
    guard isNeeded else { return false }
    do {
      var isFirst = true
      while true {
        guard !isPaused() else { throw PurgePaused() }
        let begins = isFirst
        guard try write({ db in try SearchIndex.mergeAway(db, begins: begins) }) else { break }
        isFirst = false
      }
      // The log still holds older states of the pages that were overwritten.
      let isEmptied = try checkpointed()
      guard isEmptied else { throw StoreError.unavailable("readers still hold the log") }
    } catch {
      _ = try? write { db in try db.execute(sql: "UPDATE tally SET unpurged = 1") }
      guard !(error is PurgePaused) else { return true }
      throw StoreError(error, folder: folder)
    }
    return true
  }

  /// Moves the log into the database and cuts it off; false where a reader keeps it from it.
  private func checkpointed() throws -> Bool {
    for _ in 0..<50 {
      let busy = try pool.writeWithoutTransaction { db in
        try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 1
      }
      if busy == 0 { return true }
    }
    return false
  }
}

private struct PurgePaused: Error {}

extension SearchIndex {
  /// Merges some of the index towards a single segment, in which nothing deleted is left.
  ///
  /// Source: sqlite.org/fts5.html §6.8; a negative first merge takes all segments in.
  ///
  /// - Returns: False once there is nothing left to merge.
  static func mergeAway(_ db: Database, begins: Bool) throws -> Bool {
    let before = db.totalChangesCount
    try db.execute(
      sql: "INSERT INTO search (search, rank) VALUES ('merge', ?)",
      arguments: [begins ? -mergedPages : mergedPages])
    // As SQLite documents it: a difference below 2 means that nothing was merged.
    return db.totalChangesCount - before >= 2
  }

  /// Pages of output a step writes: some milliseconds each, so that ingest goes on between.
  private static let mergedPages = 500
}
