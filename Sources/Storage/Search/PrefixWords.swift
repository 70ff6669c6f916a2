import Domain
import Foundation
import GRDB
import TextAnalysis

/// The words that `prefix*` stands for, where very many places in the store have words that begin so.
///
/// FTS5 gathers all places of all words of a prefix before it gives the first match: 1.7 s for one letter in a
/// million articles. Of a prefix of which there are more places than a bound, the most frequent words are looked
/// for instead, each of which costs no more than a common word does
/// (docs/decisions/0055-relevance-by-a-bounded-count.md).
final class PrefixWords {
  private let db: Database
  private let folding: Folding

  /// For one of the query's prefixes.
  private let places: Int
  private let words: Int

  /// Places that FTS5 gathers in some milliseconds.
  static let mostPlaces = 50_000

  /// With so many, one letter takes 39 ms of CPU in a million articles (docs/measurements.md).
  static let mostWords = 64

  /// Places looked at for words that the newest articles lack.
  private static let firstPlaces = 5000

  /// Articles whose words are counted.
  private static let newestArticles = 100

  private lazy var newest = Result { try newestWords() }

  /// - Parameter prefixes: How many the query has, which share the bounds.
  init(_ db: Database, folding: Folding, prefixes: Int, places: Int = PrefixWords.mostPlaces) {
    self.db = db
    self.folding = folding
    self.places = max(1, places / max(1, prefixes))
    words = max(1, PrefixWords.mostWords / max(1, prefixes))
  }

  /// The words to look for; nil where FTS5 may look for all that begin so.
  func words(beginning prefix: String) throws -> [String]? {
    let ranges = PrefixWords.ranges(of: prefix)
    var left = places
    for range in ranges where left > 0 { left -= try count(range, upTo: left) }
    if left > 0, ranges.count == 1 { return nil }
    // Either FTS5 would walk through the filters of all articles, or through too many places.
    let newest = left > 0 ? [:] : try newest.get().filter { $0.key.utf8.starts(with: prefix.utf8) }
    var some = PrefixWords.mostFrequent(newest, words)
    if some.count < words {
      let limit = left > 0 ? places : PrefixWords.firstPlaces
      let others = try ranges.reduce(into: [String: Int]()) { words, range in
        try words.merge(terms(range, upTo: limit), uniquingKeysWith: +)
      }.filter { newest[$0.key] == nil }
      some += PrefixWords.mostFrequent(others, words - some.count)
    }
    return some.isEmpty ? [prefix] : some
  }

  /// How many places there are in a stretch of the index.
  private func count(_ range: (from: String, to: String), upTo limit: Int) throws -> Int {
    let statement = try db.cachedStatement(
      sql: "SELECT count(*) FROM (SELECT 1 FROM word WHERE term >= ? AND term < ? LIMIT ?)")
    return try Int.fetchOne(statement, arguments: [range.from, range.to, limit]) ?? 0
  }

  /// The words of the first places of a stretch, and in how many of them each stands.
  private func terms(
    _ range: (from: String, to: String), upTo limit: Int
  ) throws -> [String: Int] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT term, count(*) FROM
          (SELECT term FROM word WHERE term >= ? AND term < ? LIMIT ?) GROUP BY term
        """)
    let rows = try Row.fetchAll(statement, arguments: [range.from, range.to, limit])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
  }

  private static func mostFrequent(_ counts: [String: Int], _ limit: Int) -> [String] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
  }

  /// The stretches of the index in which words begin so: all of one, or what stands before and behind the filters
  /// of a kind (`Facet`).
  private static func ranges(of prefix: String) -> [(from: String, to: String)] {
    let end = prefix + "\u{10FFFF}"
    guard let kind = Facet.Kind.allCases.first(where: { $0.rawValue.hasPrefix(prefix) }) else {
      return [(prefix, end)]
    }
    return [(prefix, kind.rawValue + "\u{1e}"), (kind.rawValue + "\u{1f}", end)]
  }

  /// How often each word stands in the newest articles.
  private func newestWords() throws -> [String: Int] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT r.head, r.texts FROM article a CROSS JOIN revision r ON r.number = a.revision
        ORDER BY a.page DESC LIMIT \(PrefixWords.newestArticles)
        """)
    var counts: [String: Int] = [:]
    let rows = try Row.fetchCursor(statement)
    while let row = try rows.next() {
      let (head, texts): (Data, Data) = (row[0], row[1])
      let article = try PackedArticle.unpack(head: Array(head), texts: Array(texts))
      for text in [article.title ?? "", article.text] {
        let folded = folding.folded(text)
        for token in folded.tokens where !token.isSingle {
          counts[String(decoding: folded.bytes[token.folded], as: UTF8.self), default: 0] += 1
        }
      }
    }
    return counts
  }
}
