import GRDB
import Testing

@testable import Storage

struct DirectStatementTests {
  @Test func `values come back as they went in, empty ones and none told apart`() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT")
      let insert = try DirectStatement(db, sql: "INSERT INTO t (a, b, c) VALUES (?, ?, ?)")
      try insert.run(.integer(.min), .text("中 ab"), .blob([0, 255]))
      try insert.run(.integer(0), .text(""), .blob([]))
      try insert.run(.integer(nil), .text(nil), .blob(nil))

      #expect(
        try Row.fetchAll(db, sql: "SELECT a, typeof(b), b, typeof(c), hex(c) FROM t ORDER BY rowid")
          == [
            [
              "a": Int64.min, "typeof(b)": "text", "b": "中 ab", "typeof(c)": "blob",
              "hex(c)": "00FF",
            ],
            ["a": 0, "typeof(b)": "text", "b": "", "typeof(c)": "blob", "hex(c)": ""],
            ["a": nil, "typeof(b)": "null", "b": nil, "typeof(c)": "null", "hex(c)": ""],
          ])
    }
  }

  @Test func `values of before are forgotten`() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      let echo = try DirectStatement(db, sql: "SELECT coalesce(?1, 7)")
      var answers: [Int64] = []
      try echo.forEachRow(.integer(1)) { answers.append($0.integer(0)) }
      try echo.forEachRow { answers.append($0.integer(0)) }

      #expect(answers == [1, 7])
    }
  }

  @Test func `an error says which statement it was, and the next run is as the first`() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: "CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT")
      let insert = try DirectStatement(db, sql: "INSERT INTO t (a) VALUES (?)")
      try insert.run(.integer(1))

      let error = #expect(throws: DatabaseError.self) { try insert.run(.integer(1)) }
      #expect(error?.resultCode == .SQLITE_CONSTRAINT)
      #expect(error?.sql == "INSERT INTO t (a) VALUES (?)")

      try insert.run(.integer(2))
      #expect(try Int.fetchAll(db, sql: "SELECT a FROM t ORDER BY a") == [1, 2])
    }
  }
}
