import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: JobStore {
  public func add(_ job: Job) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "INSERT INTO job (id, state, record, finished_at) VALUES (?, ?, ?, ?)",
        arguments: [
          job.id.rawValue, job.state.rawValue, try jsonText(job), job.finishedAt?.milliseconds,
        ])
    }
  }

  public func update(_ job: Job) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "UPDATE job SET state = ?, record = ?, finished_at = ? WHERE id = ?",
        arguments: [
          job.state.rawValue, try jsonText(job), job.finishedAt?.milliseconds, job.id.rawValue,
        ])
    }
  }

  public func job(_ id: Job.ID) throws(StoreError) -> Job? {
    try jobs("SELECT record FROM job WHERE id = ?", [id.rawValue]).first
  }

  public func jobs(
    state: Job.State?, before: Job.ID?, limit: Int
  ) throws(StoreError) -> [Job] {
    try jobs(
      """
      SELECT record FROM job WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR id < ?2)
      ORDER BY id DESC LIMIT ?3
      """, [state?.rawValue, before?.rawValue, limit])
  }

  public func nextQueued() throws(StoreError) -> Job? {
    try jobs("SELECT record FROM job WHERE state = 'queued' ORDER BY id LIMIT 1", []).first
  }

  public func remove(_ id: Job.ID) throws(StoreError) -> Bool {
    try write { db in
      try db.execute(sql: "DELETE FROM job WHERE id = ?", arguments: [id.rawValue])
      return db.changesCount > 0
    }
  }

  public func finished(before moment: Timestamp) throws(StoreError) -> [Job.ID] {
    try read { db in
      try String.fetchAll(
        db, sql: "SELECT id FROM job WHERE finished_at < ? ORDER BY id",
        arguments: [moment.milliseconds]
      ).compactMap { Job.ID($0) }
    }
  }

  private func jobs(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> [Job] {
    try read { db in
      try String.fetchAll(db, sql: sql, arguments: arguments).map {
        try JSONDecoder().decode(Job.self, from: Data($0.utf8))
      }
    }
  }
}
