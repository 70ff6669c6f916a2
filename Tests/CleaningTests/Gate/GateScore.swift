import Domain
import Foundation

/// How well one page of the gate was cleaned, each measure from 0 to 1.
struct GateScore: Codable, Equatable {
  var authors: Double
  var body: Double
  var day: Double
  var language: Double
  var title: Double

  static let measures: [(name: String, path: KeyPath<GateScore, Double> & Sendable)] = [
    ("authors", \.authors), ("body", \.body), ("day", \.day), ("language", \.language),
    ("title", \.title),
  ]

  init(_ article: Article?, gold: GatePage.Gold) {
    func same(_ a: String?, _ b: String?) -> Double { a == b ? 1 : 0 }
    authors = article.map { Set($0.authors) == Set(gold.authors) } == true ? 1 : 0
    body = GateScore.shingleF1(article?.text ?? "", gold.body.joined(separator: "\n"))
    day = same(article?.publishedAt.map { String($0.description.prefix(10)) }, gold.day)
    language = same(article?.language, gold.language)
    title = same(article?.title, gold.title)
  }

  /// F1 of runs of four tokens, as the evaluation of scrapinghub's benchmark counts them: a token is a word, or one
  /// character of Han or kana.
  static func shingleF1(_ text: String, _ gold: String) -> Double {
    let found = shingles(text)
    let wanted = shingles(gold)
    let common = found.reduce(0) { $0 + min($1.value, wanted[$1.key] ?? 0) }
    let total = found.values.reduce(0, +) + wanted.values.reduce(0, +)
    return total == 0 ? 1 : 2 * Double(common) / Double(total)
  }

  private static func shingles(_ text: String) -> [[String]: Int] {
    var tokens: [String] = []
    var word = ""
    for character in text {
      let isWide =
        character.unicodeScalars.first.map { (0x3040...0x9fff).contains($0.value) } ?? false
      if character.isLetter || character.isNumber, !isWide {
        word.append(character)
        continue
      }
      if !word.isEmpty { tokens.append(word) }
      word = ""
      if isWide { tokens.append(String(character)) }
    }
    if !word.isEmpty { tokens.append(word) }
    var counts: [[String]: Int] = [:]
    for start in 0..<max(1, tokens.count - 3) {
      let shingle = Array(tokens[start..<min(tokens.count, start + 4)])
      if !shingle.isEmpty { counts[shingle, default: 0] += 1 }
    }
    return counts
  }
}

/// A page written for the gate, and what a person reads on it.
struct GatePage {
  struct Gold: Decodable {
    var authors: [String]
    var body: [String]
    var day: String?
    var language: String
    var title: String
  }

  var name: String
  var page: RawPage
  var gold: Gold

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/gate")

  /// All pages, in the order of their names.
  static func all() throws -> [GatePage] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try files.filter { $0.hasSuffix(".html") || $0.hasSuffix(".txt") }.map { file in
      let isText = file.hasSuffix(".txt")
      let name = String(file.dropLast(isText ? 4 : 5))
      let bytes = try Data(contentsOf: folder.appending(path: file))
      let gold = try Data(contentsOf: folder.appending(path: name + ".json"))
      return GatePage(
        name: name,
        page: RawPage(bytes: Array(bytes), mediaType: isText ? "text/plain" : "text/html"),
        gold: try JSONDecoder().decode(Gold.self, from: gold))
    }
  }
}
