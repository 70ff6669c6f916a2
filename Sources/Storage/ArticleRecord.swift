import Domain
import Foundation

/// An article as it is kept: all but the texts, as JSON.
///
/// Apart from `Article`, so that renaming a property there changes no stored row; every member is
/// optional, so that rows of an older program are still read.
struct ArticleRecord: Decodable {
  var url: String?
  var canonicalURL: String?
  var title: String?
  var authors: [String]?
  var source: String?
  var siteName: String?
  var publishedAt: String?
  var modifiedAt: String?
  var language: String?
  var script: String?
  var direction: String?
  var keywords: [String]?
  var breadcrumbs: [String]?
  var excerpt: String?
  var leadImage: String?
  var images: [Article.Image]?
  var links: [Article.Link]?
  var license: String?
  var commentCount: Int?
  var wordCount: Int?
  var readingMinutes: Int?
  var restored: [Restored]?
  var removed: [String: Int]?
  var flags: [String]?
  var confidence: Double?
  var cleaner: String?
  var boilerplateVersion: Int64?

  struct Restored: Decodable {
    var layer: String
    var edits: Int
    var certainty: String
  }

  init(_ article: Article) {
    url = article.url
    canonicalURL = article.canonicalURL
    title = article.title
    authors = article.authors
    source = article.source
    siteName = article.siteName
    publishedAt = article.publishedAt?.description
    modifiedAt = article.modifiedAt?.description
    language = article.language
    script = article.script
    direction = article.direction
    keywords = article.keywords
    breadcrumbs = article.breadcrumbs
    excerpt = article.excerpt
    leadImage = article.leadImage
    images = article.images
    links = article.links
    license = article.license
    commentCount = article.commentCount
    wordCount = article.wordCount
    readingMinutes = article.readingMinutes
    restored = article.restored.map {
      Restored(layer: $0.layer.rawValue, edits: $0.edits, certainty: $0.certainty.rawValue)
    }
    removed = article.removed
    flags = article.flags.map(\.rawValue)
    confidence = article.confidence
    cleaner = article.cleaner
    boilerplateVersion = article.boilerplateVersion
  }

  /// The article without its texts.
  var article: Article {
    var article = Article()
    article.url = url
    article.canonicalURL = canonicalURL
    article.title = title
    article.authors = authors ?? []
    article.source = source
    article.siteName = siteName
    article.publishedAt = publishedAt.flatMap { PartialTime($0) }
    article.modifiedAt = modifiedAt.flatMap { PartialTime($0) }
    article.language = language
    article.script = script
    article.direction = direction
    article.keywords = keywords ?? []
    article.breadcrumbs = breadcrumbs ?? []
    article.excerpt = excerpt
    article.leadImage = leadImage
    article.images = images ?? []
    article.links = links ?? []
    article.license = license
    article.commentCount = commentCount
    article.wordCount = wordCount ?? 0
    article.readingMinutes = readingMinutes ?? 0
    article.restored = (restored ?? []).compactMap { count in
      guard let layer = Layer(rawValue: count.layer),
        let certainty = Certainty(rawValue: count.certainty)
      else { return nil }
      return RestoredCount(layer: layer, edits: count.edits, certainty: certainty)
    }
    article.removed = removed ?? [:]
    article.flags = (flags ?? []).compactMap(Article.Flag.init)
    article.confidence = confidence ?? 0
    article.cleaner = cleaner ?? ""
    article.boilerplateVersion = boilerplateVersion
    return article
  }
}

/// A repair as it is kept.
struct EditRecord: Decodable {
  var offset: Int
  var length: Int
  var before: String
  var after: String
  var layer: String
  var certainty: String
  var alternatives: [String]?

  init(_ edit: Edit) {
    offset = edit.offset
    length = edit.length
    before = edit.before
    after = edit.after
    layer = edit.layer.rawValue
    certainty = edit.certainty.rawValue
    alternatives = edit.alternatives.isEmpty ? nil : edit.alternatives
  }

  /// Nil where today's program knows no such layer.
  var edit: Edit? {
    guard let layer = Layer(rawValue: layer), let certainty = Certainty(rawValue: certainty) else {
      return nil
    }
    return Edit(
      offset: offset, length: length, before: before, after: after, layer: layer,
      certainty: certainty, alternatives: alternatives ?? [])
  }
}
