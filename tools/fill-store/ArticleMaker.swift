import Domain
// pow.
import Foundation
import Ingest
import TestSupport

/// Articles as a store of news from all over would hold them: number *n* is the same at each run.
struct ArticleMaker {
  private struct Tongue {
    var language: String
    var script: String
    var share: Int
    var vocabulary: Vocabulary
  }

  /// The Latin word that more than half of all articles have.
  static let commonWord = "the"

  private let tongues: [Tongue]

  /// One in so many articles is an edited copy of one a little older.
  private let copies: UInt64 = 30

  init() {
    let consonants = ["b", "c", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v"]
    func latin(_ vowels: [String], seed: UInt64) -> Vocabulary {
      Vocabulary(
        consonants.flatMap { c in vowels.map { c + $0 } }, lengths: 1...4, count: 50_000,
        first: [ArticleMaker.commonWord], seed: seed)
    }
    let han = Vocabulary.scalars(0x4e00...0x5fff)
    let kana = Vocabulary.scalars(0x3042...0x3093)
    let cyrillic = Vocabulary.scalars(0x430...0x44f)
    let arabic = Vocabulary.scalars(0x627...0x63a) + Vocabulary.scalars(0x641...0x64a)
    tongues = [
      Tongue(
        language: "en", script: "Latn", share: 38,
        vocabulary: latin(["a", "e", "i", "o", "u", "an", "er"], seed: 1)),
      Tongue(
        language: "de", script: "Latn", share: 12,
        vocabulary: latin(["a", "e", "ei", "ö", "ü", "en"], seed: 2)),
      Tongue(
        language: "es", script: "Latn", share: 6,
        vocabulary: latin(["a", "e", "o", "ío", "ón"], seed: 3)),
      Tongue(
        language: "zh", script: "Hans", share: 22,
        vocabulary: Vocabulary(han, lengths: 1...3, count: 40_000, joint: "", seed: 4)),
      Tongue(
        language: "ja", script: "Jpan", share: 8,
        vocabulary: Vocabulary(
          kana + kana + kana + Array(han.prefix(400)), lengths: 1...4, count: 30_000, joint: "",
          seed: 5)),
      Tongue(
        language: "ko", script: "Kore", share: 5,
        vocabulary: Vocabulary(
          Vocabulary.scalars(0xac00...0xb3ff), lengths: 1...4, count: 30_000, seed: 6)),
      Tongue(
        language: "ru", script: "Cyrl", share: 5,
        vocabulary: Vocabulary(cyrillic, lengths: 2...9, count: 40_000, seed: 7)),
      Tongue(
        language: "ar", script: "Arab", share: 4,
        vocabulary: Vocabulary(arabic, lengths: 2...6, count: 30_000, seed: 8)),
    ]
  }

  /// Words to search for, by how often they are: what a bench asks.
  var words: [String: [String]] {
    let (english, chinese) = (tongues[0].vocabulary, tongues[3].vocabulary)
    let pairs = (0..<40_000).map(chinese.word).filter { $0.unicodeScalars.count == 2 }
    return [
      "common": [ArticleMaker.commonWord],
      "rare": (0..<200).map { english.word(30_000 + 90 * $0) },
      "frequent": (0..<50).map { english.word(20 + $0 * 10) },
      "han": Array(pairs.prefix(50)) + pairs.suffix(10_000).prefix(100),
    ]
  }

  func entry(_ number: Int) -> Entry {
    var random = SplitMix(state: UInt64(number) &* 0x2545_f491_4f6c_dd1d)
    let isCopy = number > 100 && random.next() % copies == 0
    let source = isCopy ? number - 1 - Int(random.next() % 100) : number
    var texts = SplitMix(state: UInt64(source) &* 0x9e6c_63d0_876a_3f00 &+ 5)
    let tongue = tongue(Int(texts.next() % 100))
    let words = tongue.vocabulary
    let title = words.text(words: 6 + Int(texts.next() % 5), &texts)
    // 40 to 400 words, most of them fewer than 150.
    let length = 40 + Int(texts.next() % 20) * Int(texts.next() % 20)
    var paragraphs = (0..<max(1, length / 60)).map { _ in
      words.text(words: min(length, 60), &texts)
    }
    if isCopy { paragraphs.append(words.text(words: 1 + Int(random.next() % 6), &random)) }

    var article = Article()
    article.title = title
    article.text = paragraphs.joined(separator: "\n")
    article.html = paragraphs.map { "<p>\($0)</p>" }.joined()
    article.markdown = paragraphs.joined(separator: "\n\n")
    article.language = tongue.language
    article.script = tongue.script
    article.direction = tongue.language == "ar" ? "rtl" : "ltr"
    article.authors = ["Author \(zipf(50_000, &random))"]
    article.source = "Source \(zipf(500, &random))"
    article.keywords = (0..<3).map { _ in "topic \(zipf(5000, &random))" }
    article.excerpt = title
    article.wordCount = length
    article.cleaner = "fill-store"
    // Ten years to 2026, every second of them; one in ten does not say.
    let moment = 1_450_000_000 + Int64(random.next() % 315_000_000)
    if random.next() % 10 != 0 {
      article.publishedAt = PartialTime(Timestamp(milliseconds: moment * 1000).rfc3339)
    }
    let address = "https://host\(zipf(20_000, &random)).example/news/\(number)"
    article.url = address

    let bytes = Array(
      "<!doctype html><title>\(title)</title><article>\(article.html)</article>".utf8)
    var cleaned = Cleaned()
    cleaned.article = article
    let now = Timestamp(milliseconds: 1_700_000_000_000 + Int64(number) * 20)
    var identity = random
    return Entry(
      page: RawPage(bytes: bytes, url: address, mediaType: "text/html", charset: "utf-8"),
      digest: PageDigest(of: bytes), cleaned: cleaned,
      newID: .ulid(at: now, using: &identity), now: now)
  }

  private func tongue(_ percent: Int) -> Tongue {
    var rest = percent
    for tongue in tongues {
      if rest < tongue.share { return tongue }
      rest -= tongue.share
    }
    return tongues[0]
  }

  /// A number from 0 by Zipf's law.
  private func zipf(_ count: Int, _ random: inout SplitMix) -> Int {
    Int(pow(Double(count), Double(random.next() >> 11) / Double(1 << 53))) - 1
  }
}
