import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: RecleanStore {
  public func beginReclean(
    _ filter: ArticleQuery.Filter, cleaner: String, at now: Timestamp
  ) throws(StoreError) -> RecleanRun {
    let texts = try packed { (try jsonText(filter), try jsonText(RecleanSummary())) }
    return try write { db in
      guard try RecleanRunRow.goingOn(db) == nil else { throw StoreError.conflict }
      try db.execute(
        sql: """
          INSERT INTO reclean_run
            (filter, state, cleaner, furniture, last_page, cursor, summary, started_at)
          VALUES (?, 'running', ?, (SELECT coalesce(max(number), 0) FROM furniture),
            (SELECT coalesce(max(number), 0) FROM page), 0, ?, ?)
          """, arguments: [texts.0, cleaner, texts.1, now.milliseconds])
      return try RecleanRunRow.known(db.lastInsertedRowID, db)
    }
  }

  public func recleans() throws(StoreError) -> [RecleanRun] {
    try read { db in try RecleanRunRow.all(db) }
  }

  public func reclean(_ number: Int64) throws(StoreError) -> RecleanRun? {
    try read { db in try RecleanRunRow.run(number, db) }
  }

  public func pagesToReclean(
    _ filter: ArticleQuery.Filter, after page: Int64, upTo last: Int64
  ) throws(StoreError) -> [Int64] {
    try read { db in
      guard !filter.isEmpty else {
        return try Int64.fetchAll(
          db, sql: "SELECT number FROM page WHERE number > ? AND number <= ? ORDER BY number",
          arguments: [page, last])
      }
      return try pageNumbers(matching: filter, limit: Int(Int32.max), db)
        .filter { $0 > page && $0 <= last }.sorted()
    }
  }

  public func lastPage() throws(StoreError) -> Int64 {
    try read { db in try Int64.fetchOne(db, sql: "SELECT max(number) FROM page") ?? 0 }
  }

  public func recleanable(_ page: Int64) throws(StoreError) -> Recleanable? {
    try read { db in
      let find = try db.cachedStatement(sql: "SELECT id FROM page WHERE number = ?")
      guard let id = try String.fetchOne(find, arguments: [page]).map(ArticleRow.id) else {
        return nil
      }
      let reader = PageReader(db: db)
      guard let stored = try reader.raw(id, revision: nil) else { return nil }
      return Recleanable(
        number: page, stored: stored, article: try reader.article(page)?.article,
        edits: try reader.edits(id))
    }
  }

  public func advance(
    _ run: Int64, with changes: [Recleaned], unchanged: Int, skipped: Int, to page: Int64,
    isDone: Bool, at now: Timestamp
  ) throws(StoreError) -> RecleanRun {
    let folding = folding
    let packed = try packed {
      try changes.map { change in
        (
          change,
          try PackedCleaning(
            change.cleaned, host: change.url.flatMap { Host($0)?.name }, folding: folding)
        )
      }
    }
    return try write { [index] db in
      let known = try RecleanRunRow.known(run, db)
      // Taken back meanwhile.
      guard known.state == .running else { throw StoreError.conflict }
      var summary = known.summary
      summary.add(unchanged: unchanged, skipped: skipped)
      let writer = PageWriter(db: db, index: index)
      for (change, cleaning) in packed {
        if try writer.reclean(change, as: cleaning, in: run, at: now) {
          summary.add(change.difference)
        } else {
          summary.add(unchanged: 0, skipped: 1)
        }
      }
      try db.execute(
        sql: "UPDATE reclean_run SET cursor = ?, summary = ? WHERE number = ?",
        arguments: [page, try jsonText(summary), run])
      if isDone { try RecleanRunRow.set(.done, of: run, at: now, db) }
      return try RecleanRunRow.known(run, db)
    }
  }

  public func recleanReports(
    _ run: Int64, after page: Int64, limit: Int
  ) throws(StoreError) -> [(page: Int64, report: String)] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT page, report FROM reclean_change WHERE run = ? AND page > ? ORDER BY page LIMIT ?
          """)
      return try Row.fetchAll(statement, arguments: [run, page, limit]).map { ($0[0], $0[1]) }
    }
  }
}

extension SQLiteArticleStore {
  public func undoReclean(
    _ run: Int64, limit: Int, at now: Timestamp
  ) throws(StoreError) -> RecleanRun? {
    try write { [index] db in
      guard let state = try RecleanRunRow.run(run, db)?.state else { return nil }
      let goingOn = try RecleanRunRow.goingOn(db)
      guard [.running, .done, .undoing].contains(state), goingOn == nil || goingOn == run else {
        throw StoreError.conflict
      }
      let writer = PageWriter(db: db, index: index)
      let count = try writer.undo(run, limit: limit, at: now)
      try RecleanRunRow.set(count < limit ? .undone : .undoing, of: run, at: now, db)
      return try RecleanRunRow.known(run, db)
    }
  }

  public func confirmReclean(
    _ run: Int64, limit: Int, at now: Timestamp
  ) throws(StoreError) -> RecleanRun? {
    try write { db in
      guard let state = try RecleanRunRow.run(run, db)?.state else { return nil }
      guard [.done, .confirming].contains(state) else { throw StoreError.conflict }
      try db.execute(
        sql: """
          DELETE FROM reclean_change WHERE run = ?1 AND page IN
            (SELECT page FROM reclean_change WHERE run = ?1 ORDER BY page LIMIT ?2)
          """, arguments: [run, limit])
      let isOver = db.changesCount < limit
      try RecleanRunRow.set(isOver ? .confirmed : .confirming, of: run, at: now, db)
      return try RecleanRunRow.known(run, db)
    }
  }
}

extension RecleanRunRow {
  /// A run that must be there.
  static func known(_ number: Int64, _ db: Database) throws -> RecleanRun {
    guard let run = try run(number, db) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a run of recleaning is gone")
    }
    return run
  }
}
