/// How a page's article differs from the one made before from the same bytes.
public struct ArticleDifference: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case changed
    case appeared
    case vanished
  }

  public var kind: Kind

  /// The members that differ, by their JSON names, in the order of the alphabet.
  public var fields: [String]

  /// Characters (Unicode scalars) of the text before and after, of lines that are no more, and of
  /// new ones.
  public var before: Int
  public var after: Int
  public var removed: Int
  public var added: Int

  /// Nil where nothing that a client can see differs.
  public init?(from page: Recleanable, to cleaned: Cleaned) {
    guard page.article != nil || cleaned.article != nil else { return nil }
    let old = page.article ?? Article()
    let new = cleaned.article ?? Article()
    var fields = ArticleDifference.members.filter { $0.differs(old, new) }.map(\.name)
    if page.edits != cleaned.edits { fields.append("edits") }
    if page.stored.raw.charset != cleaned.charset { fields.append("raw.charset") }
    if page.stored.raw.mediaType != cleaned.mediaType { fields.append("raw.content_type") }
    kind = page.article == nil ? .appeared : cleaned.article == nil ? .vanished : .changed
    guard kind != .changed || !fields.isEmpty else { return nil }
    self.fields = fields.sorted()
    (before, after) = (old.text.unicodeScalars.count, new.text.unicodeScalars.count)
    (removed, added) =
      old.text == new.text ? (0, 0) : ArticleDifference.lines(from: old.text, to: new.text)
  }

  /// Characters of the lines that only one of two texts has, as often as it has them.
  private static func lines(from old: String, to new: String) -> (removed: Int, added: Int) {
    var surplus: [Substring: Int] = [:]
    for line in old.split(separator: "\n") { surplus[line, default: 0] += 1 }
    for line in new.split(separator: "\n") { surplus[line, default: 0] -= 1 }
    return surplus.reduce(into: (0, 0)) { sum, line in
      let characters = line.key.unicodeScalars.count * abs(line.value)
      if line.value > 0 { sum.0 += characters } else { sum.1 += characters }
    }
  }

  private struct Member: Sendable {
    var name: String
    var differs: @Sendable (Article, Article) -> Bool

    init<Value: Equatable & Sendable>(
      _ name: String, _ member: KeyPath<Article, Value> & Sendable
    ) {
      self.name = name
      differs = { $0[keyPath: member] != $1[keyPath: member] }
    }
  }

  private static let members = [
    Member("authors", \.authors),
    Member("boilerplate_version", \.boilerplateVersion),
    Member("breadcrumbs", \.breadcrumbs),
    Member("canonical_url", \.canonicalURL),
    Member("cleaner", \.cleaner),
    Member("confidence", \.confidence),
    Member("direction", \.direction),
    Member("excerpt", \.excerpt),
    Member("flags", \.flags),
    Member("html", \.html),
    Member("images", \.images),
    Member("keywords", \.keywords),
    Member("language", \.language),
    Member("lead_image", \.leadImage),
    Member("license", \.license),
    Member("links", \.links),
    Member("markdown", \.markdown),
    // As they are written and kept: with a zone a second that is not known is written as 0.
    Member("modified_at", \.modifiedAt?.description),
    Member("published_at", \.publishedAt?.description),
    Member("reading_minutes", \.readingMinutes),
    Member("removed", \.removed),
    Member("restored", \.restored),
    Member("script", \.script),
    Member("site_name", \.siteName),
    Member("source", \.source),
    Member("text", \.text),
    Member("title", \.title),
    Member("word_count", \.wordCount),
  ]
}
