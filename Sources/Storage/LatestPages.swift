import Domain
import Foundation
import GRDB
import GRDBSQLite

/// Whether bytes are the latest of their page: what is asked of every page that comes in, so it has a
/// connection of its own.
///
/// GRDB's pool takes four times as long to lend a reader, and to read a row by it, as SQLite to answer.
final class LatestPages: Sendable {
  private let connection: DatabaseQueue

  /// The database is there and in WAL mode.
  init(_ path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.label = "latest"
    connection = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Whether these bytes are the latest under this URL; without a URL, whether there is a page of them.
  func contains(_ digest: PageDigest, url: String?) throws -> Bool {
    try connection.unsafeRead { db in
      guard var url else {
        return try found("SELECT 1 FROM page WHERE url IS NULL AND latest = ?", db) { statement in
          bind(digest, to: statement, at: 1)
        }
      }
      return try url.withUTF8 { url in
        try found("SELECT 1 FROM page WHERE url = ? AND latest = ?", db) { statement in
          sqlite3_bind_text64(
            statement, 1, url.baseAddress, UInt64(url.count), nil, UInt8(SQLITE_UTF8))
          bind(digest, to: statement, at: 2)
        }
      }
    }
  }

  func close() throws { try connection.close() }

  /// Whether a statement has a row, with values that stay where they are until then.
  private func found(
    _ sql: String, _ db: Database, binding bind: (SQLiteStatement) -> Void
  ) throws -> Bool {
    let statement = try db.cachedStatement(sql: sql).sqliteStatement
    bind(statement)
    let code = sqlite3_step(statement)
    let message = String(cString: sqlite3_errmsg(db.sqliteConnection))
    // Ends the read, and forgets the values.
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }
  }

  private func bind(_ digest: PageDigest, to statement: SQLiteStatement, at index: CInt) {
    // -1: SQLITE_TRANSIENT, a copy.
    digest.bytes.withUnsafeBytes { bytes in
      _ = sqlite3_bind_blob(
        statement, index, bytes.baseAddress, CInt(bytes.count),
        unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
  }
}
