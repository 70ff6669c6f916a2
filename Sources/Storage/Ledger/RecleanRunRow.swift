import Domain
import GRDB

/// A run of recleaning as its row has it.
enum RecleanRunRow {
  private static let columns = """
    number, filter, state, cleaner, furniture, last_page, cursor, summary, started_at, finished_at
    """

  static func run(_ number: Int64, _ db: Database) throws -> RecleanRun? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns) FROM reclean_run WHERE number = ?")
    return try Row.fetchOne(statement, arguments: [number]).map(run)
  }

  static func all(_ db: Database) throws -> [RecleanRun] {
    try Row.fetchAll(db, sql: "SELECT \(columns) FROM reclean_run ORDER BY number DESC").map(run)
  }

  /// The run that changes articles now, if there is one.
  static func goingOn(_ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT number FROM reclean_run WHERE state IN ('running', 'undoing')")
  }

  static func set(_ state: RecleanRun.State, of run: Int64, at now: Timestamp?, _ db: Database)
    throws
  {
    try db.execute(
      sql: """
        UPDATE reclean_run SET state = ?, finished_at = coalesce(?, finished_at) WHERE number = ?
        """, arguments: [state.rawValue, now?.milliseconds, run])
  }

  private static func run(_ row: Row) throws -> RecleanRun {
    let (filter, state, summary): (String, String, String) = (row[1], row[2], row[7])
    guard let state = RecleanRun.State(rawValue: state) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a run has no state")
    }
    let finished: Int64? = row[9]
    return RecleanRun(
      number: row[0], filter: try value(ArticleQuery.Filter.self, Array(filter.utf8)),
      state: state, cleaner: row[3], furniture: row[4], lastPage: row[5], cursor: row[6],
      summary: try value(RecleanSummary.self, Array(summary.utf8)),
      startedAt: Timestamp(milliseconds: row[8]),
      finishedAt: finished.map(Timestamp.init(milliseconds:)))
  }
}
