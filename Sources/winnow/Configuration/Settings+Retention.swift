import Domain

extension Settings {
  // MARK: [export], [retention]

  static let keeping: [any AnySetting] = [
    maxBookArticles, articleAge, articleCount, articleSize, rawAge, rawSize, tombstoneAge,
    previousAge, retentionInterval,
  ]

  static let maxBookArticles = Setting(
    "export.max_book_articles", 5000, in: 1...100_000,
    "The most articles of one EPUB, whose contents are held in memory; more are answered 400.")

  /// Three hundred years: beyond any page.
  private static let longest = 300 * 366 * 86_400_000

  static let articleAge = Setting(
    "retention.article_age", TimeSpan(seconds: 0), in: 0...longest,
    "Pages taken in longer ago are deleted, with their revisions; \"0 ms\" keeps all.")
  static let articleCount = Setting(
    "retention.article_count", 0, in: 0...1_000_000_000,
    "The most pages that are kept; the oldest go. 0 keeps all.")
  static let articleSize = Setting(
    "retention.article_size", ByteSize(0), in: 0...(1 << 50),
    "The most that articles take, compressed, all revisions together; the oldest pages go.")
  static let rawAge = Setting(
    "retention.raw_age", TimeSpan(seconds: 0), in: 0...longest,
    "Raw pages posted longer ago are given up; the articles made of them stay, but cannot be "
      + "cleaned again. \"0 ms\" keeps all.")
  static let rawSize = Setting(
    "retention.raw_size", ByteSize(0), in: 0...(1 << 50),
    "The most that raw pages take, compressed; the oldest are given up.")
  static let tombstoneAge = Setting(
    "retention.tombstone_age", TimeSpan(seconds: 90 * 86_400), in: 60_000...longest,
    "How long /v1/changes tells of a deletion.")
  static let previousAge = Setting(
    "retention.previous_age", TimeSpan(seconds: 30 * 86_400), in: 0...longest,
    "How long a run of reclean can be taken back; then the articles it replaced are deleted.")
  static let retentionInterval = Setting(
    "retention.interval", TimeSpan(seconds: 600), in: 1000...86_400_000,
    "How often these rules are looked at, and what deleted pages left in the index and the log is "
      + "removed.")
}

extension RetentionRules {
  init(_ configuration: Configuration) {
    self.init()
    articleAge = Self.age(configuration[Settings.articleAge])
    articleCount = configuration[Settings.articleCount]
    articleBytes = configuration[Settings.articleSize].bytes
    rawAge = Self.age(configuration[Settings.rawAge])
    rawBytes = configuration[Settings.rawSize].bytes
    tombstoneAge = configuration[Settings.tombstoneAge].duration
    previousAge = configuration[Settings.previousAge].duration
  }

  private static func age(_ span: TimeSpan) -> Duration? {
    span.milliseconds == 0 ? nil : span.duration
  }
}
