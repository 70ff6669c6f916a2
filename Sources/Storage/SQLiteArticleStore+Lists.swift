import Domain
import GRDB

extension SQLiteArticleStore {
  public func list(_ query: ArticleQuery) throws(StoreError) -> ArticleList {
    try read { db in
      let cursor = try query.cursor.map { try cursors.cursor($0, for: query) }
      let listing = Listing(query, after: cursor)
      let statement = try db.cachedStatement(sql: listing.sql)
      let rows = try Row.fetchAll(statement, arguments: listing.arguments)
      let texts = query.includesText ? ArticleRow.width : nil
      let articles = try rows.prefix(query.limit).map { try ArticleRow.article($0, texts: texts) }
      guard rows.count > query.limit, let last = rows.dropLast().last else {
        return ArticleList(articles: articles, next: nil)
      }
      let end = Cursor(key: last[last.count - 2], page: last[last.count - 1])
      return ArticleList(articles: articles, next: cursors.text(end, for: query))
    }
  }

  public func delete(matching filter: ArticleQuery.Filter) throws(StoreError) -> Int {
    let now = clock()
    var deleted = 0
    while true {
      // In small transactions, so that pages go on coming in meanwhile.
      let count = try write { db in
        let listing = Listing(pagesOf: filter, limit: 100)
        let rows = try Row.fetchAll(
          try db.cachedStatement(sql: listing.sql), arguments: listing.arguments)
        let writer = PageWriter(db: db)
        for row in rows { try writer.delete(row[2], at: now) }
        return rows.count
      }
      guard count > 0 else { return deleted }
      deleted += count
    }
  }
}
