import Foundation
import GRDB
import GRDBSQLite

/// A statement whose values go in and out as they are, for what runs dozens of times for each page.
///
/// GRDB puts each value in a box and each row in a cursor, which takes as long as SQLite takes to find a row.
struct DirectStatement {
  private let db: Database
  private let sql: String
  private let statement: SQLiteStatement

  /// The statement is kept for the next time, as GRDB's cached ones.
  init(_ db: Database, sql: String) throws {
    self.db = db
    self.sql = sql
    statement = try db.cachedStatement(sql: sql).sqliteStatement
  }

  /// - Parameter index: From 1.
  func bind(_ value: Int64, at index: Int) {
    sqlite3_bind_int64(statement, CInt(index), value)
  }

  /// The text has to stay where it is until the statement has run.
  func bind(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
    sqlite3_bind_text64(
      statement, CInt(index), text.baseAddress, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
  }

  func bind(copying bytes: [UInt8], at index: Int) {
    // -1: SQLITE_TRANSIENT.
    let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_blob(statement, CInt(index), bytes, CInt(bytes.count), copying)
  }

  /// One row while it is read; columns count from 0.
  struct Row {
    fileprivate let statement: SQLiteStatement

    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, CInt(column)) }

    /// The bytes of a column, there until the next row.
    func bytes(_ column: Int) -> UnsafeRawBufferPointer {
      let bytes = sqlite3_column_blob(statement, CInt(column))
      return UnsafeRawBufferPointer(
        start: bytes, count: Int(sqlite3_column_bytes(statement, CInt(column))))
    }
  }

  /// Runs to its end, and forgets its values.
  func run() throws { try forEachRow { _ in } }

  /// Runs to its end, and forgets its values.
  func forEachRow(_ body: (Row) throws -> Void) throws {
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    while true {
      let code = sqlite3_step(statement)
      switch code {
      case SQLITE_ROW: try body(Row(statement: statement))
      case SQLITE_DONE: return
      default:
        throw DatabaseError(
          resultCode: ResultCode(rawValue: code),
          message: String(cString: sqlite3_errmsg(db.sqliteConnection)), sql: sql)
      }
    }
  }
}
