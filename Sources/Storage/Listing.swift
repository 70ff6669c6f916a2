import Domain
import GRDB
import TextAnalysis

/// A list as SQL: one index gives the rows in their order, every other condition is checked on them.
///
/// The most telling filter drives, and is named in `INDEXED BY`, since SQLite without statistics
/// takes a language for as telling as a host.
struct Listing {
  /// Selects the columns asked for, then the sort key and the page number.
  let sql: String
  let arguments: StatementArguments

  /// One article more than the query's limit, so that its presence says whether there is a next page.
  init(_ query: ArticleQuery, after cursor: Cursor?, folding: Folding) {
    let texts = query.includesText
    self.init(
      query, after: cursor, columns: ArticleRow.columns(withTexts: texts),
      tables: ArticleRow.tables(withTexts: texts), limit: query.limit + 1, folding: folding)
  }

  /// The page numbers alone, oldest first, for a deletion.
  init(pagesOf filter: ArticleQuery.Filter, limit: Int, folding: Folding) {
    let query = ArticleQuery(filter: filter, isDescending: false)
    self.init(query, after: nil, columns: "NULL", tables: nil, limit: limit, folding: folding)
  }

  private init(
    _ query: ArticleQuery, after cursor: Cursor?, columns: String, tables: String?, limit: Int,
    folding: Folding
  ) {
    let driver = Driver(query)
    let key = "\(driver.alias).\(query.order.column)"
    let page = "\(driver.alias).page"
    let (direction, beyond) = query.isDescending ? ("DESC", "<") : ("ASC", ">")

    var conditions = Conditions(query.filter, times: driver.alias, folding: folding)
    if let cursor { conditions.add("(\(key), \(page)) \(beyond) (?, ?)", cursor.key, cursor.page) }
    sql = """
      SELECT \(columns), \(key), \(page)
      FROM \(driver.tables) \(tables.map { "CROSS JOIN \($0)" } ?? "")
      WHERE \(conditions.sql) \(tables == nil ? "" : "AND s.page = \(page)")
      \(driver.isOneRow ? "" : "ORDER BY \(key) \(direction), \(page) \(direction)")
      LIMIT \(limit)
      """
    arguments = conditions.arguments
  }
}

extension ArticleQuery.Order {
  /// The column that holds the sort key; relevance is no column and sorts by time of ingest here.
  var column: String {
    switch self {
    case .publishedAt: "published_at"
    case .ingestedAt, .relevance: "ingested_at"
    }
  }
}

/// The table that gives a list its rows, and its alias.
///
/// Where the index has all that is asked for, the table itself is not read: of a filtered list each of its
/// rows would lie on a page of its own.
private struct Driver {
  let tables: String
  let alias: String

  /// Whether there is nothing to put in order.
  let isOneRow: Bool

  init(_ query: ArticleQuery) {
    let filter = query.filter
    isOneRow = filter.url != nil
    let isPublished = query.order == .publishedAt
    if filter.url != nil {
      (tables, alias) = ("page u CROSS JOIN article a ON a.page = u.number", "a")
    } else if filter.author != nil || filter.keyword != nil {
      let index = isPublished ? "label_by_published_at" : "label_by_ingested_at"
      let article = filter.asksArticle ? " CROSS JOIN article a ON a.page = l.page" : ""
      (tables, alias) = ("label l INDEXED BY \(index)\(article)", "l")
    } else {
      let column =
        filter.host != nil
        ? "host" : filter.source != nil ? "source" : filter.language != nil ? "language" : nil
      let index =
        column.map { isPublished ? "\($0)_published" : $0 }
        ?? (isPublished ? "published_at" : "ingested_at")
      (tables, alias) = ("article a INDEXED BY article_by_\(index)", "a")
    }
  }
}

extension ArticleQuery.Filter {
  /// Whether there is a condition on what `article` alone has, beside labels and times.
  fileprivate var asksArticle: Bool {
    host != nil || source != nil || language != nil || excludesDuplicates
  }
}

/// What must hold of each row: parts of a `WHERE` with their values.
struct Conditions {
  private var parts: [String] = []
  private(set) var arguments = StatementArguments()

  var sql: String { parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ") }

  init() {}

  /// The filter's conditions; `times` is the alias of the table whose times are compared.
  init(_ filter: ArticleQuery.Filter, times: String, folding: Folding) {
    if let url = filter.url { add("u.url = ?", url) }
    addLabels(filter, folding)
    if let host = filter.host { add("a.host = ?", host.lowercased()) }
    if let source = filter.source { add("a.source = ?", folded(source, folding)) }
    if let language = filter.language {
      add("a.language = ?", folded(language, folding))
    }
    addTimes(filter, of: times)
    if filter.excludesDuplicates { add("a.near_duplicate_of IS NULL") }
  }

  /// The spans of time, compared in the table of this alias.
  mutating func addTimes(_ filter: ArticleQuery.Filter, of times: String) {
    let isPublishedAsked = filter.publishedFrom != nil || filter.publishedTo != nil
    if isPublishedAsked {
      add(
        "\(times).published_at >= ?", filter.publishedFrom?.milliseconds ?? unknownTime + 1)
    }
    if let to = filter.publishedTo { add("\(times).published_at < ?", to.milliseconds) }
    if let from = filter.ingestedFrom { add("\(times).ingested_at >= ?", from.milliseconds) }
    if let to = filter.ingestedTo { add("\(times).ingested_at < ?", to.milliseconds) }
  }

  /// The author drives where both are asked for; the keyword is then looked up for each row.
  private mutating func addLabels(_ filter: ArticleQuery.Filter, _ folding: Folding) {
    var labels: [(kind: String, value: String)] = []
    if let author = filter.author { labels.append(("author", folded(author, folding))) }
    if let keyword = filter.keyword { labels.append(("keyword", folded(keyword, folding))) }
    guard let driving = labels.first else { return }
    guard filter.url == nil else {
      for label in labels { addLookup(label, of: "a.page") }
      return
    }
    add("l.kind = ? AND l.value = ?", driving.kind, driving.value)
    for label in labels.dropFirst() { addLookup(label, of: "l.page") }
  }

  private mutating func addLookup(_ label: (kind: String, value: String), of page: String) {
    add(
      "EXISTS (SELECT 1 FROM label o WHERE o.page = \(page) AND o.kind = ? AND o.value = ?)",
      label.kind, label.value)
  }

  /// Gives the values of conditions that stand elsewhere, before these.
  mutating func give(_ others: Conditions) { arguments += others.arguments }

  mutating func add(_ sql: String, _ values: (any DatabaseValueConvertible)?...) {
    parts.append(sql)
    arguments += StatementArguments(values)
  }
}
