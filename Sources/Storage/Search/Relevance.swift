import Foundation
import GRDB
import GRDBSQLite

/// `relevance(search, 8.0, 1.0, 0.0)`: how well an article matches, more for better, with a weight for each
/// column.
///
/// Okapi BM25 as FTS5's `bm25()` has it (sqlite.org/fts5.html §5.1.1), but for one thing: how many articles
/// have a phrase is counted up to a bound and estimated beyond it. `bm25()` counts them all for
/// each search, which makes the search of a common word as slow as the store is large.
enum Relevance {
  /// Articles counted for each phrase; of a phrase in no more than these, the count is exact.
  private static let mostCounted = 1000

  /// BM25's usual parameters, which `bm25()` has as well.
  private static let (k1, b) = (1.2, 0.75)

  /// Makes the function known to a connection.
  static func add(to db: Database) throws {
    let api = UnsafeMutablePointer(mutating: FTS5.api(db))
    let code = api.pointee.xCreateFunction(
      api, "relevance", nil,
      { api, context, result, count, values in
        guard let api = api?.pointee, let context, let result else { return }
        let weights = (0..<Int(count)).map { sqlite3_value_double(values?[$0]) }
        do throws(Failure) {
          sqlite3_result_double(result, try Relevance.score(api, context, weights))
        } catch {
          sqlite3_result_error_code(result, error.code)
        }
      }, nil)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  private struct Failure: Error {
    var code: CInt
  }

  private static func check(_ code: CInt) throws(Failure) {
    guard code == SQLITE_OK else { throw Failure(code: code) }
  }

  private static func score(
    _ api: Fts5ExtensionApi, _ context: OpaquePointer, _ weights: [Double]
  ) throws(Failure) -> Double {
    let statistics = try statistics(api, context)
    var length: CInt = 0
    try check(api.xColumnSize(context, -1, &length))
    let norm = k1 * (1 - b + b * Double(length) / statistics.meanLength)
    var score = 0.0
    for (phrase, rarity) in statistics.rarities.enumerated() {
      var frequency = 0.0
      var places = Fts5PhraseIter()
      var (column, offset): (CInt, CInt) = (0, 0)
      try check(api.xPhraseFirst(context, CInt(phrase), &places, &column, &offset))
      while column >= 0 {
        frequency += Int(column) < weights.count ? weights[Int(column)] : 1
        api.xPhraseNext(context, &places, &column, &offset)
      }
      score += rarity * frequency * (k1 + 1) / (frequency + norm)
    }
    return score
  }

  /// What is the same for all matches of a search.
  private final class Statistics {
    /// Of each phrase its inverse document frequency.
    var rarities: [Double] = []

    /// Tokens of an article on average.
    var meanLength = 1.0
  }

  private static func statistics(
    _ api: Fts5ExtensionApi, _ context: OpaquePointer
  ) throws(Failure) -> Statistics {
    if let known = api.xGetAuxdata(context, 0) {
      return Unmanaged<Statistics>.fromOpaque(known).takeUnretainedValue()
    }
    let statistics = Statistics()
    var (articles, tokens): (Int64, Int64) = (0, 0)
    try check(api.xRowCount(context, &articles))
    try check(api.xColumnTotalSize(context, -1, &tokens))
    statistics.meanLength = max(1, Double(tokens) / Double(max(1, articles)))
    for phrase in 0..<api.xPhraseCount(context) {
      let hits = try hits(of: phrase, among: articles, api, context)
      // A phrase that more than half have would tell against an article; as in bm25(), it tells nothing.
      let rarity = log((Double(articles) - hits + 0.5) / (hits + 0.5))
      statistics.rarities.append(max(rarity, 1e-6))
    }
    try check(
      api.xSetAuxdata(context, Unmanaged.passRetained(statistics).toOpaque()) { statistics in
        guard let statistics else { return }
        Unmanaged<Statistics>.fromOpaque(statistics).release()
      })
    return statistics
  }

  private struct Count {
    var articles = 0
    var last: Int64 = 0
  }

  /// How many articles have a phrase: counted from the oldest, and where there are more than are counted,
  /// supposed to be as frequent among the rest.
  private static func hits(
    of phrase: CInt, among articles: Int64, _ api: Fts5ExtensionApi, _ context: OpaquePointer
  ) throws(Failure) -> Double {
    var count = Count()
    try check(
      api.xQueryPhrase(context, phrase, &count) { api, context, count in
        guard let api = api?.pointee, let count else { return SQLITE_MISUSE }
        let seen = count.assumingMemoryBound(to: Count.self)
        seen.pointee.articles += 1
        seen.pointee.last = api.xRowid(context)
        return seen.pointee.articles < Relevance.mostCounted ? SQLITE_OK : SQLITE_DONE
      })
    guard count.articles >= mostCounted else { return Double(count.articles) }
    // The newest match comes first, so its number is about that of the newest article.
    let newest = max(api.xRowid(context), count.last)
    let share = Double(max(1, count.last)) / Double(max(1, newest))
    return min(Double(articles), Double(count.articles) / share)
  }
}
