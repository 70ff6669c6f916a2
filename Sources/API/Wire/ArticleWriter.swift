import Domain
import Ingest

/// Writes articles as JSON: every member of the contract in a fixed order, null where a value is not
/// known.
public struct ArticleWriter: Sendable {
  /// The members wanted, in order.
  private let fields: [ArticleField]

  public init(fields: Set<ArticleField> = ArticleField.everything) {
    self.fields = ArticleField.allCases.filter(fields.contains)
  }

  /// The article as bytes of JSON.
  public func json(_ view: ArticleView) -> [UInt8] {
    let article = view.article
    var writer = JSONWriter(
      capacity: 4096
        + (article.text.utf8.count + article.html.utf8.count + article.markdown.utf8.count) * 17
        / 16)
    write(view, to: &writer)
    return writer.bytes
  }

  public func write(_ view: ArticleView, to writer: inout JSONWriter) {
    writer.object { writer in
      // Whatever members are wanted: it is how the client tells whose answer this is.
      if let ref = view.ref {
        writer.name("ref")
        writer.value(ref)
      }
      for field in fields { write(field, of: view, to: &writer) }
    }
  }

  private func write(_ field: ArticleField, of view: ArticleView, to writer: inout JSONWriter) {
    let article = view.article
    let name = field.rawValue
    switch field {
    case .id: writer.member(name, view.place?.id.rawValue)
    case .revision: writer.member(name, view.place?.revision)
    case .outcome: writer.member(name, view.outcome?.rawValue)
    case .url: writer.member(name, article.url)
    case .canonicalURL: writer.member(name, article.canonicalURL)
    case .title: writer.member(name, article.title)
    case .authors: writer.member(name, article.authors)
    case .source: writer.member(name, article.source)
    case .siteName: writer.member(name, article.siteName)
    case .publishedAt: writer.member(name, article.publishedAt?.description)
    case .modifiedAt: writer.member(name, article.modifiedAt?.description)
    case .language: writer.member(name, article.language)
    case .script: writer.member(name, article.script)
    case .direction: writer.member(name, article.direction)
    case .keywords: writer.member(name, article.keywords)
    case .breadcrumbs: writer.member(name, article.breadcrumbs)
    case .excerpt: writer.member(name, article.excerpt)
    case .snippet:
      // A member of what a search found alone.
      if let snippet = view.snippet { writer.member(name, snippet.html) }
    case .leadImage: writer.member(name, article.leadImage)
    case .images, .links, .restored, .removed: writeList(field, of: article, to: &writer)
    case .license: writer.member(name, article.license)
    case .text: writer.member(name, article.text)
    case .html: writer.member(name, article.html)
    case .markdown: writer.member(name, article.markdown)
    case .wordCount: writer.member(name, article.wordCount)
    case .readingMinutes: writer.member(name, article.readingMinutes)
    case .flags: writer.member(name, article.flags.map(\.rawValue))
    case .confidence: writer.member(name, article.confidence)
    case .nearDuplicateOf: writer.member(name, view.place?.nearDuplicateOf?.rawValue)
    case .fingerprint:
      let fingerprint = view.place?.fingerprint ?? ""
      writer.member(name, fingerprint.isEmpty ? nil : fingerprint)
    case .cleaner: writer.member(name, article.cleaner.isEmpty ? nil : article.cleaner)
    case .boilerplateVersion: writer.member(name, article.boilerplateVersion.map { Int($0) })
    case .ingestedAt: writer.member(name, view.place?.ingestedAt.rfc3339)
    case .updatedAt: writer.member(name, view.place?.updatedAt.rfc3339)
    case .raw: writer.member(name, view.raw)
    case .metadata:
      writer.name(name)
      writer.value(view.metadata)
    case .hrefs: writeLinks(of: view.place, named: name, to: &writer)
    }
  }

  private func writeList(
    _ field: ArticleField, of article: Article, to writer: inout JSONWriter
  ) {
    writer.name(field.rawValue)
    switch field {
    case .images:
      writer.array { writer in
        for image in article.images {
          writer.object {
            $0.member("url", image.url)
            $0.member("alt", image.alt)
            $0.member("caption", image.caption)
          }
        }
      }
    case .links:
      writer.array { writer in
        for link in article.links {
          writer.object {
            $0.member("url", link.url)
            $0.member("text", link.text)
          }
        }
      }
    case .restored:
      writer.array { writer in
        for count in article.restored {
          writer.object {
            $0.member("layer", count.layer.rawValue)
            $0.member("edits", count.edits)
            $0.member("certainty", count.certainty.rawValue)
          }
        }
      }
    default:
      writer.object { writer in
        for (role, count) in article.removed.sorted(by: { $0.key < $1.key }) {
          writer.member(role, count)
        }
      }
    }
  }

  private func writeLinks(
    of place: ArticleView.Place?, named name: String, to writer: inout JSONWriter
  ) {
    writer.name(name)
    guard let place else { return writer.null() }
    let id = place.id
    writer.object {
      // What explains an article, and what is like it, is of its latest revision.
      guard !place.isOneOfRevisions else {
        $0.member("self", Paths.revision(place.revision, of: id))
        $0.member("raw", Paths.raw(ofRevision: place.revision, of: id))
        return
      }
      $0.member("self", Paths.article(id))
      $0.member("raw", Paths.raw(id))
      $0.member("explain", Paths.explain(id))
      $0.member("similar", Paths.similar(id))
    }
  }
}

extension JSONWriter {
  mutating func member(_ name: String, _ raw: RawReference) {
    self.name(name)
    object {
      $0.member("sha256", raw.digest.hexadecimal)
      $0.member("bytes", raw.size)
      $0.member("content_type", raw.mediaType)
      $0.member("charset", raw.charset)
    }
  }
}

extension Snippet {
  /// The text with matches in `<mark>` and all else escaped, ready to be shown on a page.
  var html: String {
    parts.map { part in
      let text = part.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        .replacing(">", with: "&gt;")
      return part.isMatch ? "<mark>\(text)</mark>" : text
    }.joined()
  }
}

/// Where things are, as answers name them.
enum Paths {
  static func article(_ id: StoredArticle.ID) -> String { "/v1/articles/\(id)" }
  static func raw(_ id: StoredArticle.ID) -> String { "/v1/articles/\(id)/raw" }
  static func revision(_ number: Int, of id: StoredArticle.ID) -> String {
    "/v1/articles/\(id)/revisions/\(number)"
  }
  static func raw(ofRevision number: Int, of id: StoredArticle.ID) -> String {
    "/v1/articles/\(id)/revisions/\(number)/raw"
  }
  static func explain(_ id: StoredArticle.ID) -> String { "/v1/articles/\(id)/explain" }
  static func similar(_ id: StoredArticle.ID) -> String { "/v1/articles/\(id)/similar" }
  static func reclean(_ id: StoredArticle.ID) -> String { "/v1/articles/\(id)/reclean" }
}
