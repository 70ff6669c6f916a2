import Domain
import Foundation
import GRDB

extension SQLiteArticleStore: FurnitureStore {
  public func furniture(
    ofHostOf url: String, upTo version: Int64?
  ) throws(StoreError) -> Furniture? {
    guard let host = Host(url)?.name else { return nil }
    return try read { db in
      try FurnitureRow.newest(of: host, upTo: version ?? .max, db).map { $0.furniture }
    }
  }

  public func furniture(version: Int64) throws(StoreError) -> Furniture? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: "SELECT number, lines FROM furniture WHERE number = ?")
      return try Row.fetchOne(statement, arguments: [version]).map(FurnitureRow.init)?.furniture
    }
  }

  public func newestFurniture() throws(StoreError) -> Int64 {
    try read { db in try Int64.fetchOne(db, sql: "SELECT max(number) FROM furniture") ?? 0 }
  }

  public func learnFurniture(
    ofHostOf url: String, by rule: FurnitureRule
  ) throws(StoreError) -> (pages: Int, version: Int64?) {
    guard let host = Host(url)?.name else { return (0, nil) }
    let (learnt, known) = try read { db in
      let known = try FurnitureRow.newest(of: host, upTo: .max, db)?.lines ?? []
      return (try FurnitureLearning(host: host, rule: rule, known: known, db), known)
    }
    guard learnt.lines != known else { return (learnt.pages, nil) }
    let now = clock()
    let version = try write { db in
      try db.execute(
        sql: "INSERT INTO furniture (host, clusters, lines, made_at) VALUES (?, ?, ?, ?)",
        arguments: [host, learnt.clusters, Data(LineHashes.bytes(learnt.lines)), now.milliseconds])
      let version = db.lastInsertedRowID
      try db.execute(
        sql: """
          DELETE FROM furniture WHERE host = ?1 AND number <=
            (SELECT number FROM furniture WHERE host = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
          """, arguments: [host, FurnitureRow.keptVersions])
      return version
    }
    return (learnt.pages, version)
  }
}

/// A version of a host's furniture as its row has it.
struct FurnitureRow {
  let number: Int64

  /// Ascending.
  let lines: [UInt64]

  /// Older versions of a host are forgotten: articles cleaned with them are explained by the newest.
  static let keptVersions = 64

  init(_ row: Row) {
    let data: Data = row[1]
    (number, lines) = (row[0], LineHashes.hashes(data))
  }

  var furniture: Furniture { Furniture(version: number, lines: Set(lines)) }

  static func newest(of host: String, upTo version: Int64, _ db: Database) throws -> FurnitureRow? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT number, lines FROM furniture WHERE host = ? AND number <= ?
        ORDER BY number DESC LIMIT 1
        """)
    return try Row.fetchOne(statement, arguments: [host, version]).map(FurnitureRow.init)
  }
}
