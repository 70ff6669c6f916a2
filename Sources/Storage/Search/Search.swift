import Domain
import GRDB
import TextAnalysis

/// A full-text list: which pages match, in order.
///
/// In the order of ingest it is as long as there are matches. By relevance or time of publishing it
/// ranks the newest `candidates` of them only, since a word that half the store contains would have
/// to be ranked half a million times; a cursor holds on to the newest page of that time, so that
/// pages taken in meanwhile move nothing.
struct Search {
  let query: ArticleQuery
  let cursor: Cursor?
  let folding: Folding

  static let candidates = 1000

  /// A match in a title counts as much as so many in the text; facets do not count.
  private static let weights = "8.0, 1.0, 0.0"

  /// One page of the list: the matching pages' numbers, and where it ends.
  func pages(_ db: Database) throws -> (numbers: [Int64], next: Cursor?) {
    guard let match else { return ([], nil) }
    switch query.order {
    case .ingestedAt: return try byIngest(match, db)
    case .relevance, .publishedAt: return try ranked(match, db)
    }
  }

  /// The client's words and the filters that have tokens; nil where there is nothing to search for.
  private var match: String? {
    let filter = query.filter
    guard let words = SearchQuery(filter.text ?? "", folding: folding).match else { return nil }
    let facets = [
      filter.host.map { Facet(.host, $0.lowercased()) },
      filter.language.map { Facet(.language, $0) },
      filter.source.map { Facet(.source, $0) }, filter.author.map { Facet(.author, $0) },
      filter.keyword.map { Facet(.keyword, $0) },
    ].compactMap(\.self)
    return facets.reduce(words) { match, facet in
      let token = facet.token(folding).replacing("\"", with: "\"\"")
      return "(\(match)) AND facets : \"\(token)\""
    }
  }

  /// The matches with the conditions that have no tokens.
  private func conditions(_ match: String) -> Conditions {
    var conditions = Conditions()
    conditions.add("search MATCH ?", match)
    if let url = query.filter.url {
      conditions.add("search.rowid = (SELECT number FROM page WHERE url = ?)", url)
    }
    conditions.addTimes(query.filter, of: "a")
    if query.filter.excludesDuplicates { conditions.add("a.near_duplicate_of IS NULL") }
    return conditions
  }

  /// The matches with their articles' rows, `a`.
  private static let matchedArticles = "search CROSS JOIN article a ON a.page = search.rowid"

  /// The matches, with the articles' rows only where a condition asks for them: looking a thousand up takes
  /// as long as ranking them.
  private var matches: String {
    let filter = query.filter
    let times = [
      filter.publishedFrom, filter.publishedTo, filter.ingestedFrom, filter.ingestedTo,
    ].compactMap(\.self)
    let isAsked = filter.excludesDuplicates || !times.isEmpty
    return isAsked ? Search.matchedArticles : "search"
  }

  private func byIngest(_ match: String, _ db: Database) throws -> ([Int64], Cursor?) {
    var conditions = conditions(match)
    if let cursor {
      conditions.add("search.rowid \(query.isDescending ? "<" : ">") ?", cursor.page)
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT search.rowid FROM \(matches)
        WHERE \(conditions.sql)
        ORDER BY search.rowid \(query.isDescending ? "DESC" : "ASC") LIMIT \(query.limit + 1)
        """)
    let found = try Int64.fetchAll(statement, arguments: conditions.arguments)
    let numbers = Array(found.prefix(query.limit))
    guard found.count > query.limit, let last = numbers.last else { return (numbers, nil) }
    return (numbers, Cursor(key: last, page: last))
  }

  private func ranked(_ match: String, _ db: Database) throws -> ([Int64], Cursor?) {
    var conditions = conditions(match)
    if let cursor { conditions.add("search.rowid <= ?", cursor.page) }
    let isRelevance = query.order == .relevance
    let key = isRelevance ? "relevance(search, \(Search.weights))" : "a.published_at"
    let direction = query.isDescending ? "DESC" : "ASC"
    let statement = try db.cachedStatement(
      sql: """
        SELECT page FROM
          (SELECT search.rowid AS page, \(key) AS key
           FROM \(isRelevance ? matches : Search.matchedArticles)
           WHERE \(conditions.sql)
           ORDER BY search.rowid DESC LIMIT \(Search.candidates))
        ORDER BY key \(direction), page \(direction)
        """)
    let found = try Int64.fetchAll(statement, arguments: conditions.arguments)
    let start = Int(clamping: cursor?.key ?? 0)
    let numbers = Array(found.dropFirst(start).prefix(query.limit))
    guard start + numbers.count < found.count, let newest = found.max() else {
      return (numbers, nil)
    }
    return (
      numbers, Cursor(key: Int64(start + numbers.count), page: cursor?.page ?? newest)
    )
  }
}
