import Domain
import GRDB

extension SQLiteArticleStore: ChangeStore {
  public func changes(since: Int64, limit: Int) throws(StoreError) -> ChangeList? {
    try read { db in
      let store = try Row.fetchOne(db, sql: "SELECT forgotten, change FROM store")
      let (forgotten, latest): (Int64, Int64) = (store?[0] ?? 0, store?[1] ?? 0)
      guard forgotten <= since || since == 0 else { return nil }
      // A client of a store that was put back from a backup would wait until its changes come again.
      guard since <= latest else { throw StoreError.badCursor }
      // Each half gives its first rows off its own index; of both together only so many can be wanted.
      let statement = try db.cachedStatement(
        sql: """
          SELECT * FROM (
            SELECT p.change, p.id, p.updated_at, p.url, p.revision, p.born, p.revised, a.page
            FROM page p LEFT JOIN article a ON a.page = p.number
            WHERE p.change > ?1 ORDER BY p.change LIMIT ?2)
          UNION ALL
          SELECT * FROM (
            SELECT change, id, deleted_at, NULL, NULL, NULL, NULL, NULL FROM tombstone
            WHERE change > ?1 ORDER BY change LIMIT ?2)
          ORDER BY 1 LIMIT ?2
          """)
      let rows = try Row.fetchAll(statement, arguments: [since, limit + 1])
      let changes = try rows.prefix(limit).map { try PageChange($0, since: since) }
      return ChangeList(
        changes: changes, next: changes.last?.change ?? since, isComplete: rows.count <= limit)
    }
  }
}

extension PageChange {
  fileprivate init(_ row: Row, since: Int64) throws {
    let (born, revised): (Int64?, Int64?) = (row[5], row[6])
    let article: Int64? = row[7]
    let kind: Kind =
      switch (born, revised) {
      case (nil, _): .deleted
      case (let born?, _) where born > since: .added
      case (_, let revised?) where revised > since: .revised
      default: .changed
      }
    self.init(
      change: row[0], kind: kind, id: try ArticleRow.id(row[1]),
      at: Timestamp(milliseconds: row[2]), url: row[3], revision: row[4],
      hasArticle: article != nil)
  }
}
