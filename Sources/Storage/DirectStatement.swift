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

  /// A value for a parameter; nil is NULL.
  enum Value {
    case integer(Int64?)
    case text(String?)
    case blob([UInt8]?)
  }

  /// For lists of parameters that only loops can count; it stays until the statement has run.
  ///
  /// - Parameter index: From 1.
  func bind(_ value: Int64, at index: Int) {
    sqlite3_bind_int64(statement, CInt(index), value)
  }

  /// `SQLITE_TRANSIENT`.
  private static var copying: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
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
  func run(_ values: Value...) throws { try reading(values[...]) { _ in } }

  /// Runs to its end, and forgets its values.
  func forEachRow(_ values: Value..., body: (Row) throws -> Void) throws {
    try reading(values[...], body)
  }

  /// Binds values one by one; SQLite reads texts and blobs where they are, so each stays there until the
  /// statement has run.
  private func reading(
    _ values: ArraySlice<Value>, _ body: (Row) throws -> Void
  ) throws {
    guard let value = values.first else { return try step(body) }
    let (index, rest) = (CInt(values.startIndex + 1), values.dropFirst())
    switch value {
    case .integer(let number?): sqlite3_bind_int64(statement, index, number)
    case .text(var text?):
      return try text.withUTF8 { text in
        // Where there is nothing there may be no address, and SQLite would take it for NULL.
        guard let start = text.baseAddress, !text.isEmpty else {
          sqlite3_bind_text(statement, index, "", 0, DirectStatement.copying)
          return try reading(rest, body)
        }
        sqlite3_bind_text64(
          statement, index, start, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
        try reading(rest, body)
      }
    case .blob(let bytes?):
      return try bytes.withUnsafeBytes { bytes in
        if bytes.isEmpty {
          sqlite3_bind_zeroblob(statement, index, 0)
        } else {
          sqlite3_bind_blob64(statement, index, bytes.baseAddress, UInt64(bytes.count), nil)
        }
        try reading(rest, body)
      }
    case .integer(nil), .text(nil), .blob(nil): sqlite3_bind_null(statement, index)
    }
    try reading(rest, body)
  }

  private func step(_ body: (Row) throws -> Void) throws {
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
