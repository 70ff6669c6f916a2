import Domain
import GRDB
import TextAnalysis

/// A full-text list: which pages match, in order.
///
/// In the order of ingest it is as long as there are matches. By relevance or time of publishing it
/// ranks the newest `candidates` of them only, since a word that half the store contains would have
/// to be ranked half a million times; a cursor holds on to the newest page of that time, so that
/// pages taken in meanwhile move nothing. A query that only says what must not be there looks at so many
/// of the newest articles too, in any order. A prefix that very many words begin with stands for the most frequent
/// of them (`PrefixWords`).
struct Search {
  let query: ArticleQuery
  let cursor: Cursor?
  let folding: Folding

  /// Looks at all articles where a query only says what must not be there, and for all words of a prefix: for a
  /// deletion.
  var isWhole = false

  static let candidates = 1000

  /// A match in a title counts as much as so many in the text; facets do not count.
  private static let weights = "8.0, 1.0, 0.0"

  /// One page of the list: the matching pages' numbers, and where it ends.
  func pages(_ db: Database) throws -> (numbers: [Int64], next: Cursor?) {
    guard let matches = try matches(db) else { return ([], nil) }
    switch query.order {
    case .ingestedAt: return try byIngest(matches, db)
    case .relevance, .publishedAt: return try ranked(matches, db)
    }
  }

  /// The client's words and the filters that have tokens; nil where there is nothing to search for.
  private func matches(_ db: Database) throws -> SearchQuery.Matches? {
    let filter = query.filter
    let search = SearchQuery(filter.text ?? "")
    let prefixes = PrefixWords(db, folding: folding, prefixes: search.prefixes)
    let words = try search.matches(folding) { [isWhole] in
      isWhole ? nil : try prefixes.words(beginning: $0)
    }
    let facets = [
      filter.host.map { Facet(.host, $0.lowercased()) },
      filter.language.map { Facet(.language, $0) },
      filter.source.map { Facet(.source, $0) }, filter.author.map { Facet(.author, $0) },
      filter.keyword.map { Facet(.keyword, $0) },
    ].compactMap(\.self).map { facet in
      "facets : \"\(facet.token(folding).replacing("\"", with: "\"\""))\""
    }
    guard !facets.isEmpty else { return words }
    let filters = "(" + facets.joined(separator: " AND ") + ")"
    switch words {
    case .those(let match): return .those("(\(match)) AND \(filters)")
    case .others(let match): return .those("\(filters) NOT (\(match))")
    case nil: return nil
    }
  }

  /// Where matches come from, and what must hold of them; the page's number is `page`, and `a` the article's
  /// row where one is asked for.
  private struct Source {
    var tables: String
    var page: String
    var conditions: Conditions
  }

  /// - Parameters:
  ///   - bound: what must hold of the page's number, before candidates are chosen.
  ///   - needsArticle: whether `a` is asked for by the caller.
  private func source(
    _ matches: SearchQuery.Matches, bound: (sql: String, page: Int64)?, needsArticle: Bool,
    _ db: Database
  ) throws -> Source {
    let filter = query.filter
    var conditions = Conditions()
    switch matches {
    case .those(let match):
      conditions.add("search MATCH ?", match)
      if let url = filter.url {
        conditions.add("search.rowid = (SELECT number FROM page WHERE url = ?)", url)
      }
      if let bound { conditions.add("search.rowid \(bound.sql) ?", bound.page) }
      addTo(&conditions)
      // Articles' rows only where they are asked for: looking a thousand up takes as long as ranking them.
      return Source(
        tables: needsArticle || asksArticle ? Search.matchedArticles : "search",
        page: "search.rowid", conditions: conditions)
    case .others(let match):
      var chosen = Conditions()
      if let url = filter.url { chosen.add("page = (SELECT number FROM page WHERE url = ?)", url) }
      if let bound { chosen.add("page \(bound.sql) ?", bound.page) }
      let isAscending = query.order == .ingestedAt && !query.isDescending
      let articles = """
        (SELECT page, published_at, ingested_at, near_duplicate_of FROM article
         WHERE \(chosen.sql)
         ORDER BY page \(isAscending ? "ASC" : "DESC") LIMIT \(isWhole ? -1 : Search.candidates)) a
        """
      let ends = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT min(page), max(page) FROM \(articles)"),
        arguments: chosen.arguments)
      let (first, last): (Int64?, Int64?) = (ends?[0], ends?[1])
      conditions.give(chosen)
      // Looked for once, and not for each article.
      conditions.add(
        """
        a.page NOT IN (SELECT rowid FROM search
                       WHERE search MATCH ? AND rowid >= ? AND rowid <= ?)
        """, match, first, last)
      addTo(&conditions)
      return Source(tables: articles, page: "a.page", conditions: conditions)
    }
  }

  /// The conditions that have no tokens.
  private func addTo(_ conditions: inout Conditions) {
    conditions.addTimes(query.filter, of: "a")
    if query.filter.excludesDuplicates { conditions.add("a.near_duplicate_of IS NULL") }
  }

  /// Whether they ask for the article's row.
  private var asksArticle: Bool {
    let filter = query.filter
    let times = [
      filter.publishedFrom, filter.publishedTo, filter.ingestedFrom, filter.ingestedTo,
    ].compactMap(\.self)
    return filter.excludesDuplicates || !times.isEmpty
  }

  /// The matches with their articles' rows, `a`.
  private static let matchedArticles = "search CROSS JOIN article a ON a.page = search.rowid"

  private func byIngest(
    _ matches: SearchQuery.Matches, _ db: Database
  ) throws -> ([Int64], Cursor?) {
    let source = try source(
      matches, bound: cursor.map { (query.isDescending ? "<" : ">", $0.page) },
      needsArticle: false, db)
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(source.page) FROM \(source.tables)
        WHERE \(source.conditions.sql)
        ORDER BY \(source.page) \(query.isDescending ? "DESC" : "ASC") LIMIT \(query.limit + 1)
        """)
    let found = try Int64.fetchAll(statement, arguments: source.conditions.arguments)
    let numbers = Array(found.prefix(query.limit))
    guard found.count > query.limit, let last = numbers.last else { return (numbers, nil) }
    return (numbers, Cursor(key: last, page: last))
  }

  private func ranked(
    _ matches: SearchQuery.Matches, _ db: Database
  ) throws -> ([Int64], Cursor?) {
    let isRelevance = query.order == .relevance
    let source = try source(
      matches, bound: cursor.map { ("<=", $0.newest ?? $0.page) }, needsArticle: !isRelevance, db)
    // All that lack a word lack it alike.
    let relevance =
      if case .those = matches { "relevance(search, \(Search.weights))" } else { "0.0" }
    let direction = query.isDescending ? "DESC" : "ASC"
    let statement = try db.cachedStatement(
      sql: """
        SELECT page, key FROM
          (SELECT \(source.page) AS page, \(isRelevance ? relevance : "a.published_at") AS key
           FROM \(source.tables)
           WHERE \(source.conditions.sql)
           ORDER BY \(source.page) DESC LIMIT \(Search.candidates))
        ORDER BY key \(direction), page \(direction)
        """)
    let found = try Row.fetchAll(statement, arguments: source.conditions.arguments).map { row in
      Ranked(
        page: row[0],
        key: isRelevance ? Int64(bitPattern: (row[1] as Double).bitPattern) : row[1])
    }
    let start = cursor.map { place(after: $0, in: found) } ?? 0
    let some = found[start...].prefix(query.limit)
    guard some.endIndex < found.endIndex, let last = some.last else {
      return (some.map(\.page), nil)
    }
    let newest = cursor.map { $0.newest ?? $0.page } ?? found.map(\.page).max()
    return (some.map(\.page), Cursor(key: last.key, page: last.page, newest: newest))
  }

  /// A match by what it is ranked by: a time, or the bits of a relevance, whose order is that of the numbers.
  private struct Ranked {
    var page: Int64
    var key: Int64
  }

  /// Where a list goes on, whatever has gone since of what was on the pages before.
  ///
  /// Relevances move with every article that comes or goes, so it goes on behind the last one itself; where
  /// that is gone, at those no more relevant than it was, or hardly more: rather one again than one left out.
  private func place(after cursor: Cursor, in found: [Ranked]) -> Int {
    if query.order == .relevance {
      if let last = found.firstIndex(where: { $0.page == cursor.page }) { return last + 1 }
      let most = Double(bitPattern: UInt64(bitPattern: cursor.key)) * Search.drift
      return found.firstIndex { Double(bitPattern: UInt64(bitPattern: $0.key)) <= most }
        ?? found.count
    }
    let end = (cursor.key, cursor.page)
    return found.firstIndex {
      query.isDescending ? ($0.key, $0.page) < end : ($0.key, $0.page) > end
    } ?? found.count
  }

  /// How much a relevance may grow when articles go: of ten articles with a word, one that goes makes the
  /// word a fiftieth more telling.
  private static let drift = 1.05
}
