/// The members of an article on the wire, in the order they are written.
public enum ArticleField: String, Sendable, Hashable, CaseIterable {
  case id, revision, outcome, url
  case canonicalURL = "canonical_url"
  case title, authors, source
  case siteName = "site_name"
  case publishedAt = "published_at"
  case modifiedAt = "modified_at"
  case language, script, direction, keywords, breadcrumbs, excerpt, snippet
  case leadImage = "lead_image"
  case images, links, license, text, html, markdown
  case wordCount = "word_count"
  case readingMinutes = "reading_minutes"
  case restored, removed, flags, confidence
  case nearDuplicateOf = "near_duplicate_of"
  case fingerprint, cleaner
  case boilerplateVersion = "boilerplate_version"
  case ingestedAt = "ingested_at"
  case updatedAt = "updated_at"
  case raw, metadata, hrefs

  /// The article's text in its three forms: most of its bytes.
  public static let bodies: Set<ArticleField> = [.text, .html, .markdown]

  public static let everything = Set(allCases)

  /// What a list shows unless told.
  public static let summary = everything.subtracting(bodies)
}
