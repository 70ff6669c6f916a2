import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: TokenStore {
  public func tokens() throws(StoreError) -> [AccessToken] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, name, scopes, created_at, expires_at, sha256 FROM token
          ORDER BY created_at, id
          """
      ).map { row in
        let scopes: String = row[2]
        let expiresAt: Int64? = row[4]
        return AccessToken(
          id: row[0], name: row[1],
          scopes: Set(scopes.split(separator: " ").compactMap { Scope(rawValue: String($0)) }),
          createdAt: Timestamp(milliseconds: row[3]),
          expiresAt: expiresAt.map { Timestamp(milliseconds: $0) },
          digest: try ArticleRow.digest(row[5]))
      }
    }
  }

  public func add(_ token: AccessToken) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO token (id, name, scopes, created_at, expires_at, sha256)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          token.id, token.name, token.scopes.map(\.rawValue).sorted().joined(separator: " "),
          token.createdAt.milliseconds, token.expiresAt?.milliseconds, Data(token.digest.bytes),
        ])
    }
  }

  public func revoke(_ id: String) throws(StoreError) -> Bool {
    try write { db in
      try db.execute(sql: "DELETE FROM token WHERE id = ?", arguments: [id])
      return db.changesCount > 0
    }
  }
}

extension SQLiteArticleStore {
  /// Whether the store in a folder has a token, whoever owns it; false where there is no store.
  public static func hasToken(in folder: String) -> Bool {
    var configuration = Configuration()
    configuration.readonly = true
    // Whatever keeps it from being read is said by whoever opens it in earnest.
    guard
      let queue = try? DatabaseQueue(
        path: folder + "/winnow.sqlite", configuration: configuration)
    else { return false }
    let count = try? queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM token") }
    return count ?? 0 > 0
  }
}
