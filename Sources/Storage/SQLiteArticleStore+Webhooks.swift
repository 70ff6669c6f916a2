import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: WebhookStore {
  public func want(_ kinds: Set<WebhookEvent.Kind>) throws(StoreError) {
    try write { db in
      try db.execute(sql: "DELETE FROM webhook_kind")
      for kind in kinds {
        try db.execute(
          sql: "INSERT INTO webhook_kind (kind) VALUES (?)", arguments: [kind.rawValue])
      }
      try db.execute(
        sql: "DELETE FROM webhook_event WHERE kind NOT IN (SELECT kind FROM webhook_kind)")
    }
  }

  public func add(_ event: WebhookEvent) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO webhook_event (id, kind, subject, revision, created_at, due_at)
          SELECT ?1, ?2, ?3, ?4, ?5, ?5 WHERE EXISTS (SELECT 1 FROM webhook_kind WHERE kind = ?2)
          """,
        arguments: [
          event.id, event.kind.rawValue, event.subject.rawValue, event.revision,
          event.createdAt.milliseconds,
        ])
    }
  }

  public func due(at now: Timestamp, limit: Int) throws(StoreError) -> [WebhookEvent] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, kind, subject, revision, created_at, attempts FROM webhook_event
          WHERE due_at <= ? ORDER BY due_at, number LIMIT ?
          """, arguments: [now.milliseconds, limit])
      return rows.compactMap { row in
        guard let kind = WebhookEvent.Kind(rawValue: row[1]),
          let subject = StoredArticle.ID(row[2])
        else { return nil }
        return WebhookEvent(
          id: row[0], kind: kind, subject: subject, revision: row[3],
          createdAt: Timestamp(milliseconds: row[4]), attempts: row[5])
      }
    }
  }

  public func settle(_ id: String) throws(StoreError) {
    try write { db in
      try db.execute(sql: "DELETE FROM webhook_event WHERE id = ?", arguments: [id])
    }
  }

  public func postpone(_ id: String, until: Timestamp) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "UPDATE webhook_event SET attempts = attempts + 1, due_at = ? WHERE id = ?",
        arguments: [until.milliseconds, id])
    }
  }
}
