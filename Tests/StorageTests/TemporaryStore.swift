import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

/// Runs a test on a store in a folder of its own, and at its end asks SQLite whether all is sound.
func withStore(_ body: (SQLiteArticleStore) throws -> Void) throws {
  try withFolder { folder in
    let store = try SQLiteArticleStore(folder: folder)
    defer { store.close() }
    try body(store)
  }
}

/// Gives a test a folder for stores; the one left in it must be sound.
func withFolder(_ body: (String) throws -> Void) throws {
  let folder = NSTemporaryDirectory() + "winnow-store-" + UUID().uuidString
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
  let file = folder + "/winnow.sqlite"
  if FileManager.default.fileExists(atPath: file) { try expectSound(file) }
}

func expectSound(_ file: String, _ location: SourceLocation = #_sourceLocation) throws {
  var configuration = Configuration()
  configuration.prepareDatabase { db in db.add(tokenizer: FoldedTokenizer.self) }
  let database = try DatabaseQueue(path: file, configuration: configuration)
  try database.write { db in
    if try db.tableExists("search") {
      try db.execute(sql: "INSERT INTO search (search) VALUES ('integrity-check')")
    }
    let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check")
    let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
    if try db.tableExists("store"),
      try db.columns(in: "store").contains(where: { $0.name == "banded" })
    {
      try expectBands(db, location)
    }
    // Kept up by triggers: what it says is what the rows say that it is made of.
    if try db.tableExists("summary") {
      let (kept, made) = ("SELECT * FROM summary", Schema.summaryOfArticles)
      let wrong = try Int64.fetchAll(
        db,
        sql: """
          SELECT page FROM (SELECT * FROM (\(kept) EXCEPT \(made))
            UNION SELECT * FROM (\(made) EXCEPT \(kept)))
          """)
      #expect(wrong == [], sourceLocation: location)
    }
    #expect(integrity == ["ok"], sourceLocation: location)
    #expect(orphans.isEmpty, sourceLocation: location)
  }
  try database.close()
}

/// Of articles up to the one that the store names the index has all bands, and of no article others.
private func expectBands(_ db: Database, _ location: SourceLocation) throws {
  let banded = try NewestBands.banded(db)
  let bands = try Row.fetchAll(db, sql: "SELECT hash, page FROM band").map {
    [$0[0] as Int64, $0[1]]
  }
  var all: [[Int64]] = []
  try NearDuplicateIndex.forEachSketch(0...Int64.max, db) { page, sketch in
    all += sketch.bands.map { [$0, page] }
  }
  #expect(Set(bands).isSubset(of: all), sourceLocation: location)
  #expect(Set(bands).isSuperset(of: all.filter { $0[1] <= banded }), sourceLocation: location)
}

extension Entry {
  /// A page with an article, unless told that it holds none.
  static func make(
    url: String? = "https://example.org/a", body: String = "<p>Tea is grown here.</p>",
    article: Article? = .make(), id: String = UUID().uuidString.lowercased(), at time: Int64 = 1,
    metadata: [String: JSONValue] = [:], edits: [Edit] = [], refusal: String = "no article"
  ) -> Entry {
    let page = RawPage(
      bytes: Array(body.utf8), url: url, mediaType: "text/html", charset: "UTF-8",
      fetchedAt: Timestamp(milliseconds: 7), headers: [.init(name: "ETag", value: "\"x\"")],
      metadata: metadata)
    var cleaned = Cleaned()
    cleaned.article = article
    cleaned.edits = edits
    cleaned.refusal = article == nil ? refusal : ""
    return Entry(
      page: page, digest: fakeDigest(body), cleaned: cleaned, newID: name(id),
      now: Timestamp(milliseconds: time))
  }
}

extension Article {
  static func make(
    title: String = "Tea", text: String = "Tea is grown here.", authors: [String] = [],
    source: String? = nil, keywords: [String] = [], language: String? = "en",
    published: String? = nil
  ) -> Article {
    var article = Article()
    article.title = title
    article.text = text
    article.html = "<p>\(text)</p>"
    article.markdown = text
    article.authors = authors
    article.source = source
    article.keywords = keywords
    article.language = language
    article.publishedAt = published.flatMap { PartialTime($0) }
    article.cleaner = "winnow/1.0.0"
    return article
  }
}

/// Stands in for SHA-256, which the store is given and never computes: equal for equal texts.
func fakeDigest(_ text: String) -> PageDigest {
  var bytes = [UInt8](repeating: 0, count: 32)
  for (index, byte) in text.utf8.enumerated() {
    bytes[index % 32] = bytes[index % 32] &* 31 &+ byte &+ UInt8(truncatingIfNeeded: index)
  }
  guard let digest = PageDigest(bytes) else { preconditionFailure("32 bytes are a digest") }
  return digest
}

func name(_ text: String) -> StoredArticle.ID {
  guard let id = StoredArticle.ID(text) else { preconditionFailure("\(text) is no id") }
  return id
}
