import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: IdempotencyStore {
  public func claim(
    _ key: String, request: PageDigest, now: Timestamp, expiry: Timestamp
  ) throws(StoreError) -> IdempotencyClaim {
    try write { db in
      try db.execute(
        sql: "DELETE FROM idempotency WHERE expires_at <= ? AND status IS NOT NULL",
        arguments: [now.milliseconds])
      let row = try Row.fetchOne(
        db, sql: "SELECT request, status, headers, zstd FROM idempotency WHERE key = ?",
        arguments: [key])
      guard let row else {
        try db.execute(
          sql: "INSERT INTO idempotency (key, request, expires_at) VALUES (?, ?, ?)",
          arguments: [key, Data(request.bytes), expiry.milliseconds])
        return .claimed
      }
      guard [UInt8](row[0] as Data) == request.bytes else { return .other }
      guard let status = row[1] as Int?, let headers = row[2] as String?,
        let frame = row[3] as Data?
      else { return .running }
      return .settled(
        KeptAnswer(
          status: status,
          headers: try JSONDecoder().decode([RawPage.Header].self, from: Data(headers.utf8)),
          body: try Zstandard.decompress([UInt8](frame))))
    }
  }

  public func settle(_ key: String, _ answer: KeptAnswer) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "UPDATE idempotency SET status = ?, headers = ?, zstd = ? WHERE key = ?",
        arguments: [
          answer.status, try jsonText(answer.headers), Data(try Zstandard.compress(answer.body)),
          key,
        ])
      let tells = try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO idempotency_article (key, id)
          SELECT key, ? FROM idempotency WHERE key = ?
          """)
      for id in answer.articles { try tells.execute(arguments: [id.rawValue, key]) }
    }
  }

  public func release(_ key: String) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "DELETE FROM idempotency WHERE key = ? AND status IS NULL", arguments: [key])
    }
  }

  public func releaseUnsettled() throws(StoreError) {
    try write { db in try db.execute(sql: "DELETE FROM idempotency WHERE status IS NULL") }
  }
}
