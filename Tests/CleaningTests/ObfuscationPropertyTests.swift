import Domain
import Foundation
import Obfuscation
import Restoration
import Testing

@testable import Cleaning

/// Articles damaged by the generator, which shares no table with the repair, and cleaned again.
@Suite struct ObfuscationPropertyTests {
  private static let cleaner = Cleaner()

  /// The articles of Tests/Fixtures/articles.
  private static let articles: [ArticleSource] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/articles")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
      ?? []
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return files.sorted { $0.path < $1.path }.compactMap { file in
      guard let data = try? Data(contentsOf: file),
        let found = try? decoder.decode(File.self, from: data)
      else { return nil }
      return ArticleSource(
        title: found.title, source: found.source, author: found.authors.joined(separator: " "),
        published: String(found.publishedAt.prefix(16)).replacing("T", with: " "),
        keywords: found.keywords, paragraphs: found.paragraphs)
    }
  }()

  private struct File: Decodable {
    var title: String
    var source: String
    var authors: [String]
    var publishedAt: String
    var keywords: [String]
    var paragraphs: [String]
  }

  private func page(
    _ article: ArticleSource, _ seed: UInt64, _ layers: Set<DamageLayer>,
    _ style: AnnotationStyle = .toned
  ) -> [UInt8] {
    Obfuscator(seed: seed, layers: layers, style: style)
      .obfuscate(article, asHTML: seed.isMultiple(of: 2))
  }

  private func paragraphs(_ article: Article) -> [String] {
    article.text.split(separator: "\n").map(String.init)
  }

  @Test func `there are articles to damage`() {
    #expect(Self.articles.count >= 12)
  }

  @Test(
    arguments: [
      [], [.scriptConversion], [.scriptConversion, .annotation],
      [.scriptConversion, .controlBytes, .strayMarks],
      [.scriptConversion, .annotation, .keywordLine, .linkFarm, .hiddenNoise],
      [.scriptConversion, .annotation, .junkWords],
    ] as [Set<DamageLayer>], AnnotationStyle.allCases)
  func `cleaning gives back what was obfuscated`(
    layers: Set<DamageLayer>, style: AnnotationStyle
  ) throws {
    for (index, source) in Self.articles.enumerated() {
      let seed = UInt64(index * 7 + layers.count)
      let cleaned = Self.cleaner.clean(
        RawPage(bytes: page(source, seed, layers, style)), explaining: false)
      let article = try #require(cleaned.article)

      #expect(paragraphs(article) == source.paragraphs)
      #expect(article.title == source.title)
      #expect(article.source == source.source)
      #expect(article.authors.joined(separator: " ") == source.author)
      #expect(article.keywords == source.keywords)
      #expect(article.publishedAt?.description.prefix(10) == source.published.prefix(10))
    }
  }

  @Test(arguments: AnnotationStyle.allCases, 101...104 as ClosedRange<UInt64>)
  func `junk words and dropped vowels leave nothing, whatever the seed`(
    style: AnnotationStyle, seed: UInt64
  ) throws {
    for source in Self.articles {
      let bytes = page(source, seed, [.scriptConversion, .annotation, .junkWords], style)
      let article = try #require(
        Self.cleaner.clean(RawPage(bytes: bytes), explaining: false).article)

      #expect(paragraphs(article) == source.paragraphs, "seed \(seed)")
      #expect(article.title == source.title, "seed \(seed)")
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `broken bytes leave nothing but what they do not decide`(seed: UInt64) throws {
    var (equal, all, broken) = (0, 0, 0)
    for source in Self.articles {
      let bytes = page(source, seed, Set(DamageLayer.allCases))
      let article = try #require(
        Self.cleaner.clean(RawPage(bytes: bytes), explaining: false).article)
      let found = paragraphs(article)

      #expect(found.count == source.paragraphs.count)
      broken += found.count { $0.contains("?") }
      equal += zip(found, source.paragraphs).count { $0 == $1 }
      all += source.paragraphs.count
    }
    #expect(equal * 10 >= all * 7)
    #expect(broken * 20 <= all)
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `what is called proved is what the author wrote`(seed: UInt64) {
    let tables = RepairTables()
    let script = ScriptRestorer(tables: tables)
    for source in Self.articles {
      let layers: Set<DamageLayer> = [.scriptConversion, .annotation, .crossBoundary, .byteShift]
      let repaired = Repair(tables: tables).repair(page(source, seed, layers), isMarkup: false)
      let whole = source.paragraphs.joined(separator: "\n")
      var shift = 0
      for edit in repaired.edits {
        let start = edit.offset - shift
        let end = start + edit.after.utf8.count
        shift += edit.length - edit.after.utf8.count
        guard edit.certainty == .proved, edit.layer == .crossBoundary else { continue }
        let restored = String(
          decoding: script.simplified(Array(repaired.text[start..<end])), as: UTF8.self)

        #expect(whole.contains(restored), "\(edit)")
      }
    }
  }
}
