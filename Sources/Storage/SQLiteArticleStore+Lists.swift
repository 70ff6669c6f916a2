import Domain
import GRDB

extension SQLiteArticleStore {
  public func list(_ query: ArticleQuery) throws(StoreError) -> ArticleList {
    try read { db in
      let cursor = try query.cursor.map { try cursors.cursor($0, for: query) }
      guard query.filter.text == nil else { return try found(query, cursor, db) }
      let listing = Listing(query, after: cursor, folding: folding)
      let statement = try db.cachedStatement(sql: listing.sql)
      let rows = try Row.fetchAll(statement, arguments: listing.arguments)
      let articles = try rows.prefix(query.limit).map {
        try ArticleRow.article($0, withTexts: query.includesText)
      }
      guard rows.count > query.limit, let last = rows.dropLast().last else {
        return ArticleList(articles: articles, next: nil)
      }
      let end = Cursor(key: last[last.count - 2], page: last[last.count - 1])
      return ArticleList(articles: articles, next: cursors.text(end, for: query))
    }
  }

  private func found(
    _ query: ArticleQuery, _ cursor: Cursor?, _ db: Database
  ) throws -> ArticleList {
    let search = Search(query: query, cursor: cursor, folding: folding)
    let (numbers, next) = try search.pages(db)
    let reader = PageReader(db: db)
    let maker = SnippetMaker(query.filter.text ?? "", folding: folding)
    var list = ArticleList(articles: [], next: next.map { cursors.text($0, for: query) })
    for number in numbers {
      guard var stored = try reader.article(number) else { continue }
      list.snippets[stored.id] = maker.snippet(
        of: stored.article.corrected(by: stored.corrections))
      if !query.includesText {
        (stored.article.text, stored.article.html, stored.article.markdown) = ("", "", "")
      }
      list.articles.append(stored)
    }
    return list
  }

  public func delete(matching filter: ArticleQuery.Filter) throws(StoreError) -> Int {
    let now = clock()
    // Settled before anything goes: of a cluster whose head is deleted another member becomes the head, and
    // would match then.
    let (pages, change) = try read { db in
      (
        try self.pageNumbers(matching: filter, limit: Int(Int32.max), db),
        try Int64.fetchOne(db, sql: "SELECT change FROM store") ?? 0
      )
    }
    var deleted = 0
    // In small transactions, so that pages go on coming in meanwhile.
    for start in stride(from: 0, to: pages.count, by: SQLiteArticleStore.deletedAtOnce) {
      let some = Array(pages[start...].prefix(SQLiteArticleStore.deletedAtOnce))
      deleted += try write { [index] db in
        let writer = PageWriter(db: db, index: index)
        // Gone, or posted since.
        let matched = try some.filter { try writer.latestBytes(of: $0, cameUpTo: change) }
        for page in matched { try writer.delete(page, at: now) }
        return matched.count
      }
    }
    return deleted
  }

  private static let deletedAtOnce = 100

  /// Pages that match, in no order; also those without an article, where the filter asks for nothing that
  /// only an article has.
  func pageNumbers(
    matching filter: ArticleQuery.Filter, limit: Int, _ db: Database
  ) throws -> [Int64] {
    if let conditions = Conditions(ofPages: filter) {
      return try Int64.fetchAll(
        try db.cachedStatement(
          sql: "SELECT number FROM page WHERE \(conditions.sql) LIMIT \(limit)"),
        arguments: conditions.arguments)
    }
    guard filter.text == nil else {
      let query = ArticleQuery(filter: filter, isDescending: false, limit: limit)
      return try Search(query: query, cursor: nil, folding: folding, isWhole: true)
        .pages(db).numbers
    }
    let listing = Listing(pagesOf: filter, limit: limit, folding: folding)
    return try Row.fetchAll(
      try db.cachedStatement(sql: listing.sql), arguments: listing.arguments
    ).map { $0[2] }
  }
}

extension Conditions {
  /// Conditions on pages alone; nil where the filter asks for what only articles have.
  fileprivate init?(ofPages filter: ArticleQuery.Filter) {
    var rest = filter
    (rest.url, rest.host, rest.ingestedFrom, rest.ingestedTo) = (nil, nil, nil, nil)
    guard rest.isEmpty else { return nil }
    self.init()
    if let url = filter.url { add("url = ?", url) }
    if let host = filter.host { add("host = ?", host.lowercased()) }
    if let from = filter.ingestedFrom { add("ingested_at >= ?", from.milliseconds) }
    if let to = filter.ingestedTo { add("ingested_at < ?", to.milliseconds) }
  }
}
